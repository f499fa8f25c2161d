import type { Analysis } from '../analysis/exposures.ts'
import type { Catalog } from '../atlas/catalog.ts'
import type { Finding, Severity } from '../finding.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Rule } from '../rules/rule.ts'
import type { System } from '../system/system.ts'

/** What a check may look at: plain values, no clock, no files. */
export interface CheckInput {
  readonly manifest: Manifest
  readonly system: System
  readonly catalog: Catalog
  /** The rules that the analysis asked. */
  readonly rules: readonly Rule[]
  readonly analysis: Analysis
  /** YYYY-MM-DD. */
  readonly now: string
  /** Evidence files that were looked for and are missing, by `ref`; undefined where nobody looked (standard input). */
  readonly missingFiles: ReadonlySet<string> | undefined
  /** Oldest evidence that still counts, in days. */
  readonly evidenceMaxAge: number
  /** Smallest share of applicable techniques that must be mitigated, 0 to 1; undefined: not asked. */
  readonly minimumMitigated: number | undefined
  /** Statuses of controls that must have evidence; undefined: those in place. */
  readonly evidenceRequiredFor?: readonly string[] | undefined
  /** For how many days a risk of a severity may be accepted; undefined: a year. */
  readonly longestAcceptance?: Partial<Readonly<Record<Severity, number>>> | undefined
  /** Ids of the rules whose findings no decision settles. */
  readonly lockedRules?: readonly string[] | undefined
  /** Who may own something; undefined: anybody. */
  readonly ownerBook?: OwnerBook | undefined
  /** Whether CODEOWNERS names somebody for the manifest; undefined where nobody looked. */
  readonly hasCodeowner?: boolean | undefined
  /** Techniques added or changed since a release; undefined where the release is unknown. */
  readonly changedSince: (release: string) => ReadonlySet<string> | undefined
  /** Some decisions of `manifest` stand in a decisions file: nobody has held what they name against the manifest yet. */
  readonly hasFiledDecisions?: boolean
}

/** The owners that the organisation knows, beside those of the manifest. */
export interface OwnerBook {
  /** Names of its files, for messages. */
  readonly files: readonly string[]
  knows(id: string, contact: string | undefined): boolean
  /** Known names spelled almost like it. */
  nearest(id: string): string | undefined
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
