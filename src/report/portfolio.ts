/** Many systems at once: where it is worst, by system, technique, owner and tactic. */

import type { TacticCoverage } from '../analysis/coverage.ts'
import type { Status } from '../analysis/exposure.ts'
import { type Severity, severities } from '../finding.ts'
import type { ManifestReport, Report } from './report.ts'

export type SeverityCounts = Readonly<Record<Severity, number>>

/** Findings of one kind together; `systems` counts those that have any. */
export interface Standing {
  readonly findings: SeverityCounts
  readonly systems: number
}

export interface SystemStanding {
  readonly system: string
  readonly file: string
  readonly judged: boolean
  readonly findings: SeverityCounts
  /** Techniques that apply, and those of them that are open, partly mitigated or only detected. */
  readonly applicable: number
  readonly open: number
  /** Documented incidents that would work from end to end. */
  readonly incidents: number
}

export interface TechniqueStanding extends Standing {
  readonly technique: string
  readonly name: string
}

export interface OwnerStanding extends Standing {
  /** Undefined: nobody is named. */
  readonly owner: string | undefined
}

/** Techniques of one tactic; one counts once for each system. */
export interface TacticStanding {
  readonly tactic: string
  readonly name: string
  readonly applicable: number
  readonly open: number
  readonly mitigated: number
  /** Systems in which one is open. */
  readonly systems: number
}

export interface Portfolio {
  /** Each list: worst first. */
  readonly systems: readonly SystemStanding[]
  readonly techniques: readonly TechniqueStanding[]
  readonly owners: readonly OwnerStanding[]
  readonly tactics: readonly TacticStanding[]
}

/** Statuses in which a technique can be used. */
const open: readonly Status[] = ['open', 'partly-mitigated', 'detected']

/** Goes through the manifests once, because they may be packed. What a baseline knows counts: a risk does not shrink by being known. */
export function portfolioOf({ manifests, catalog }: Report): Portfolio {
  const systems: SystemStanding[] = []
  const techniques = new Tally()
  const owners = new Tally()
  const tactics = new Map<string, TacticStanding>()
  for (const manifest of manifests.filter(({ isDecisionsFile }) => isDecisionsFile !== true)) {
    const { findings } = manifest
    systems.push(standingOf(manifest, findings))
    for (const { severity, technique, owner, kind } of findings) {
      if (kind === 'exposure' && technique !== undefined) techniques.add(technique, severity, manifest.file)
      if (kind !== 'input') owners.add(owner ?? '', severity, manifest.file)
    }
    if (manifest.judged) for (const tactic of manifest.coverage.byTactic) addTactic(tactics, tactic)
  }
  return {
    systems: systems.sort(
      (a, b) =>
        Number(a.judged) - Number(b.judged) ||
        worse(a.findings, b.findings) ||
        b.open - a.open ||
        byName(a.file, b.file),
    ),
    techniques: techniques
      .ranked()
      .map(({ key, standing }) => ({ technique: key, name: catalog.names?.[key] ?? key, ...standing })),
    owners: owners.ranked().map(({ key, standing }) => ({ owner: key === '' ? undefined : key, ...standing })),
    tactics: [...tactics.values()].sort(
      (a, b) => b.open - a.open || b.applicable - a.applicable || byName(a.tactic, b.tactic),
    ),
  }
}

function standingOf(manifest: ManifestReport, findings: ManifestReport['findings']): SystemStanding {
  const { system, file, judged, coverage, incidents } = manifest
  const counts = noCounts()
  for (const { severity } of findings) counts[severity] += 1
  return {
    system,
    file,
    judged,
    findings: counts,
    applicable: coverage.applicable,
    open: openIn(coverage.byStatus),
    incidents: incidents.length,
  }
}

function openIn(byStatus: Readonly<Record<Status, number>>): number {
  return open.reduce((sum, status) => sum + byStatus[status], 0)
}

function addTactic(tactics: Map<string, TacticStanding>, { tactic, name, applicable, byStatus }: TacticCoverage): void {
  const before = tactics.get(tactic)
  const now = openIn(byStatus)
  tactics.set(tactic, {
    tactic,
    name,
    applicable: (before?.applicable ?? 0) + applicable,
    open: (before?.open ?? 0) + now,
    mitigated: (before?.mitigated ?? 0) + byStatus.mitigated,
    systems: (before?.systems ?? 0) + Number(now > 0),
  })
}

/** Findings by some word. */
class Tally {
  readonly #entries = new Map<string, { counts: Record<Severity, number>; files: Set<string> }>()

  add(key: string, severity: Severity, file: string): void {
    const entry = this.#entries.get(key) ?? { counts: noCounts(), files: new Set<string>() }
    entry.counts[severity] += 1
    entry.files.add(file)
    this.#entries.set(key, entry)
  }

  ranked(): { key: string; standing: Standing }[] {
    return [...this.#entries]
      .map(([key, { counts, files }]) => ({ key, standing: { findings: counts, systems: files.size } }))
      .sort((a, b) => worse(a.standing.findings, b.standing.findings) || byName(a.key, b.key))
  }
}

function noCounts(): Record<Severity, number> {
  return Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
}

/** One critical finding is worse than any number of high ones, and so on down. */
function worse(one: SeverityCounts, other: SeverityCounts): number {
  const first = severities.toReversed().find((severity) => one[severity] !== other[severity])
  return first === undefined ? 0 : other[first] - one[first]
}

function byName(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
