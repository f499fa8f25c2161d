/** What was found, worst first, with what is settled below it; filters for both. */

import type { Status } from '../analysis/exposure.ts'
import type { Severity } from '../finding.ts'
import { assumptionText, rankText, standing } from '../report/exposure-words.ts'
import { fails } from '../report/gate.ts'
import { reasonOf } from '../report/listing.ts'
import type { LocatedExposure, LocatedFinding } from '../report/report.ts'
import { acceptId, count, location, pathOf } from '../report/words.ts'
import { filterBar } from './filters.ts'
import { attribute, html, type Markup, type Part } from './markup.ts'
import { arrow, prose, section, severityBadge, statusBadge, term } from './pieces.ts'
import { entryId, nameOf, type SystemPage } from './system-page.ts'
import { wayAttributes, wayOf } from './way.ts'

/** What an entry of the list shows: a finding, or an exposure that is settled. */
interface Entry {
  readonly id: string
  readonly finding: LocatedFinding
  readonly exposure: LocatedExposure | undefined
}

export function findingsSection(page: SystemPage): Markup {
  const found = page.findings.map((finding, index) => entryOf(finding, `${page.id}-f${index}`, page))
  const settled = settledEntries(page)
  const none = found.length === 0 ? html`<p class="none">Nothing was found.</p>` : undefined
  const rest =
    settled.length === 0
      ? undefined
      : html`<h4>Settled <span class="counted">${count(settled.length, 'exposure')} mitigated, accepted or judged not to apply</span></h4>
<ul class="findings">${settled.map((entry) => entryMarkup(entry, page))}</ul>`
  return section(
    page,
    { name: 'findings', heading: 'Findings', counted: count(found.length, 'finding') },
    html`${filterBar(page, settled.length > 0)}${none}<ul class="findings">${found.map((entry) => entryMarkup(entry, page))}</ul>
${rest}`,
  )
}

function entryOf(finding: LocatedFinding, id: string, { exposures }: SystemPage): Entry {
  return { id, finding, exposure: finding.exposure === undefined ? undefined : exposures[finding.exposure] }
}

/** Exposures without a finding, in the same words. */
function settledEntries(page: SystemPage): Entry[] {
  return page.exposures.flatMap((exposure, index) => {
    if (page.findingOf.has(index)) return []
    const { rule, technique, severity, subject, message, at } = exposure
    const finding = { rule, technique, severity, subject, message, at, related: [], exposure: index } as const
    return [{ id: entryId(page, index), finding: { ...finding, kind: 'exposure' as const }, exposure }]
  })
}

function entryMarkup({ id, finding, exposure }: Entry, page: SystemPage): Markup {
  const status = exposure?.status
  const { technique, severity, subject, message } = finding
  const title =
    technique === undefined
      ? html`<b>${titleOfCheck(finding, page)}</b>`
      : html`<span class="id">${technique}</span> <b>${nameOf(page, technique)}</b>`
  const known = finding.baselined === true ? html`<span class="status">in the baseline</span>` : undefined
  const about = subject.type === 'system' ? undefined : html` <span class="on">on ${prose(subject.id)}</span>`
  return html`<li><details class="finding" id="${id}"${entryAttributes(finding, exposure, page)}>
<summary>${severityBadge(severity)}<span class="title">${title}${about}</span><span class="standing">${known}${status === undefined ? html`<span class="status">${finding.kind}</span>` : statusBadge(status)}</span><span class="message">${prose(message)}</span></summary>
<dl class="facts">${factsOf({ id, finding, exposure }, page)}</dl>
</details></li>
`
}

/** A check has a title in words; the message of a broken file speaks for itself. */
function titleOfCheck({ rule }: LocatedFinding, { report }: SystemPage): string {
  return report.rules?.[rule]?.title ?? rule
}

function entryAttributes(finding: LocatedFinding, exposure: LocatedExposure | undefined, page: SystemPage): Markup {
  const { severity, technique, owner, subject, kind } = finding
  const tactics = technique === undefined ? [] : tacticsOf(technique, page)
  const way = exposure === undefined ? { ...plainWay(finding), subject: subject.id } : wayOf(exposure)
  const failing = finding.baselined !== true && exposureOpen(exposure?.status) && fails(finding, page.report.gate)
  return html` data-severity="${severity}" data-status="${exposure?.status ?? kind}"${attribute('data-owner', owner)}${attribute('data-tactics', tactics.join(' '))}${attribute('data-fails', failing ? 'yes' : undefined)}${wayAttributes(way)}`
}

/** Without an exposure what a finding is about lights up, where the diagram has it. */
function plainWay({ subject }: LocatedFinding): { components: string[]; flows: string[] } {
  return {
    components: subject.type === 'component' ? [subject.id] : [],
    flows: subject.type === 'flow' ? [subject.id] : [],
  }
}

function exposureOpen(status: Status | undefined): boolean {
  return status !== 'mitigated' && status !== 'accepted' && status !== 'not-applicable'
}

function tacticsOf(technique: string, { catalog }: SystemPage): string[] {
  return (catalog?.tactics ?? []).filter(({ techniques }) => techniques.includes(technique)).map(({ id }) => id)
}

/** The same parts in the same words as `pretty` has them. */
function factsOf({ finding, exposure }: Entry, page: SystemPage): Part {
  const { manifest } = page
  const accept =
    finding.exposure !== undefined && page.findingOf.has(finding.exposure) ? acceptId(manifest, finding) : undefined
  return [
    term('way', wayUnlessTold(finding, exposure)),
    term('status', exposure && standing(exposure), 'standing-text'),
    term('decision', exposure?.decision === undefined ? undefined : reasonOf(exposure, manifest)),
    term('assumes', exposure && assumptionText(exposure.assumptions)),
    term('rank', exposure && rankText(exposure.reasons)),
    term('owner', finding.owner),
    term('fix', finding.fix),
    term('why', whyLink(finding, page)),
    term('also', (exposure?.alsoRaisedBy ?? []).map((rule) => `rule ${rule}`).join('; ')),
    term('place', [
      location(manifest, finding),
      ...finding.related.map((other) => `; ${location(manifest, other)} (${other.note})`),
    ]),
    term('accept', accept === undefined ? undefined : html`<code>atlaslint accept ${accept}</code>`),
  ]
}

/** The message often tells the way already. */
function wayUnlessTold(finding: LocatedFinding, exposure: LocatedExposure | undefined): string | undefined {
  const path = pathOf(finding, exposure)
  return path.length === 0 || finding.message.includes(path.join(' -> ')) ? undefined : path.join(` ${arrow} `)
}

/** What a rule says in general stands once on the page; the script brings it here when the entry is opened. */
function whyLink({ rule, why }: LocatedFinding, { report }: SystemPage): Part {
  return report.rules?.[rule] === undefined ? why : html`<a class="why" href="#rule-${rule}">what ${rule} says</a>`
}

/** Severities that occur, worst first, with how often. */
export function severityCounts(findings: readonly LocatedFinding[]): ReadonlyMap<Severity, number> {
  const counts = new Map<Severity, number>()
  for (const severity of ['critical', 'high', 'medium', 'low'] as const) {
    const found = findings.filter((finding) => finding.severity === severity).length
    if (found > 0) counts.set(severity, found)
  }
  return counts
}
