/** Reports of parts of a run, or of several runs, as one: what a single run over everything would have reported. */

import { type Severity, severities } from '../finding.ts'
import { sortEntries } from './baseline.ts'
import { computeGate, withStale } from './gate.ts'
import { isWhole, type Piece, sharedSystem, systemsIn } from './merge-pieces.ts'
import type { BaselineReport, ConfigurationUse, Gate, ManifestReport, Report } from './report.ts'

/** A report with the name of the file that it comes from. */
export interface Part extends Piece {
  readonly report: Report
}

/** The report of all parts, or the first reason why there cannot be one. */
export function mergeReports(parts: readonly Part[]): Report | { readonly refused: string } {
  const refused =
    differences(parts) ??
    isWhole(parts) ??
    twice(parts) ??
    parts.map(contradiction).find(Boolean) ??
    sharedSystem(held(parts))
  if (refused !== undefined) return { refused }
  const reports = parts.map(({ report }) => report) as unknown as readonly [Report, ...Report[]]
  const { shard: _, configurations, baseline, changedSince, ...same } = reports[0]
  const merged = {
    ...same,
    catalog: mergeCatalogs(reports),
    rules: Object.fromEntries(reports.flatMap(({ rules }) => Object.entries(rules ?? {}))),
    ...(configurations === undefined ? {} : { configurations: mergeConfigurations(reports) }),
    ...(changedSince === undefined
      ? {}
      : { changedSince: { ...changedSince, leftOut: sum(reports, (one) => one.changedSince?.leftOut) } }),
    manifests: reports.flatMap(({ manifests }) => manifests).sort(byName),
    ...(baseline === undefined ? {} : { baseline: mergeBaselines(baseline, reports) }),
  }
  return { ...merged, gate: mergeGates(reports, merged.baseline) }
}

/** What has to be the same in all parts, in words, and where it is. */
const constants: readonly (readonly [what: string, of: (report: Report) => unknown])[] = [
  ['version of atlaslint', ({ tool }) => tool.version],
  ['release of ATLAS', ({ catalog }) => catalog.release],
  ['catalog', ({ catalog }) => catalog.techniques],
  ['date', ({ now }) => now],
  ['--fail-on', ({ gate }) => gate.failOn],
  ['--strict', ({ gate }) => gate.strict],
  ['--exit-zero', ({ gate }) => gate.exitZero],
  ['--changed-since', ({ changedSince }) => changedSince?.ref],
  ['way of taking decisions', ({ decisions }) => JSON.stringify(decisions)],
  ['baseline', ({ baseline }) => baseline?.file],
]

function differences([first, ...others]: readonly Part[]): string | undefined {
  for (const [what, of] of constants) {
    const other = others.find(({ report }) => of(report) !== of((first as Part).report))
    if (first && other)
      return `${other.name} has another ${what} than ${first.name}: ${of(other.report) ?? 'none'}, not ${of(first.report) ?? 'none'}`
  }
  return undefined
}

/** As a run sorts them: by name, decisions files after the manifests. */
function byName(one: ManifestReport, other: ManifestReport): number {
  const [a, b] = [one.isDecisionsFile ?? false, other.isDecisionsFile ?? false]
  return Number(a) - Number(b) || (one.file < other.file ? -1 : 1)
}

function twice(parts: readonly Part[]): string | undefined {
  const seen = new Map<string, string>()
  for (const { name, report } of parts) {
    for (const { file } of report.manifests) {
      const before = seen.get(file)
      if (before !== undefined) return `${file} is judged in ${before} and in ${name}`
      seen.set(file, name)
    }
  }
  return undefined
}

/** The parts that were held against a baseline, with their systems. */
function held(parts: readonly Part[]) {
  return parts
    .filter(({ report }) => report.baseline !== undefined)
    .map(({ name, report }) => ({ name, systems: systemsIn(report.manifests) }))
}

/** A report whose verdict does not follow from its findings was changed by somebody, or cut. */
function contradiction({ name, report: { manifests, gate } }: Part): string | undefined {
  const { failing, bySeverity } = computeGate(findingsOf(manifests), gate)
  const same =
    failing === gate.failing && severities.every((severity) => bySeverity[severity] === gate.bySeverity[severity])
  const verdict = failing > 0 || (gate.strict && (gate.stale ?? 0) > 0) ? 'fail' : 'pass'
  return same && verdict === gate.verdict
    ? undefined
    : `${name} contradicts itself: its gate does not follow from its findings`
}

function* findingsOf(manifests: readonly ManifestReport[]): Generator<ManifestReport['findings'][number]> {
  for (const { findings } of manifests) yield* findings
}

/** Lists of ids are alike unless configurations differ; then the order of the ids is that of the catalog. */
function union(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = lists
  const alike = lists.every((list) => list.length === first.length && list.every((id, index) => id === first[index]))
  return alike ? first : [...new Set(lists.flat())].sort()
}

/** Of several configurations the poorest counts, as in one run. */
function mergeCatalogs(reports: readonly [Report, ...Report[]]): Report['catalog'] {
  const { release, techniques } = reports[0].catalog
  const notJudged = union(reports.map(({ catalog }) => catalog.notJudged ?? []))
  const unknown = new Set(notJudged)
  const explained = union(reports.map(({ catalog }) => catalog.explained ?? [])).filter((id) => !unknown.has(id))
  const names = new Map(reports.flatMap(({ catalog }) => Object.entries(catalog.names ?? {})))
  return {
    release,
    techniques,
    judged: techniques - explained.length - notJudged.length,
    explained,
    notJudged,
    names: Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** By file, in its order. What an empty shard tells was used for nothing, and counts only when all are empty. */
function mergeConfigurations(reports: readonly Report[]): ConfigurationUse[] {
  const all = reports.flatMap(({ configurations }) => configurations ?? [])
  const used = all.filter(({ manifests }) => manifests > 0)
  if (used.length === 0) return all.slice(0, 1)
  const uses = new Map<string | undefined, ConfigurationUse>()
  for (const use of used) {
    uses.set(use.file, { ...use, manifests: use.manifests + (uses.get(use.file)?.manifests ?? 0) })
  }
  return [...uses.values()].sort((a, b) => ((a.file ?? '') < (b.file ?? '') ? -1 : 1))
}

function mergeBaselines({ file }: BaselineReport, reports: readonly Report[]): BaselineReport {
  return {
    file,
    known: sum(reports, ({ baseline }) => baseline?.known),
    worse: sum(reports, ({ baseline }) => baseline?.worse),
    stale: sortEntries(reports.flatMap(({ baseline }) => baseline?.stale ?? [])),
    pending: sum(reports, ({ baseline }) => baseline?.pending),
  }
}

function mergeGates(reports: readonly [Report, ...Report[]], baseline: BaselineReport | undefined): Gate {
  const { failOn, strict, exitZero } = reports[0].gate
  const failing = sum(reports, ({ gate }) => gate.failing)
  const bySeverity = Object.fromEntries(
    severities.map((severity) => [severity, sum(reports, ({ gate }) => gate.bySeverity[severity])]),
  ) as Record<Severity, number>
  const gate: Gate = { failOn, strict, exitZero, failing, bySeverity, verdict: failing > 0 ? 'fail' : 'pass' }
  return baseline === undefined ? gate : withStale(gate, baseline.stale.length)
}

function sum(reports: readonly Report[], of: (report: Report) => number | undefined): number {
  return reports.reduce((total, report) => total + (of(report) ?? 0), 0)
}
