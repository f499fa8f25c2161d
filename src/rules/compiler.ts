/** What the compilers of all kinds of matchers share. */

import type { Problem } from '../finding.ts'
import { nearest } from '../source/nearest.ts'
import { absent } from './operands.ts'
import { type Domain, type Node, op } from './program.ts'
import { type RelationWord, relationWords } from './relations.ts'
import type { Route, Scope } from './scope.ts'
import { ASK, ASSUMED, CERTAIN, FALSE, type Truth } from './truth.ts'

/** True when a condition compiled in this scope helps the exposure by being true of what is *left* of the system. */
export function respectsCuts(scope: Scope): boolean {
  return scope.negated === scope.inverse
}

/** What an unknown value of this field is worth here. */
export function unknownTruth(scope: Scope, field: string): Truth {
  const meaning = scope.unknown[field] ?? 'no'
  if (scope.inverse) return meaning === 'yes' ? FALSE : CERTAIN
  return meaning === 'yes' ? ASSUMED : meaning === 'ask' ? ASK : FALSE
}

/** All must hold; under `not`, one must fail. */
export function conjunction({ builder, negated }: Scope, domain: Domain, nodes: readonly Node[]): Node {
  return builder.combined(domain, negated ? 'any' : 'all', nodes)
}

/** One must hold; under `not`, all must fail. */
export function disjunction({ builder, negated }: Scope, domain: Domain, nodes: readonly Node[]): Node {
  return builder.combined(domain, negated ? 'all' : 'any', nodes)
}

/** In place of a condition with a problem. */
export function never({ builder }: Scope, domain: Domain): Node {
  return builder.combined(domain, 'any', [])
}

/** 1 where the bare condition must hold, 0 where it must fail. */
export function wantedIn({ negated }: Scope): number {
  return negated ? 0 : 1
}

/** Some item of a relation must match; under `not`, none may. */
export function someRelated(scope: Scope, domain: Domain, word: RelationWord, node: Node): Node {
  const left = respectsCuts(scope)
  const operands = [relationWords.indexOf(word), scope.negated ? 1 : 0, left ? 1 : 0, node]
  return scope.builder.node(domain, op.exists, operands, { cuttable: left && !steady.has(word), over: [node] })
}

/** Relations that no control changes. */
const steady: ReadonlySet<RelationWord> = new Set<RelationWord>(['holds', 'passes', 'data', 'grants'])

/** The same by a field that names others: unknown when left out. */
export function someReferred(scope: Scope, word: RelationWord, node: Node): Node {
  const left = respectsCuts(scope)
  const operands = [relationWords.indexOf(word), scope.negated ? 1 : 0, left ? 1 : 0, node, unknownTruth(scope, word)]
  return scope.builder.node('component', op.refers, operands, { cuttable: left, over: [node] })
}

/** A node or a number where there is one. */
export function orAbsent(value: number | undefined): number {
  return value ?? absent
}

/** A YAML mapping, or a problem. */
export function mapping(raw: unknown, route: Route, scope: Scope, what: string): Record<string, unknown> | undefined {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Record<string, unknown>
  scope.report(route, 'rule-condition', `${what} must be a mapping.`)
  return undefined
}

/** One word or a list of words out of `allowed`; problems for the rest. */
export function wordsOf(raw: unknown, route: Route, scope: Scope, allowed: readonly string[], what: string): string[] {
  const list = Array.isArray(raw) ? raw : [raw]
  const good: string[] = []
  list.forEach((word, index) => {
    const at = Array.isArray(raw) ? [...route, index] : route
    if (typeof word === 'string' && allowed.includes(word)) good.push(word)
    else reportUnknownWord(word, at, scope, allowed, what)
  })
  if (list.length === 0) scope.report(route, 'rule-condition', 'The list is empty.', `Put ${what} into it.`)
  return good
}

/** One word out of `allowed`, the first with a problem for anything else. */
export function wordOf(raw: unknown, route: Route, scope: Scope, allowed: readonly string[], what: string): string {
  if (typeof raw === 'string' && allowed.includes(raw)) return raw
  reportUnknownWord(raw, route, scope, allowed, what)
  return allowed[0] as string
}

/** Reports a word that is not one of `allowed`, with the nearest that is. */
export function reportUnknownWord(
  word: unknown,
  route: Route,
  scope: Pick<Scope, 'report'>,
  allowed: readonly string[],
  what: string,
): void {
  const close = typeof word === 'string' ? nearest(word, allowed) : undefined
  const shown = typeof word === 'string' ? `'${word}'` : JSON.stringify(word)
  scope.report(
    route,
    'rule-unknown-word',
    `${shown} is not ${what}.`,
    close === undefined ? `Use one of: ${allowed.join(', ')}.` : `Did you mean '${close}'?`,
  )
}

/** A problem at a route of the rule file. */
export function problemAt(route: Route, code: string, message: string, fix?: string): Problem {
  const place = { path: route, part: 'key' as const }
  return fix === undefined ? { code, message, place } : { code, message, fix, place }
}
