/** A baseline: findings that were there when a team began. They are counted and do not fail the run; what is new or worse does. */

import { type Severity, severities } from '../finding.ts'
import { withStale } from './gate.ts'
import type { BaselineEntry, LocatedFinding, ManifestReport, Report } from './report.ts'

export interface Baseline {
  /** As in messages. */
  readonly file: string
  readonly entries: readonly BaselineEntry[]
  /** The entries that count, where not all do: those that stand on the branch that decides. */
  readonly standing?: readonly BaselineEntry[]
  /** Every system there is was judged, so that entries of others are stale, too. */
  readonly isWhole: boolean
  /** Whether a manifest that is not judged may be about a system, so that its entries are not only this run's; left out: there is none. */
  readonly isElsewhere?: (system: string) => boolean
  /** This run writes the baseline: whatever it finds is known. */
  readonly takesAll?: boolean
}

/** Holds the manifests of one run against a baseline, one by one as they are judged. */
export interface BaselineRun {
  /** Marks what is known in a manifest's part of the report, before the gate counts it. */
  mark(manifest: ManifestReport): ManifestReport
  /** The report with what was known and what is gone (or `left` of that, after pruning); the gate is decided again where that makes a difference. */
  finish(report: Report, left?: readonly BaselineEntry[]): Report
  /** The entries that these manifests would need to be clean. */
  found(): BaselineEntry[]
  /** Entries of the systems judged that no finding answers to. */
  stale(): BaselineEntry[]
  /** Whether manifests that are not judged may need the entries of a system, too. */
  isElsewhere(system: string): boolean
}

/** Entries that are used up one by one: two findings need a count of 2. */
type Purse = Map<string, { left: number; severity: Severity }>

export function holdAgainst(baseline: Baseline): BaselineRun {
  const [purse, pendingPurse] = [purseOf(baseline), pendingOf(baseline)]
  const found = new Map<string, BaselineEntry>()
  const judged = new Set<string>()
  const counts = { known: 0, worse: 0, pending: 0, unjudged: 0 }
  const markFinding = (finding: LocatedFinding, manifest: ManifestReport): LocatedFinding => {
    const { system } = manifest
    const about = knownAs(finding, manifest, (key) => (purse.get(key) ?? pendingPurse.get(key))?.left ?? 0)
    const key = keyOf(system, about)
    note(found, key, system, about)
    const before = baseline.takesAll ? finding.severity : take(purse, key)
    if (before === undefined) {
      if (take(pendingPurse, key) !== undefined) counts.pending += 1
      return finding
    }
    take(pendingPurse, key)
    const isKnown = severities.indexOf(finding.severity) <= severities.indexOf(before)
    counts[isKnown ? 'known' : 'worse'] += 1
    return isKnown ? { ...finding, baselined: true } : { ...finding, baselineSeverity: before }
  }
  const { isElsewhere = () => false } = baseline
  const stale = () =>
    staleEntries(baseline, found, judged, baseline.isWhole && counts.unjudged === 0).filter(
      ({ system }) => !isElsewhere(system),
    )
  return {
    mark(manifest) {
      // One that could not be judged has no name to go by, and nothing that may be known.
      if (!manifest.judged) counts.unjudged += 1
      if (!manifest.judged || manifest.isDecisionsFile === true) return manifest
      judged.add(manifest.system)
      return { ...manifest, findings: manifest.findings.map((finding) => markFinding(finding, manifest)) }
    },
    finish(report, gone = stale()) {
      const { known, worse, pending } = counts
      return {
        ...report,
        baseline: { file: baseline.file, known, worse, stale: gone, pending },
        gate: withStale(report.gate, gone.length),
      }
    },
    found: () => [...found.values()],
    stale,
    isElsewhere,
  }
}

/**
 * The finding under the rule by which the baseline knows it. Of several rules that raise a technique on a subject the worst is shown, and
 * which one that is changes when a control closes what one of them found: that makes nothing new.
 */
