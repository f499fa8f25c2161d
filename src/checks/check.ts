import type { Analysis } from '../analysis/exposures.ts'
import type { Catalog } from '../atlas/catalog.ts'
import type { Finding, Severity } from '../finding.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { System } from '../system/system.ts'

/** What a check may look at: plain values, no clock, no files. */
export interface CheckInput {
  readonly manifest: Manifest
  readonly system: System
  readonly catalog: Catalog
  readonly analysis: Analysis
  /** YYYY-MM-DD. */
  readonly now: string
  /** Evidence files that were looked for and are missing, by `ref`; undefined where nobody looked (standard input). */
  readonly missingFiles: ReadonlySet<string> | undefined
  /** Oldest evidence that still counts, in days. */
  readonly evidenceMaxAge: number
  /** Smallest share of applicable techniques that must be mitigated, 0 to 1; undefined: not asked. */
  readonly minimumMitigated: number | undefined
  /** Techniques added or changed since a release; undefined where the release is unknown. */
  readonly changedSince: (release: string) => ReadonlySet<string> | undefined
}

/** A lint of the manifest itself. Each check is one file. */
export interface Check {
  /** Kebab-case, stable. */
  readonly id: string
  readonly group: 'owners' | 'completeness' | 'controls' | 'decisions' | 'review' | 'coverage'
  readonly title: string
  readonly severity: Severity
  /** Why it matters, one paragraph. */
  readonly why: string
  /** What to do, imperative. */
  readonly fix: string
  find(input: CheckInput): readonly CheckFinding[]
}

/** What a check found; id, severity, why and fix are the check's own unless it says otherwise. */
export interface CheckFinding extends Pick<Finding, 'subject' | 'message' | 'place'> {
  readonly severity?: Severity
  readonly fix?: string
  readonly related?: Finding['related']
  readonly technique?: string
}
