/** What the rules and checks that occur say in general: once for the whole page, since findings repeat them. */

import { docsOf } from '../report/listing.ts'
import type { ManifestReport, Report, RuleWords } from '../report/report.ts'
import { oneLine } from './controls.ts'
import { html, type Markup } from './markup.ts'
import { dot } from './pieces.ts'

export function ruleWordsSection(report: Report): Markup | undefined {
  const entries = Object.entries(report.rules ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))
  if (entries.length === 0) return undefined
  const kinds = kindsOf(report.manifests)
  return html`<section id="rules" class="part" aria-labelledby="rules-heading">
<h2 id="rules-heading">What the rules say</h2>
<details class="rule-words"><summary>The ${entries.length} rules and checks that occur here, with their reasons</summary>
<dl>${entries.map(([rule, words]) => entryOf(rule, words, docsOf(report, { rule, kind: kinds.get(rule) ?? 'exposure' })))}</dl></details>
</section>
`
}

/** Whether a rule finds exposures or is a check: their pages lie in different places. */
function kindsOf(manifests: readonly ManifestReport[]): ReadonlyMap<string, 'exposure' | 'check' | 'input'> {
  return new Map(manifests.flatMap(({ findings }) => findings.map(({ rule, kind }) => [rule, kind] as const)))
}

function entryOf(rule: string, { title, why }: RuleWords, docs: string | undefined): Markup {
  const page = docs === undefined ? undefined : html` ${dot} <a href="${docs}" rel="noreferrer">reference</a>`
  return html`<div id="rule-${rule}"><dt><b>${oneLine(title)}</b> <span class="id">${rule}</span></dt><dd>${oneLine(why)} <small><code>atlaslint explain ${rule}</code>${page}</small></dd></div>
`
}
