/** One finding in `pretty`: a block that says everything about it, or one line. */

import { assumptionText, rankText, standing } from './exposure-words.ts'
import { codeFrame, type FrameStyle } from './frame.ts'
import type { LocatedExposure, LocatedFinding, ManifestReport, Report } from './report.ts'
import { sanitize } from './sanitize.ts'
import { wrap } from './width.ts'
import { acceptId, exposureOf, family, location, pathOf, techniqueName } from './words.ts'

export interface Page extends FrameStyle {
  readonly report: Report
  readonly manifest: ManifestReport
  /** Lines of the manifest. */
  readonly lines: readonly string[]
  /** Rules whose general reason was told in this report: it is not repeated. */
  readonly told: Set<string>
}

/** Findings about the same place and subject that differ only within a family of techniques. The first speaks for all. */
export type Group = readonly [LocatedFinding, ...LocatedFinding[]]

/** Gathers what is one and the same to a reader: same severity, subject and place, same family of techniques. */
export function groupFindings(findings: readonly LocatedFinding[]): Group[] {
  const groups = new Map<string, [LocatedFinding, ...LocatedFinding[]]>()
  for (const [index, finding] of findings.entries()) {
    const key = groupKey(finding, index)
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()]
}

function groupKey(finding: LocatedFinding, index: number): string {
  if (finding.technique === undefined) return String(index)
  const { subject, at, severity, technique } = finding
  return JSON.stringify([severity, subject.type, subject.id, at.line, at.column, family(technique)])
}

/** `path:line:col: severity rule`, the technique, and in a line of its own kind what was found. */
export function oneLine(group: Group, page: Page): string {
  const [finding] = group
  const also = group.slice(1).map((other) => `; also ${nameOf(other, page.report)}`)
  return `${head(finding, page)}${finding.technique ? `: ${sanitize(finding.message)}` : ''}${also.join('')}`
}

/** Everything a reader needs to act, without looking anywhere else. */
export function block(group: Group, page: Page): string[] {
  const [finding] = group
  const exposure = exposureOf(page.manifest, finding)
  return [
    head(finding, page),
    ...codeFrame(linesFor(finding, page), finding.at, page),
    ...part('why', reasons(finding, page), page),
    ...part('path', wayUnlessTold(pathOf(finding, exposure), finding), page),
    ...part('status', exposure && standing(exposure), page),
    ...part('assumes', exposure && assumptionText(exposure.assumptions), page),
    ...part('rank', exposure && rankText(exposure.reasons), page),
    ...finding.related.flatMap((other) =>
      part('see', `${location(page.manifest, other)}: ${sanitize(other.note)}`, page),
    ),
    ...part('also', others(group, exposure, page), page),
    ...part('fix', finding.fix && sanitize(finding.fix), page),
    ...part('more', finding.kind === 'input' ? undefined : `atlaslint explain ${sanitize(finding.rule)}`, page),
    ...part('accept', acceptCommand(finding, page), page),
  ]
}

/** To decide about it: the command without what only the reader knows. */
function acceptCommand(finding: LocatedFinding, { manifest }: Page): string | undefined {
  const id = acceptId(manifest, finding)
  return id === undefined ? undefined : `atlaslint accept ${id}`
}

/** A decision may stand in a file of its own. */
function linesFor({ file }: LocatedFinding, { lines, report }: Page): readonly string[] {
  return file === undefined ? lines : (report.sources?.[file] ?? '').split(/\r?\n/)
}

function head(finding: LocatedFinding, { report, manifest, paint }: Page): string {
  const severity = paint[finding.severity](finding.severity)
  const what = finding.technique ? techniqueName(report, finding.technique) : sanitize(finding.message)
  return `${paint.strong(`${location(manifest, finding)}:`)} ${severity} ${sanitize(finding.rule)} ${paint.strong(what)}`
}

/** What was found here, then what it means in general; the second only once for each rule. */
function reasons(finding: LocatedFinding, { told }: Page): string | undefined {
  const here = finding.technique ? [finding.message] : []
  const first = !told.has(finding.rule)
  told.add(finding.rule)
  if (first && finding.why) here.push(finding.why)
  return here.length > 0 ? here.map((text) => sanitize(text.trim())).join(' ') : undefined
}

/** `a -> b -> c`, unless the message says so already. */
function wayUnlessTold(path: readonly string[], finding: LocatedFinding): string | undefined {
  const way = path.join(' -> ')
  return way === '' || finding.message.includes(way) ? undefined : sanitize(way)
}

function others(group: Group, exposure: LocatedExposure | undefined, { report }: Page): string | undefined {
  const names = group.slice(1).map((other) => nameOf(other, report))
  const rules = exposure?.alsoRaisedBy.map((rule) => `rule ${sanitize(rule)}`) ?? []
  return names.length + rules.length > 0 ? [...names, ...rules].join('; ') : undefined
}

function nameOf(finding: LocatedFinding, report: Report): string {
  return `${techniqueName(report, finding.technique ?? '')} (${sanitize(finding.rule)})`
}

/** `  label: text`, wrapped with the text in line. */
function part(label: string, text: string | undefined, { paint, width }: Page): string[] {
  if (!text) return []
  const indent = 11
  return wrap(text, Math.max(20, width - indent)).map((line, index) =>
    index === 0
      ? `  ${paint.label(`${label}:`)}${' '.repeat(indent - label.length - 3)}${line}`
      : ' '.repeat(indent) + line,
  )
}
