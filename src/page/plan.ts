/** The fix plan: the fewest controls that close the most, with what each closes and the lines to paste. */

import { bySeverity, controlYaml, planHead, unplannedText } from '../explain/plan-text.ts'
import type { LocatedStep } from '../report/details.ts'
import { count } from '../report/words.ts'
import { html, type Markup } from './markup.ts'
import { section } from './pieces.ts'
import { entryId, nameOf, type SystemPage } from './system-page.ts'
import { wayAttributes } from './way.ts'

export function planSection(page: SystemPage): Markup | undefined {
  const { details } = page
  if (details === undefined) return undefined
  const { open, steps, left, unplanned } = details.plan
  const closed = steps.reduce((sum, { closes }) => sum + closes.length, 0)
  const rest = left.length === 0 ? undefined : html`<p>No single control closes these: ${closedLinks(left, page)}</p>`
  const silent = unplannedText(unplanned.flatMap((index) => page.exposures[index] ?? []))
  const body =
    open === 0
      ? html`<p class="none">Nothing is open.</p>`
      : html`<p>${planHead(open, steps.length, closed)}</p>
<ol class="plan">${steps.map((step) => html`<li>${stepMarkup(step, page)}</li>`)}</ol>${rest}${silent.map((text) => html`<p>${text}</p>`)}`
  const counted = steps.length === 0 ? undefined : count(steps.length, 'control')
  return section(page, { name: 'plan', heading: 'Fix plan', counted }, body)
}

function stepMarkup(step: LocatedStep, page: SystemPage): Markup {
  const { place, closes, owner } = step
  const isFlow = page.details?.manifest.components[place] === undefined
  const way = { components: isFlow ? [] : [place], flows: isFlow ? [place] : [], subject: place }
  const exposures = closes.flatMap((index) => page.exposures[index] ?? [])
  const yaml = controlYaml({ mitigation: step.mitigation, covers: step.covers, place, owner })
  return html`<details class="step"${wayAttributes(way)}><summary><span class="title">${nameOfStep(step, page)} on <b>${place}</b></span> <span class="counted">closes ${closes.length}: ${bySeverity(exposures)}; ${ownerText(owner, page)}</span></summary>
<p>${closedLinks(closes, page)}</p>
<pre><code>${yaml.map((line) => [line, newline])}</code></pre></details>`
}

const newline = html`
`

function nameOfStep({ mitigation, covers }: LocatedStep, page: SystemPage): Markup {
  if (mitigation !== undefined)
    return html`<span class="id">${mitigation}</span> <b>${page.catalog?.mitigations.get(mitigation)}</b>`
  return html`a control of your own against <span class="id">${covers}</span> <b>${nameOf(page, covers ?? '')}</b>`
}

function ownerText(owner: string | undefined, { details }: SystemPage): string {
  if (owner === undefined) return 'nobody owns it'
  const contact = details?.manifest.owners?.[owner]?.contact
  return `owner ${owner}${contact === undefined ? '' : ` (${contact})`}`
}

function closedLinks(exposures: readonly number[], page: SystemPage): Markup {
  const links = exposures.map((index, position) => {
    const exposure = page.exposures[index]
    const words = exposure === undefined ? '' : `${exposure.technique} on ${exposure.subject.id}`
    return html`${position === 0 ? '' : ', '}<a href="#${entryId(page, index)}">${words}</a>`
  })
  return html`${links}`
}
