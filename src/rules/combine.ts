import { conjunction, disjunction } from './compiler.ts'
import type { Domain, Node } from './program.ts'
import type { Route, Scope } from './scope.ts'

/** `all`, `any` and `not` mean the same everywhere. */
export const combinators: ReadonlySet<string> = new Set(['all', 'any', 'not'])

/** Compiles one of them; `compile` is the matcher's own compiler. */
export function combine(
  domain: Domain,
  [key, value]: readonly [string, unknown],
  route: Route,
  scope: Scope,
  compile: (raw: unknown, route: Route, scope: Scope) => Node,
): Node {
  if (key === 'not') return compile(value, route, { ...scope, negated: !scope.negated })
  if (!Array.isArray(value) || value.length === 0) {
    scope.report(route, 'rule-condition', `'${key}' needs a list of conditions.`)
    return disjunction(scope, domain, [])
  }
  const parts = value.map((inner, index) => compile(inner, [...route, index], scope))
  return key === 'all' ? conjunction(scope, domain, parts) : disjunction(scope, domain, parts)
}
