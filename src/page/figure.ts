/** The diagram with the board above it that says what is lit up. */

import { draw } from '../diagram/draw.ts'
import { tooLarge } from '../diagram/limits.ts'
import { layOut } from '../diagram/load-layout.ts'
import { toSvg } from '../diagram/svg.ts'
import { buildSystem } from '../system/build-system.ts'
import { inWords } from './in-words.ts'
import { html, Markup } from './markup.ts'
import { section } from './pieces.ts'
import type { SystemPage } from './system-page.ts'

export async function figure(page: SystemPage): Promise<Markup | undefined> {
  const { details, exposures, id, manifest } = page
  if (details === undefined) return undefined
  const drawing = draw(buildSystem(details.manifest), exposures)
  const heading = { name: 'diagram', heading: 'Diagram' }
  const reason = tooLarge(drawing)
  if (reason !== undefined)
    return html`${section(page, heading, html`<p class="none">Not drawn: ${reason}. <code>atlaslint graph -f dot</code> writes it for a Graphviz of your own.</p>`)}${inWords(details.manifest)}`
  const picture = toSvg(drawing, await layOut(drawing), { prefix: id, styled: false })
  return html`${section(page, heading, undefined)}<figure class="diagram" aria-label="Diagram of ${manifest.system}">
<div class="board scripted" role="group" aria-label="What the diagram shows"><div class="telling" aria-live="polite"><p class="what">Open a finding, an incident or a step of the plan to see its way.</p><p class="how"></p></div>
<div class="buttons"><button type="button" data-do="previous" hidden>Previous</button><button type="button" data-do="next" hidden>Next</button><button type="button" data-do="back" hidden>To the entry</button><button type="button" data-do="whole" hidden>Whole diagram</button><button type="button" data-do="fit" aria-pressed="false">Fit the screen</button><button type="button" data-do="size" aria-pressed="false">Actual size</button></div></div>
<p class="key scripted" hidden><span class="way-key"></span> the way <span class="guard-key"></span> where a control stands</p>
<div class="canvas" tabindex="0" role="region" aria-label="Diagram of ${manifest.system}, scrollable">${new Markup(picture)}</div>
</figure>
${inWords(details.manifest)}`
}
