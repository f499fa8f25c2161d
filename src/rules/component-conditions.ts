import type { Component, Flow, Move } from '../system/system.ts'
import { reachOf, worthOf, worthOfData } from '../system/worth.ts'
import { referenceFields } from '../vocabulary.ts'
import { combinators, combine } from './combine.ts'
import {
  anyItem,
  conjunction,
  mapping,
  Parts,
  reportUnknownWord,
  respectsCuts,
  structureTest,
  unknownTruth,
  within,
} from './compiler.ts'
import { remembered } from './definition.ts'
import { booleanTest, componentFields, componentFieldTest, isBooleanField, kindTest, ownerTest } from './fields.ts'
import { labelOf } from './label.ts'
import { powersLeft, supportTools, toolsLeft } from './left.ts'
import { pathTest } from './path-conditions.ts'
import { componentIsCut, flowIsCut, moveIsCut, newRun, type Run } from './run.ts'
import type { Compiler, Route, Scope, Test } from './scope.ts'
import { supportMove } from './support.ts'
import { CERTAIN, FALSE } from './truth.ts'

type Make = (compiler: Compiler, raw: unknown, route: Route, scope: Scope) => Test<Component>

/** The words of a component matcher that are not plain fields. */
const words: Readonly<Record<string, Make>> = {
  kind: (_, raw, route, scope) => kindTest(raw, route, scope),
  owner: (_, raw, route, scope) => ownerTest(raw, route, scope),
  holds: (compiler, raw, route, scope) => dataTest(compiler, raw, route, scope, 'holds'),
  passes: (compiler, raw, route, scope) => dataTest(compiler, raw, route, scope, 'passes'),
  inside: (compiler, raw, route, scope) => relatives(compiler, raw, route, scope, hostsOf),
  hosts: (compiler, raw, route, scope) => relatives(compiler, raw, route, scope, (component) => component.hosted),
  tools: toolsTest,
  'flow-in': (compiler, raw, route, scope) => moveNeighbours(compiler, raw, route, scope, true),
  'flow-out': (compiler, raw, route, scope) => moveNeighbours(compiler, raw, route, scope, false),
  'called-by': (compiler, raw, route, scope) => callNeighbours(compiler, raw, route, scope, true),
  calls: (compiler, raw, route, scope) => callNeighbours(compiler, raw, route, scope, false),
  'reached-from': (compiler, raw, route, scope) => pathTest(compiler, raw, route, scope, 'from'),
  reaches: (compiler, raw, route, scope) => pathTest(compiler, raw, route, scope, 'to'),
  is: definitionTest,
  system: contextTest,
  'as-drawn': drawnTest,
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

/** Compiles a component matcher. A component that a control took out matches nothing. */
export function compileComponent(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Test<Component> {
  const form = mapping(raw, route, scope, 'A component matcher')
  if (form === undefined) return structureTest(scope, () => false)
  const entries = cheapestFirst(Object.entries(form))
  const compile = (index: number): Test<Component> => {
    const [key, value] = entries[index] as [string, unknown]
    return wordTest(compiler, key, value, within(route, key, scope), scope)
  }
  return conjunction(scope, new Parts(scope, entries.length, compile, (index) => labelOf(entries[index], scope)))
}

/** Plain facts before neighbours, those before paths: most components fail early. */
function cheapestFirst<Value>(entries: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] {
  const inOrder = entries.every(
    ([key], index) => index === 0 || costOf((entries[index - 1] as readonly [string, Value])[0]) <= costOf(key),
  )
  return inOrder ? entries : [...entries].sort(([one], [other]) => costOf(one) - costOf(other))
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

function costOf(key: string): number {
  return costs[key] ?? 0
}

function wordTest(compiler: Compiler, key: string, value: unknown, at: Route, scope: Scope): Test<Component> {
  if (combinators.has(key)) {
    return combine(key, value, at, scope, (inner, where, under) => compileComponent(compiler, inner, where, under))
  }
  const make = Object.hasOwn(words, key) ? words[key] : undefined
  if (make !== undefined) return make(compiler, value, at, scope)
  if (componentFields.has(key)) return noting(key, componentFieldTest(key, value, at, scope), value)
  if (isBooleanField(key)) return booleanTest(key, value, at, scope)
  if ((referenceFields as readonly string[]).includes(key)) return referenceTest(compiler, key, value, at, scope)
  reportUnknownWord(key, at, scope, componentWords, 'something a component can be asked for')
  return structureTest(scope, () => false)
}

/** Remembers the powers that matched, so that a message can name them. */
function noting(key: string, test: Test<Component>, value: unknown): Test<Component> {
  if (key !== 'powers' && key !== 'can') return test
  const wanted = new Set<unknown>(Array.isArray(value) ? value : [value])
  return (component, run) => {
    const truth = test(component, run)
    if (run.evidence !== undefined && truth !== FALSE) {
      run.evidence.powers.push(...(powersLeft(run, component) ?? []).filter((power) => wanted.has(power)))
    }
    return truth
  }
}

function dataTest(
  compiler: Compiler,
  raw: unknown,
  route: Route,
  scope: Scope,
  which: 'holds' | 'passes',
): Test<Component> {
  return anyItem(
    scope,
    (component: Component) => component[which],
    compiler.data(raw, route, scope),
    (run, item) => run.evidence?.data.push(item),
    worthOfData,
  )
}

function hostsOf(component: Component): Component[] {
  const hosts: Component[] = []
  for (let host = component.host; host !== undefined; host = host.host) hosts.push(host)
  return hosts
}

function relatives(
  compiler: Compiler,
  raw: unknown,
  route: Route,
  scope: Scope,
  list: (component: Component, run: Run) => readonly Component[],
): Test<Component> {
  const left = respectsCuts(scope)
  return anyItem(
    scope,
    (component: Component, run) => list(component, run).filter((other) => !left || !componentIsCut(run, other)),
    compiler.component(raw, route, scope),
    (run, other) => run.support?.component(other),
    worthOf,
  )
}

function toolsTest(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Test<Component> {
  const left = respectsCuts(scope)
  const test = anyItem(
    scope,
    (component: Component, run) => (left ? toolsLeft(run, component) : component.tools),
    // In a net of agents that call each other, every agent has all the others as tools.
    remembered(compiler.component(raw, route, scope)),
    (run, tool) => run.evidence?.neighbours.push({ component: tool, incoming: false }),
    worthOf,
  )
  return (component, run) => {
    const truth = test(component, run)
    if (run.support !== undefined && truth !== FALSE) supportTools(component, run)
    return truth
  }
}

/** `hosted-on`, `uses`, `based-on`, `trained-on`: unknown when left out. */
function referenceTest(compiler: Compiler, key: string, raw: unknown, route: Route, scope: Scope): Test<Component> {
  scope.fieldsTested.add(key)
  const whenUnknown = unknownTruth(scope, key)
  const known = (raw as { known?: unknown } | null)?.known
  if (typeof known === 'boolean')
    return structureTest(scope, (component) => (component.entry[key] !== undefined) === known)
  const named = relatives(compiler, raw, route, scope, (component, run) =>
    [component.entry[key]].flat().flatMap((id) => run.facts.system.componentById.get(String(id)) ?? []),
  )
  return (component, run) => {
    if (component.entry[key] !== undefined) return named(component, run)
    if (run.evidence !== undefined && whenUnknown !== FALSE && whenUnknown !== CERTAIN) {
      run.evidence.unknown.push({ on: component.id, field: key, truth: whenUnknown })
    }
    return whenUnknown
  }
}

function moveNeighbours(
  compiler: Compiler,
  raw: unknown,
  route: Route,
  scope: Scope,
  incoming: boolean,
): Test<Component> {
  const left = respectsCuts(scope)
  const usable = (moves: readonly Move[], run: Run): readonly Move[] =>
    left && run.cuts !== undefined ? moves.filter((move) => !moveIsCut(run, move)) : moves
  return anyItem(
    scope,
    (component: Component, run) =>
      usable(incoming ? component.movesIn : component.movesOut, run).filter((move) => move.kind !== 'hosted-on'),
    compiler.move(raw, route, scope, incoming ? 'from' : 'to'),
    (run, move) => noteNeighbour(run, move, incoming ? move.from : move.to, incoming),
    (move) => (incoming ? reachOf(move.from) : worthOf(move.to)),
  )
}

function callNeighbours(
  compiler: Compiler,
  raw: unknown,
  route: Route,
  scope: Scope,
  incoming: boolean,
): Test<Component> {
  const left = respectsCuts(scope)
  return anyItem(
    scope,
    (component: Component, run) =>
      (incoming ? component.flowsIn : component.flowsOut)
        .filter((flow) => !left || !flowIsCut(run, flow))
        .map((flow) => forwardMove(run, flow)),
    compiler.move(raw, route, scope, incoming ? 'from' : 'to'),
    (run, move) => noteNeighbour(run, move, incoming ? move.from : move.to, incoming),
    (move) => (incoming ? reachOf(move.from) : worthOf(move.to)),
  )
}

/** The move of a flow as drawn. */
export function forwardMove(run: Run, flow: Flow): Move {
  return run.facts.forward[flow.index] as Move
}

function noteNeighbour(run: Run, move: Move, component: Component, incoming: boolean): void {
  supportMove(run.support, move)
  run.evidence?.neighbours.push({ component, incoming })
}

/**
 * A component's condition on the system is about what kind of system this is, which no control changes: it is asked of
 * the system as drawn, once, and is no evidence of the exposure.
 */
function contextTest(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Test<Component> {
  const test = compiler.system(raw, route, scope)
  return (_, run) => {
    let truth = run.context.get(test)
    if (truth === undefined) {
      truth = test(undefined, newRun(run.facts))
      run.context.set(test, truth)
    }
    return truth
  }
}

/** `as-drawn:` what kind of component this is, which no control changes: asked without cuts, and no evidence. */
function drawnTest(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Test<Component> {
  const test = compiler.component(raw, route, scope)
  return (component, run) => {
    const plain = run.cuts === undefined && run.evidence === undefined && run.support === undefined
    return test(component, plain ? run : newRun(run.facts))
  }
}

/** `is: name`: the definition's matcher, compiled under the rule's own map of unknowns, once for all rules whose map says the same. */
function definitionTest(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Test<Component> {
  const name = typeof raw === 'string' ? raw : ''
  const definition = scope.definitions.get(name)
  if (definition === undefined) {
    reportUnknownWord(raw, route, scope, [...scope.definitions.keys()], 'a definition')
    return structureTest(scope, () => false)
  }
  if (scope.expanding.includes(name)) {
    scope.report(route, 'rule-definition-circle', `Definition '${name}' leads back to itself.`)
    return structureTest(scope, () => false)
  }
  // Problems inside the definition are reported where it is defined, once.
  const inside = { ...scope, expanding: [...scope.expanding, name], report: () => {} }
  const compile = (): Test<Component> => compiler.component(definition.raw, ['definitions', name], inside)
  return scope.eager ? compile() : definition.compiled(scope, compile)
}
