import { conjunction, disjunction, Parts, within } from './compiler.ts'
import type { Route, Scope, Test } from './scope.ts'

/** `all`, `any` and `not` mean the same everywhere. */
export const combinators: ReadonlySet<string> = new Set(['all', 'any', 'not'])

/** Compiles one of them; `compile` is the matcher's own compiler. */
export function combine<Item>(
  key: string,
  value: unknown,
  route: Route,
  scope: Scope,
  compile: (raw: unknown, route: Route, scope: Scope) => Test<Item>,
): Test<Item> {
  if (key === 'not') return compile(value, route, { ...scope, negated: !scope.negated })
  if (!Array.isArray(value) || value.length === 0) {
    scope.report(route, 'rule-condition', `'${key}' needs a list of conditions.`)
    return () => 0
  }
  const parts = new Parts(scope, value.length, (index) => compile(value[index], within(route, index, scope), scope))
  return key === 'all' ? conjunction(scope, parts) : disjunction(scope, parts)
}
