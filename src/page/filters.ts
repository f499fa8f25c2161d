/** The bar above the findings. It is of no use without a script, and then not shown. */

import { statuses } from '../analysis/exposure.ts'
import { severities } from '../finding.ts'
import { statusWords } from '../report/words.ts'
import { html, type Markup } from './markup.ts'
import type { SystemPage } from './system-page.ts'

interface Choice {
  readonly value: string
  readonly words: string
}

export function filterBar(page: SystemPage, hasSettled: boolean): Markup | undefined {
  const entries = page.findings.length + (hasSettled ? 1 : 0)
  if (entries < 2) return undefined
  const pills = severities
    .toReversed()
    .map(
      (severity) =>
        html`<button type="button" class="pill severity-${severity}" data-filter="severity" value="${severity}" aria-pressed="false">${severity}</button>`,
    )
  return html`<div class="filters scripted" role="search" aria-label="Filter findings">
<div class="pills" role="group" aria-label="Severity">${pills}</div>
<label class="search">Search <input type="search" data-filter="text" autocomplete="off" spellcheck="false"></label>
${choiceOf('status', 'Status', statusChoices(page))}${choiceOf('tactics', 'Tactic', tacticChoices(page))}${choiceOf('owner', 'Owner', ownerChoices(page))}${choiceOf('components', 'Component', componentChoices(page))}
<button type="button" class="clear">Clear</button>
<output class="shown" aria-live="polite"></output>
</div>
`
}

function choiceOf(name: string, label: string, choices: readonly Choice[]): Markup | undefined {
  if (choices.length < 2) return undefined
  const options = choices.map(({ value, words }) => html`<option value="${value}">${words}</option>`)
  return html`<label>${label} <select data-filter="${name}"><option value="">all</option>${options}</select></label>`
}

function statusChoices({ exposures, findings }: SystemPage): Choice[] {
  const present = statuses.filter((status) => exposures.some((exposure) => exposure.status === status))
  const kinds = (['check', 'input'] as const).filter((kind) => findings.some((finding) => finding.kind === kind))
  return [
    ...present.map((status) => ({ value: status, words: statusWords[status] })),
    ...kinds.map((kind) => ({ value: kind, words: `${kind} of the manifest` })),
  ]
}

function tacticChoices({ catalog, exposures }: SystemPage): Choice[] {
  const present = new Set(exposures.map(({ technique }) => technique))
  return (catalog?.tactics ?? [])
    .filter(({ techniques }) => techniques.some((technique) => present.has(technique)))
    .map(({ id, name }) => ({ value: id, words: name }))
}

function ownerChoices({ findings }: SystemPage): Choice[] {
  const owners = [...new Set(findings.flatMap(({ owner }) => owner ?? []))].sort()
  return owners.map((owner) => ({ value: owner, words: owner }))
}

/** Components on the way of something, or its subject. */
function componentChoices({ details, exposures, findings }: SystemPage): Choice[] {
  const present = new Set([
    ...[...exposures, ...findings].map(({ subject }) => subject.id),
    ...exposures.flatMap(({ path }) => path.flatMap(({ from, to }) => [from, to])),
  ])
  return Object.keys(details?.manifest.components ?? {})
    .filter((id) => present.has(id))
    .sort()
    .map((id) => ({ value: id, words: id }))
}
