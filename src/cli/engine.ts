import type { Catalog } from '../atlas/catalog.ts'
import type { Policy } from '../config/policy.ts'
import type { Input } from '../io.ts'
import type { Assembled, Tuning } from '../library/knowledge.ts'
import type { LintInput } from '../lint.ts'
import type { Decide } from '../manifest/decided.ts'
import type { Detail } from '../report/details.ts'
import type { GateOptions } from '../report/gate.ts'
import type { ManifestReport, Report, Shard } from '../report/report.ts'

export type { RuleFileProblem, Tuning } from '../library/knowledge.ts'

/**
 * What the commands need from the rest of the program. They get it as an argument, so that a test can put any report or any accident
 * in its place; `entry.ts` connects the real one.
 */
export interface Engine {
  /** The bundled catalog and rules (compiled, in `folder`), with the user's rule files on top; or another catalog. */
  prepare(folder: string, ruleFiles: readonly Input[], catalog?: Catalog, tuning?: Tuning): Prepared
}

/** What the commands work with, and the pipeline over it. */
export interface Prepared extends Assembled {
  lint(manifests: Iterable<Input>, options: LintOptions): Report
  /** What `lint` does with each manifest, for whoever shares the work. */
  judge(options: LintOptions): (manifest: Input) => ManifestReport
}

export interface LintOptions extends GateOptions {
  /** Which decisions count; left out: those of each manifest, as they stand. */
  readonly decide?: Decide
  /** How large a manifest may be. */
  readonly limits?: { readonly maxBytes: number }
  /** Judges a manifest, or remembers what judging it gave. */
  readonly recall?: (input: LintInput, judge: () => ManifestReport) => ManifestReport
  /** Marks the findings of a manifest that a baseline knows. */
  readonly mark?: (manifest: ManifestReport) => ManifestReport
  /** Version of this program. */
  readonly version: string
  /** Date that expiry and age are held against, YYYY-MM-DD. */
  readonly now: string
  /** What the configuration asks of a manifest. */
  readonly policyOf?: (manifest: string) => Policy
  /** What is kept of a manifest once it is judged and counted. */
  readonly keep?: (manifest: ManifestReport) => ManifestReport
  /** Where the manifests are a share of a larger run. */
  readonly shard?: Shard
  /** Cuts a manifest's part of the report down to what is to be reported. */
  readonly only?: (manifest: ManifestReport) => ManifestReport
  /** Makes what only some formats show. */
  readonly detail?: Detail
}

/** A word that means nothing here, with those that would. */
export interface Unknown {
  /** `rule or technique`, `component`, … */
  readonly what: string
  readonly word: string
  readonly known: readonly string[]
}