function knownAs(
  finding: LocatedFinding,
  { system, exposures }: ManifestReport,
  left: (key: string) => number,
): LocatedFinding {
  if (finding.kind !== 'exposure' || left(keyOf(system, finding)) > 0) return finding
  const { technique, subject } = finding
  const exposure = exposures.find(
    (each) => each.technique === technique && each.subject.type === subject.type && each.subject.id === subject.id,
  )
  const rule = exposure?.alsoRaisedBy.find((other) => left(keyOf(system, { ...finding, rule: other })) > 0)
  return rule === undefined ? finding : { ...finding, rule }
}

/** Adds a finding to what was found; a second one of the same meaning raises the number. */
function note(found: Map<string, BaselineEntry>, key: string, system: string, finding: LocatedFinding): void {
  const { rule, technique, subject, severity } = finding
  const known = found.get(key)
  const about = { system, rule, ...(technique === undefined ? {} : { technique }), subject }
  if (known === undefined) found.set(key, { ...about, severity })
  else found.set(key, { ...about, severity: worst(known.severity, severity), count: (known.count ?? 1) + 1 })
}

/** In the order of their words, whatever the order of the findings. */
export function sortEntries(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const words = ({ system, rule, technique = '', subject }: BaselineEntry) => [
    system,
    rule,
    technique,
    subject.type,
    subject.id,
  ]
  return [...entries].sort((one, other) => {
    const [a, b] = [words(one), words(other)]
    const at = a.findIndex((word, index) => word !== b[index])
    return at < 0 ? 0 : (a[at] as string) < (b[at] as string) ? -1 : 1
  })
}

/** What two entries, or an entry and a finding, have to share to be about the same. */
export function keyOf(system: string, about: Pick<LocatedFinding, 'rule' | 'technique' | 'subject'>): string {
  return JSON.stringify([system, about.rule, about.technique ?? null, about.subject.type, about.subject.id])
}

function purseOf({ entries, standing }: Baseline): Purse {
  const purse: Purse = new Map()
  const limits = standing && countsOf(standing)
  for (const entry of entries) {
    const key = keyOf(entry.system, entry)
    const limit = limits === undefined ? entry : limits.get(key)
    if (limit === undefined) continue
    const left = Math.min(entry.count ?? 1, limit.count ?? 1)
    const severity = severities.find((word) => word === entry.severity || word === limit.severity) as Severity
    purse.set(key, { left, severity })
  }
  return purse
}

/** What the work tree adds to the baseline, or makes worse in it. */
function pendingOf({ entries, standing }: Baseline): Purse {
  if (standing === undefined) return new Map()
  return new Map(
    entries.map((entry) => [keyOf(entry.system, entry), { left: entry.count ?? 1, severity: entry.severity }]),
  )
}

function countsOf(entries: readonly BaselineEntry[]): Map<string, BaselineEntry> {
  return new Map(entries.map((entry) => [keyOf(entry.system, entry), entry]))
}

function take(purse: Purse, key: string): Severity | undefined {
  const known = purse.get(key)
  if (known === undefined || known.left === 0) return undefined
  known.left -= 1
  return known.severity
}

const worst = (one: Severity, other: Severity): Severity =>
  severities.indexOf(one) > severities.indexOf(other) ? one : other

/** Entries of judged systems that no finding answers to, with how many are left over; those of no system at all when `all` were judged. */
function staleEntries(
  { entries }: Baseline,
  found: ReadonlyMap<string, BaselineEntry>,
  judged: ReadonlySet<string>,
  all: boolean,
): BaselineEntry[] {
  return entries.flatMap((entry) => {
    if (!judged.has(entry.system) && !all) return []
    const answering = found.get(keyOf(entry.system, entry))
    const gone = (entry.count ?? 1) - (answering === undefined ? 0 : (answering.count ?? 1))
    if (gone <= 0) return []
    const { count: _, ...about } = entry
    return [gone === 1 ? about : { ...about, count: gone }]
  })
}
