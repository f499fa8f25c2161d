/** Everything about one system: how it stands, the diagram, what to do, and the rest. */

import { count } from '../report/words.ts'
import { controlsSection, oneLine } from './controls.ts'
import { decisionsSection } from './decisions.ts'
import { figure } from './figure.ts'
import { findingsSection } from './findings.ts'
import { incidentsSection } from './incidents.ts'
import { html, type Markup, type Part } from './markup.ts'
import { matrixSection } from './matrix.ts'
import { dot } from './pieces.ts'
import { planSection } from './plan.ts'
import type { SystemPage } from './system-page.ts'
import { standingOf } from './verdict.ts'

/** Of several systems each begins with how it stands; a single one has the head of the page for that. */
export async function article(page: SystemPage, isOnly: boolean): Promise<Markup> {
  const { id, manifest } = page
  const parts = [
    { name: 'diagram', words: 'Diagram', body: await figure(page) },
    { name: 'findings', words: 'Findings', body: findingsSection(page) },
    { name: 'plan', words: 'Fix plan', body: planSection(page) },
    { name: 'incidents', words: 'Incidents', body: incidentsSection(page) },
    { name: 'matrix', words: 'Matrix', body: matrixSection(page) },
    { name: 'controls', words: 'Controls', body: controlsSection(page) },
    { name: 'decisions', words: 'Decisions', body: decisionsSection(page) },
  ].filter(({ body }) => body !== undefined)
  const links = parts.map(({ name, words }) => html`<li><a href="#${id}-${name}">${words}</a></li>`)
  const end = isOnly ? html`<li><a href="#not-judged">Not judged</a></li>` : undefined
  return html`<article class="system" id="${id}" aria-labelledby="${id}-name">
<h2 id="${id}-name"${isOnly ? html` class="hidden-heading"` : undefined}>${manifest.system}</h2>
${isOnly ? undefined : [facts(page), standingOf(page)]}<nav class="parts" aria-label="Parts of ${manifest.system}"><ul>${links}${end}</ul></nav>
${parts.map(({ body }) => body)}
</article>
`
}

/** Who answers for the system, and what it is. */
export function facts({ details, manifest }: SystemPage): Part {
  const system = details?.manifest.system
  if (system === undefined) return html`<p class="about">${manifest.file}</p>`
  const words = [
    manifest.file,
    count(manifest.components, 'component'),
    system.owner === undefined ? 'nobody owns it' : `owner ${system.owner}`,
    ...(system.criticality === undefined ? [] : [`criticality ${system.criticality}`]),
    ...(system.stage === undefined ? [] : [system.stage]),
    system.reviewed === undefined ? 'never reviewed' : `reviewed ${system.reviewed}`,
  ]
  const about =
    system.description === undefined ? undefined : html`<p class="description">${oneLine(system.description)}</p>`
  return html`${about}<p class="about">${words.join(` ${dot} `)}</p>`
}
