import type { Severity } from '../finding.ts'
import type { CompiledSubject } from './compile.ts'
import type { Clause, FactTable } from './facts.ts'
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

/**
 * What must hold at the least for a rule to match a subject, as facts with their places, such as `self kind=agent` or
 * `in word=prompt`: of each list at least one. Found by reading the rule, so that most rules need not even be compiled for a given
 * system. Only what is certainly needed is listed; the rule itself decides.
 */
export interface RuleNeeds {
  readonly on: SubjectType
  readonly facts: readonly (readonly string[])[]
  /** How many different lists there are when places are left aside: how much the rule rests on. */
  readonly count: number
}

/** Needs as positions in a table of facts that many rules share, which is quick to hold against a system. */
export interface IndexedNeeds {
  readonly on: SubjectType
  readonly table: FactTable
  readonly clauses: readonly Clause[]
  readonly count: number
}

/** A rule in use. */
export interface Rule {
  readonly id: string
  readonly technique: string
  /** As written; parsed when first wanted, since most rules do not concern a given system. */
  readonly entry: RuleEntry
  /** File it comes from; `bundled` for the tool's own. */
  readonly origin: string
  /** What a system must hold at the least. */
  readonly needs: IndexedNeeds
  /** Severity that the configuration sets, whatever would be computed. */
  readonly configured?: Severity
  /** True when the configuration lets no decision settle what the rule finds. */
  readonly locked?: boolean
  /** Compiled when first asked for: most rules speak of kinds that a system does not have. */
  compiled(): CompiledSubject
}

export interface RuleSet {
  readonly rules: readonly Rule[]
  /** Ids of the rules that a rule file or the configuration has switched off. */
  readonly off?: readonly string[]
  /** Technique id → why no architectural fact can tell. */
  readonly notJudged: ReadonlyMap<string, string>
}
