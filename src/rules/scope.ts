import type { Component, DataItem, Move } from '../system/system.ts'
import type { Run } from './run.ts'
import type { Truth, WhenUnknown } from './truth.ts'

/** A compiled condition: how sure it is of this item. */
export type Test<Item> = (item: Item, run: Run) => Truth

/** A path into the rule file, for problems and labels. */
export type Route = readonly (string | number)[]

/**
 * What a condition is compiled under: the rule's map of unknowns, the definitions it may use, and whether it stands under
 * `not`. Conditions are compiled to negation normal form, so `unknown: yes` can always mean "as the exposure needs it".
 */
export interface Scope {
  readonly unknown: Readonly<Record<string, WhenUnknown>>
  readonly definitions: ReadonlyMap<string, SharedDefinition>
  /** Definitions being expanded, to refuse circles. */
  readonly expanding: readonly string[]
  /** The answer is turned round. */
  readonly negated: boolean
  /** Inside a path that must not exist: a fact that helps the path hurts the exposure. */
  readonly inverse: boolean
  /** Everything is compiled at once, for its problems; else each condition when it is first asked. */
  readonly eager: boolean
  readonly report: (route: Route, code: string, message: string, fix?: string) => void
  /** Every field the rule tests, so that a reader of the `unknown` map can be told of idle entries. */
  readonly fieldsTested: Set<string>
}

/** The mutually recursive compilers, handed to each other so that no module imports in a circle. */
export interface Compiler {
  component(raw: unknown, route: Route, scope: Scope): Test<Component>
  move(raw: unknown, route: Route, scope: Scope, ends: 'from' | 'to' | 'both'): Test<Move>
  data(raw: unknown, route: Route, scope: Scope): Test<DataItem>
  system(raw: unknown, route: Route, scope: Scope): Test<undefined>
}

/** A named component matcher, compiled once for all rules that agree on what its unknown facts mean. */
export interface SharedDefinition {
  readonly raw: unknown
  compiled(scope: Scope, compile: () => Test<Component>): Test<Component>
}
