import type { Severity } from '../finding.ts'
import type { Node, Program } from './program.ts'
import type { Definitions } from './scope.ts'
import type { WhenUnknown } from './truth.ts'

/** What an exposure harms. */
export const impacts = ['confidentiality', 'integrity', 'availability', 'safety', 'cost'] as const
export type Impact = (typeof impacts)[number]

/** A rule as written (`docs/rules.md`, `schemas/rules.schema.json`). */
export interface RuleEntry {
  readonly id: string
  readonly technique: string
  readonly title: string
  readonly why: string
  readonly subject: unknown
  readonly when?: unknown
  readonly unknown?: Readonly<Record<string, WhenUnknown>>
  readonly message: string
  readonly impact: readonly Impact[]
  readonly 'answered-by'?: readonly string[]
  readonly 'limits-suffice'?: boolean
  readonly severity?: Severity
  readonly fix: string
  readonly examples?: readonly ExampleEntry[]
}

/** A user's file may also switch a rule off, or change no more than its severity. */
export interface RuleSwitch {
  readonly id: string
  readonly off?: boolean
  readonly severity?: Severity
}

/** A system on which the rule fires, and the same with one fact changed, on which it must not. */
export interface ExampleEntry {
  readonly title: string
  readonly system: Readonly<Record<string, unknown>>
  readonly 'fires-on': readonly string[]
  readonly 'near-misses'?: readonly NearMiss[]
}

export interface NearMiss {
  readonly title: string
  /** Dotted route → value; null takes the value out. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Component ids (with their flows and mentions) or flows that are taken out. */
  readonly without?: readonly string[]
}

/** What a rule asks about. */
export type SubjectType = 'component' | 'flow' | 'system'

/** A rule in use. */
export interface Rule {
  readonly id: string
  readonly technique: string
  /** As written; parsed when first wanted, since most rules do not concern a given system. */
  readonly entry: RuleEntry
  /** File it comes from; `bundled` for the tool's own. */
  readonly origin: string
  readonly on: SubjectType
  /** What it asks, as a condition of a program. */
  readonly program: Program
  readonly condition: Node
  /** How many facts it cannot do without: how much it rests on. */
  readonly factsNeeded: number
  /** Severity that the configuration sets, whatever would be computed. */
  readonly configured?: Severity
  /** True when the configuration lets no decision settle what the rule finds. */
  readonly locked?: boolean
  /** Matchers that it may use by name, as written. */
  definitions(): Definitions
}

export interface RuleSet {
  readonly rules: readonly Rule[]
  /** Ids of the rules that a rule file or the configuration has switched off. */
  readonly off?: readonly string[]
  /** Technique id → why no architectural fact can tell. */
  readonly notJudged: ReadonlyMap<string, string>
}
