/** The first thing one sees: pass or fail, by which rule, and how much of what there is. */

import { statuses } from '../analysis/exposure.ts'
import { fails } from '../report/gate.ts'
import { paintFor } from '../report/paint.ts'
import type { ManifestReport, Report } from '../report/report.ts'
import { factLines, verdict } from '../report/summary.ts'
import { count, statusWords } from '../report/words.ts'
import { severityCounts } from './findings.ts'
import { attribute, html, Markup, type Part } from './markup.ts'
import type { SystemPage } from './system-page.ts'

/** The verdict of the run, in the words of `pretty`, and the facts below it. */
export function runVerdict(report: Report, below?: Part): Markup {
  const text = verdict(report, paintFor(false))
  const word = text.slice(0, text.indexOf(':'))
  return html`<div class="verdict verdict-${report.gate.verdict}"><p class="word">${word}</p><p class="reason">${text.slice(word.length + 2)}</p></div>
${below}<ul class="fact-lines">${factLines(report).map((line) => html`<li>${line}</li>`)}</ul>
`
}

/** How one system stands: its findings by severity, and a bar of the techniques that apply by status. */
export function standingOf(page: SystemPage): Markup {
  const { manifest, findings, report } = page
  if (!manifest.judged) return html`<p class="reason">The manifest is not valid, so nothing was judged.</p>`
  const failing = findings.filter((finding) => fails(finding, report.gate)).length
  const counts = [...severityCounts(findings)].map(
    ([severity, number]) => html`<li class="tile severity-${severity}"><b>${number}</b> ${severity}</li>`,
  )
  return html`<ul class="tiles">${counts}<li class="tile"><b>${failing}</b> ${failing === 1 ? 'fails' : 'fail'} the run</li>${incidentTile(page)}</ul>
${statusBar(manifest)}`
}

function incidentTile({ manifest: { incidents } }: SystemPage): Markup {
  const words = incidents.length === 1 ? 'documented incident' : 'documented incidents'
  return html`<li class="tile${incidents.length > 0 ? ' severity-critical' : ''}"><b>${incidents.length}</b> ${words} would work</li>`
}

/** Widths are attributes: styles in a line are what the page's own policy forbids. */
function statusBar({ coverage: { applicable, byStatus } }: ManifestReport): Markup | undefined {
  if (applicable === 0) return undefined
  let from = 0
  const shown = statuses.filter((status) => byStatus[status] > 0)
  const bars = shown.map((status) => {
    const bar = html`<rect class="status-${status}"${attribute('x', String(from))} y="0"${attribute('width', String(byStatus[status]))} height="1"></rect>`
    from += byStatus[status]
    return bar
  })
  const legend = shown.map(
    (status) => html`<li><span class="swatch status-${status}"></span>${byStatus[status]} ${statusWords[status]}</li>`,
  )
  return html`<div class="coverage"><p>${count(applicable, 'technique')} apply</p><svg class="bar" viewBox="0 0 ${new Markup(String(applicable))} 1" preserveAspectRatio="none" aria-hidden="true">${bars}</svg><ul class="legend">${legend}</ul></div>`
}
