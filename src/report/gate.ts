import { atLeast, type Finding, type Severity, severities } from '../finding.ts'
import type { Gate } from './report.ts'

/** What a run fails on. */
export interface GateOptions {
  /** Findings this bad or worse fail; `none`: at no severity. */
  readonly failOn: Severity | 'none'
  /** Checks of the manifest itself (owners, expired decisions, evidence, …) fail at every severity. */
  readonly strict: boolean
  /** Report, but let only an invalid manifest fail the run. */
  readonly exitZero: boolean
}

export const defaultGate: GateOptions = { failOn: 'medium', strict: false, exitZero: false }

/** What the gate looks at. */
export type GatedFinding = Pick<Finding, 'kind' | 'severity'> & { readonly baselined?: boolean | undefined }

/** Holds the findings of all manifests against what was asked for. */
export function computeGate(findings: Iterable<GatedFinding>, options: GateOptions): Gate {
  const bySeverity = emptyCounts()
  let failing = 0
  for (const finding of findings) {
    if (finding.baselined) continue
    bySeverity[finding.severity] += 1
    if (fails(finding, options)) failing += 1
  }
  return { ...options, failing, bySeverity, verdict: failing > 0 ? 'fail' : 'pass' }
}

/** The gate with entries of a baseline that no finding answers to: `strict` asks for a baseline that holds nothing else. */
export function withStale(gate: Gate, stale: number): Gate {
  const fails = stale > 0 && gate.strict
  return { ...gate, stale, verdict: fails ? 'fail' : gate.verdict }
}

/** True when this finding alone fails the run. What could not be judged is never clean, so an input finding always does. */
export function fails(finding: GatedFinding, options: Pick<GateOptions, 'failOn' | 'strict'>): boolean {
  if (finding.kind === 'input') return true
  if (finding.baselined) return false
  if (options.strict && finding.kind === 'check') return true
  return options.failOn !== 'none' && atLeast(finding.severity, options.failOn)
}

function emptyCounts(): Record<Severity, number> {
  return Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
}
