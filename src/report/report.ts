import type { Coverage } from '../analysis/coverage.ts'
import type { Exposure } from '../analysis/exposure.ts'
import type { Finding, Severity, Span } from '../finding.ts'

/** The report as plain data: what every output format shows, and what the exit code is decided from. */
export interface Report {
  readonly tool: { readonly name: 'atlaslint'; readonly version: string }
  readonly catalog: {
    readonly release: string
    readonly techniques: number
    readonly judged: number
    /** Techniques that no rule judges and for which no reason is known, as in a newer catalog; absent: none. */
    readonly notJudged?: readonly string[]
    /** Full names of the techniques that occur in the report, by id. */
    readonly names?: Readonly<Record<string, string>>
  }
  /** Date that expiry and age were held against, YYYY-MM-DD. */
  readonly now: string
  /** In the order of their names. */
  readonly manifests: readonly ManifestReport[]
  readonly gate: Gate
}

export interface ManifestReport {
  /** As named on the command line, POSIX separators, relative to the working folder where below it. */
  readonly file: string
  /** `system.name`; the file's name when it could not be read. */
  readonly system: string
  /** False when the file could not be judged: then `findings` are input findings and `exposures` is empty. */
  readonly judged: boolean
  /** How many components the system has. */
  readonly components: number
  /** Case studies of ATLAS of which every step on the system is open: the incident would work here. */
  readonly incidents: readonly string[]
  /** What matters most first. */
  readonly findings: readonly LocatedFinding[]
  /** All of them, in every status, in the order of the report. */
  readonly exposures: readonly LocatedExposure[]
  readonly coverage: Coverage
  /** The text, for code frames; formats that show no source ignore it. */
  readonly text: string
}

export interface LocatedFinding extends Omit<Finding, 'place' | 'related'> {
  readonly at: Span
  readonly related: readonly { readonly at: Span; readonly note: string }[]
  /** The exposure it reports, by index in `exposures`. */
  readonly exposure?: number
}

export interface LocatedExposure extends Exposure {
  readonly at: Span
}

export interface Gate {
  readonly failOn: Severity | 'none'
  readonly strict: boolean
  readonly exitZero: boolean
  /** Findings at or above `failOn`; input findings always count. */
  readonly failing: number
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly verdict: 'pass' | 'fail'
}
