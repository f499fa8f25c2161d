/** Decisions of a decisions file that no manifest of the run takes up, or that two take up. */

import { statuses } from '../analysis/exposure.ts'
import { decisionName } from '../checks/subjects.ts'
import { unresolvedDecision } from '../checks/unresolved-decision.ts'
import type { Severity } from '../finding.ts'
import type { DecisionsFile, FiledDecision } from '../manifest/decisions-file.ts'
import { nearest } from '../source/nearest.ts'
import { computeGate } from './gate.ts'
import type { Gate, LocatedFinding, ManifestReport, Report } from './report.ts'

export interface LostOptions {
  /** The manifests that the file speaks of. */
  readonly concerns: (manifest: ManifestReport) => boolean
  /** Every manifest there is was judged: a system without one is not there. */
  readonly isWhole: boolean
  /** What the configuration says of the check. */
  readonly level?: Severity | 'off' | undefined
  /** Cuts the entry of the file down to what is to be reported. */
  readonly only?: ((entry: ManifestReport) => ManifestReport) | undefined
}

/** Adds an entry for the decisions file to the report, with a finding for each decision whose system is not there, or is there twice. */
export function withLostDecisions(report: Report, file: DecisionsFile, options: LostOptions): Report {
  const { isWhole, concerns, level, only } = options
  const concerned = report.manifests.filter((manifest) => manifest.isDecisionsFile !== true && concerns(manifest))
  const systems = concerned.filter(({ judged }) => judged).map(({ system }) => system)
  const all = isWhole && systems.length === concerned.length
  const findings = file.decisions.flatMap((decision, index) => {
    const reason = reasonFor(decision, systems, all)
    return reason === undefined || level === 'off' ? [] : [findingOf(decision, index, file, { ...reason, level })]
  })
  if (findings.length === 0) return report
  const whole = entryFor(file, findings, report)
  const entry = only?.(whole) ?? whole
  if (entry.findings.length === 0) return report
  const { id, title, why, fix } = unresolvedDecision
  return {
    ...report,
    rules: { ...report.rules, [id]: { title, why, fix, bundled: true } },
    manifests: [...report.manifests, entry],
    gate: withMore(report.gate, entry.findings),
  }
}

interface Reason {
  readonly message: string
  readonly fix: string
}

function reasonFor({ system }: FiledDecision, systems: readonly string[], all: boolean): Reason | undefined {
  const count = systems.filter((name) => name === system).length
  if (count > 1)
    return {
      message: `${count} manifests are about a system called '${system}', and the decision counts for each.`,
      fix: 'Give each system a name of its own (`system.name`).',
    }
  if (count === 1 || !all) return undefined
  const close = nearest(system, systems)
  return {
    message: `No manifest is about a system called '${system}'.`,
    fix:
      close === undefined
        ? 'Write the `system.name` of a manifest, or delete the decision.'
        : `Did you mean '${close}'?`,
  }
}

function findingOf(
  decision: FiledDecision,
  index: number,
  { source }: DecisionsFile,
  { message, fix, level }: Reason & { readonly level: Severity | undefined },
): LocatedFinding {
  const { id, severity, why } = unresolvedDecision
  return {
    rule: id,
    kind: 'check',
    severity: level ?? severity,
    technique: decision.technique,
    subject: { type: 'decision', id: `${decisionName(decision)} (${decision.system})` },
    message,
    why,
    fix,
    at: source.span({ path: ['decisions', index, 'system'] }),
    related: [],
  }
}

/** No system, but a file with findings: every format shows it like a manifest. */
function entryFor(
  { source }: DecisionsFile,
  findings: readonly LocatedFinding[],
  { manifests }: Report,
): ManifestReport {
  const none = Object.fromEntries(statuses.map((status) => [status, 0])) as ManifestReport['coverage']['byStatus']
  return {
    file: source.name,
    system: source.name,
    judged: true,
    components: 0,
    incidents: [],
    findings,
    exposures: [],
    coverage: {
      applicable: 0,
      byStatus: none,
      byTactic: (manifests[0]?.coverage.byTactic ?? []).map((tactic) => ({ ...tactic, applicable: 0, byStatus: none })),
    },
    isDecisionsFile: true,
    text: source.text,
  }
}

/** The gate with findings that came later: the others are not counted again. */
function withMore(gate: Gate, findings: readonly LocatedFinding[]): Gate {
  const more = computeGate(findings, gate)
  const bySeverity = Object.fromEntries(
    Object.entries(gate.bySeverity).map(([word, number]) => [word, number + more.bySeverity[word as Severity]]),
  ) as Gate['bySeverity']
  const fails = gate.verdict === 'fail' || more.verdict === 'fail'
  return { ...gate, failing: gate.failing + more.failing, bySeverity, verdict: fails ? 'fail' : 'pass' }
}
