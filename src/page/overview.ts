/** Several systems side by side, worst first; the script sorts by any column. */

import { severities } from '../finding.ts'
import { portfolioOf, type SystemStanding } from '../report/portfolio.ts'
import type { Report } from '../report/report.ts'
import { html, type Markup } from './markup.ts'
import type { SystemPage } from './system-page.ts'

const columns = ['system', 'critical', 'high', 'medium', 'low', 'open', 'apply', 'incidents', 'file'] as const

export function overview(report: Report, pages: readonly SystemPage[]): Markup {
  const ids = new Map(pages.map(({ id, manifest }) => [manifest.file, id]))
  const head = columns.map(
    (title) =>
      html`<th scope="col" data-column="${title}"><span class="unscripted">${title}</span><button type="button" class="sort scripted">${title}</button></th>`,
  )
  const rows = portfolioOf(report).systems.map((system) => rowOf(system, ids.get(system.file) ?? ''))
  return html`<section id="overview" class="part" aria-labelledby="overview-heading">
<h2 id="overview-heading">Systems, worst first</h2>
<div class="scroll" tabindex="0" role="region" aria-label="All systems"><table class="overview"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>
<p class="sorted" aria-live="polite"></p>
</section>
`
}

function rowOf({ system, file, judged, findings, applicable, open, incidents }: SystemStanding, id: string): Markup {
  const counts = severities
    .toReversed()
    .map(
      (severity) =>
        html`<td class="number${findings[severity] > 0 ? ` severity-${severity}` : ' nil'}">${findings[severity]}</td>`,
    )
  const rest = judged
    ? html`<td class="number">${open}</td><td class="number">${applicable}</td><td class="number${incidents > 0 ? '' : ' nil'}">${incidents}</td>`
    : html`<td colspan="3">not valid</td>`
  return html`<tr><th scope="row"><a href="#${id}">${system}</a></th>${counts}${rest}<td class="file">${file}</td></tr>
`
}
