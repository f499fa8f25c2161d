import type { Node, ProgramBuilder } from './program.ts'
import type { WhenUnknown } from './truth.ts'

/** A path into the rule file, for problems. */
export type Route = readonly (string | number)[]

/**
 * What a condition is compiled under: the rule's map of unknowns, the definitions it may use, and whether it stands under
 * `not`. Conditions are compiled to negation normal form, so `unknown: yes` can always mean "as the exposure needs it".
 */
export interface Scope {
  readonly builder: ProgramBuilder
  readonly unknown: Readonly<Record<string, WhenUnknown>>
  readonly definitions: Definitions
  /** Definitions being expanded, to refuse circles. */
  readonly expanding: readonly string[]
  /** The answer is turned round. */
  readonly negated: boolean
  /** Inside a path that must not exist: a fact that helps the path hurts the exposure. */
  readonly inverse: boolean
  /** Conditions keep the words in which they are written, for `why`. */
  readonly labelled: boolean
  readonly report: (route: Route, code: string, message: string, fix?: string) => void
  /** Every field the rule tests, so that a reader of the `unknown` map can be told of idle entries. */
  readonly fieldsTested: Set<string>
}

/** Named component matchers, as written. */
export type Definitions = ReadonlyMap<string, unknown>

export function scopeFor(
  builder: ProgramBuilder,
  unknown: Scope['unknown'],
  definitions: Definitions,
  report: Scope['report'],
): Scope {
  return {
    builder,
    unknown,
    definitions,
    expanding: [],
    negated: false,
    inverse: false,
    labelled: false,
    report,
    fieldsTested: new Set(),
  }
}

/** The mutually recursive compilers, handed to each other so that no module imports in a circle. */
export interface Compiler {
  component(raw: unknown, route: Route, scope: Scope): Node
  move(raw: unknown, route: Route, scope: Scope, ends: 'from' | 'to' | 'both'): Node
  data(raw: unknown, route: Route, scope: Scope): Node
  system(raw: unknown, route: Route, scope: Scope): Node
}
