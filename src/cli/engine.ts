import type { Catalog } from '../atlas/catalog.ts'
import type { Input } from '../io.ts'
import type { Knowledge } from '../lint.ts'
import type { GateOptions } from '../report/gate.ts'
import type { Report } from '../report/report.ts'
import type { RuleFile } from '../rules/read-rules.ts'

/**
 * What the commands need from the rest of the program. They get it as an argument, so that a test can put any report or any accident
 * in its place; `entry.ts` connects the real one.
 */
export interface Engine {
  /** The bundled catalog and rules (compiled, in `folder`), with the user's rule files on top; or another catalog. */
  prepare(folder: string, ruleFiles: readonly Input[], catalog?: Catalog): Prepared
}

export interface Prepared {
  /** What is wrong with the user's rule files; where there is anything, nothing is linted. */
  readonly problems: readonly RuleFileProblem[]
  /** What the other commands work with; the same that `lint` uses. */
  readonly knowledge: Knowledge
  /** The user's rules with their examples, for `rules test`. */
  readonly files: readonly RuleFile[]
  lint(manifests: readonly Input[], options: LintOptions): Report
}

export interface LintOptions extends GateOptions {
  /** Version of this program. */
  readonly version: string
  /** Date that expiry and age are held against, YYYY-MM-DD. */
  readonly now: string
}

/** One thing wrong with a rule file. */
export interface RuleFileProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  readonly fix?: string
}

/** A word that means nothing here, with those that would. */
export interface Unknown {
  /** `rule or technique`, `component`, … */
  readonly what: string
  readonly word: string
  readonly known: readonly string[]
}
