import { audiences, booleanFields, powers, referenceFields } from '../vocabulary.ts'
import { combinators, combine } from './combine.ts'
import { conjunction, mapping, never, reportUnknownWord, respectsCuts, someReferred, someRelated } from './compiler.ts'
import { leftFields } from './facts.ts'
import {
  componentFields,
  holdsOf,
  kindNode,
  knownIn,
  knownNode,
  ownerNode,
  truthNode,
  type WordField,
  wordNode,
} from './fields.ts'
import { labelled } from './label.ts'
import { pathNode } from './path-conditions.ts'
import { type Node, op } from './program.ts'
import type { Compiler, Route, Scope } from './scope.ts'

type Make = (compiler: Compiler, raw: unknown, route: Route, scope: Scope) => Node

/** Another component, or data, that must stand in this relation to it. */
const toComponent =
  (word: 'inside' | 'hosts' | 'tools'): Make =>
  (compiler, raw, route, scope) =>
    someRelated(scope, 'component', word, compiler.component(raw, route, scope))
const toData =
  (word: 'holds' | 'passes'): Make =>
  (compiler, raw, route, scope) =>
    someRelated(scope, 'component', word, compiler.data(raw, route, scope))
const byMove =
  (word: 'flow-in' | 'flow-out' | 'called-by' | 'calls', end: 'from' | 'to'): Make =>
  (compiler, raw, route, scope) =>
    someRelated(scope, 'component', word, compiler.move(raw, route, scope, end))

/** The words of a component matcher that are not plain fields. */
const words: Readonly<Record<string, Make>> = {
  kind: (_, raw, route, scope) => kindNode(raw, route, scope),
  owner: (_, raw, route, scope) => ownerNode(raw, route, scope),
  holds: toData('holds'),
  passes: toData('passes'),
  inside: toComponent('inside'),
  hosts: toComponent('hosts'),
  tools: toComponent('tools'),
  'flow-in': byMove('flow-in', 'from'),
  'flow-out': byMove('flow-out', 'to'),
  'called-by': byMove('called-by', 'from'),
  calls: byMove('calls', 'to'),
  'reached-from': (compiler, raw, route, scope) => pathNode(compiler, raw, route, scope, 'from'),
  reaches: (compiler, raw, route, scope) => pathNode(compiler, raw, route, scope, 'to'),
  is: definitionNode,
  // What kind of system this is, and what kind of component, no control changes: it is asked of the system as drawn.
  system: (compiler, raw, route, scope) =>
    scope.builder.node('component', op.context, [compiler.system(raw, route, scope)]),
  'as-drawn': (compiler, raw, route, scope) =>
    scope.builder.node('component', op.drawn, [compiler.component(raw, route, scope)]),
}

/** Everything a component can be asked for. */
export const componentWords: readonly string[] = [
  ...Object.keys(words),
  ...componentFields.keys(),
  'isolated',
  'encrypted-at-rest',
  'multi-tenant',
  ...referenceFields,
  ...combinators,
]

/** Compiles a component matcher. */
export function compileComponent(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Node {
  const form = mapping(raw, route, scope, 'A component matcher')
  if (form === undefined) return never(scope, 'component')
  const nodes = cheapestFirst(Object.entries(form)).map((entry) =>
    labelled('component', entry, wordNodeOf(compiler, entry, [...route, entry[0]], scope), scope),
  )
  return conjunction(scope, 'component', nodes)
}

/** Plain facts before neighbours, those before paths: most components fail early. */
function cheapestFirst(entries: readonly (readonly [string, unknown])[]): (readonly [string, unknown])[] {
  return [...entries].sort(([one], [other]) => (costs[one] ?? 0) - (costs[other] ?? 0))
}

const costs: Readonly<Record<string, number>> = {
  is: 1,
  'flow-in': 1,
  'flow-out': 1,
  'called-by': 1,
  calls: 1,
  tools: 2,
  any: 3,
  all: 3,
  not: 3,
  'reached-from': 4,
  reaches: 4,
}

function wordNodeOf(compiler: Compiler, entry: readonly [string, unknown], at: Route, scope: Scope): Node {
  const [key, value] = entry
  if (combinators.has(key))
    return combine('component', entry, at, scope, (inner, where, under) =>
      compileComponent(compiler, inner, where, under),
    )
  const make = Object.hasOwn(words, key) ? words[key] : undefined
  if (make !== undefined) return make(compiler, value, at, scope)
  const field = componentFields.get(key)
  if (field !== undefined) return fieldNode(field, value, at, scope)
  if ((booleanFields as readonly string[]).includes(key)) return truthNode('component', key, value, at, scope)
  if (isReference(key)) return referenceNode(compiler, key, value, at, scope)
  reportUnknownWord(key, at, scope, componentWords, 'something a component can be asked for')
  return never(scope, 'component')
}

/** A field, with what it rests on and what of it is told. */
function fieldNode(field: WordField, value: unknown, at: Route, scope: Scope): Node {
  const node = wordNode(field, value, at, scope)
  const position = (leftFields as readonly string[]).indexOf(field.name)
  const left = position >= 0 && respectsCuts(scope)
  const told = field.name === 'powers' || field.name === 'can' ? bitsOfPowers(value) : 0
  if (!left && told === 0) return node
  const operands = [position, left ? 1 : 0, told, leastThatWillDo(field, value, scope), node]
  return scope.builder.node('component', op.derived, operands, { over: [node] })
}

/** Rank of the narrowest audience of which the comparison holds. */
function leastThatWillDo(field: WordField, value: unknown, { negated }: Scope): number {
  return Math.max(
    0,
    audiences.findIndex((audience) => holdsOf(field, value, audience) !== negated),
  )
}

/** Powers that are asked for one by one can be named in a message. */
function bitsOfPowers(value: unknown): number {
  const wanted: unknown[] = Array.isArray(value) ? value : [value]
  return powers.reduce((mask, power, bit) => (wanted.includes(power) ? mask | (1 << bit) : mask), 0)
}

type ReferenceField = (typeof referenceFields)[number]

function isReference(key: string): key is ReferenceField {
  return (referenceFields as readonly string[]).includes(key)
}

/** `hosted-on`, `uses`, `based-on`, `trained-on`: unknown when left out. */
function referenceNode(compiler: Compiler, key: ReferenceField, raw: unknown, route: Route, scope: Scope): Node {
  scope.fieldsTested.add(key)
  const known = knownIn(raw)
  if (known !== undefined) return knownNode(scope, 'component', key, known)
  return someReferred(scope, key, compiler.component(raw, route, scope))
}

/** `is: name`: the definition's matcher, under the rule's own map of unknowns. */
function definitionNode(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Node {
  const name = typeof raw === 'string' ? raw : ''
  if (!scope.definitions.has(name)) {
    reportUnknownWord(raw, route, scope, [...scope.definitions.keys()], 'a definition')
    return never(scope, 'component')
  }
  if (scope.expanding.includes(name)) {
    scope.report(route, 'rule-definition-circle', `Definition '${name}' leads back to itself.`)
    return never(scope, 'component')
  }
  // Problems inside the definition are reported where it is defined, once.
  const inside = { ...scope, expanding: [...scope.expanding, name], report: () => {} }
  return compiler.component(scope.definitions.get(name), ['definitions', name], inside)
}
