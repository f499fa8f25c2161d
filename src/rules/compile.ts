import type { Component, Move } from '../system/system.ts'
import { conjunction, Parts } from './compiler.ts'
import { compileComponent } from './component-conditions.ts'
import { compileData, compileMove } from './flow-conditions.ts'
import type { Compiler, Route, Scope, Test } from './scope.ts'
import { compileSystem } from './system-conditions.ts'

const compiler: Compiler = {
  component: (raw, route, scope) => compileComponent(compiler, raw, route, scope),
  move: (raw, route, scope, ends) => compileMove(compiler, raw, route, scope, ends),
  data: (raw, route, scope) => compileData(compiler, raw, route, scope),
  system: (raw, route, scope) => compileSystem(compiler, raw, route, scope),
}

/** A rule's subject and condition, ready to be asked. */
export type CompiledSubject =
  | { readonly type: 'component'; readonly test: Test<Component> }
  | { readonly type: 'flow'; readonly test: Test<Move> }
  | { readonly type: 'system'; readonly test: Test<undefined> }

const subjectForms = "A rule's subject is { component: … }, { flow: … } or system."

/** Compiles `subject` and `when` of a rule into one test. Problems go to `scope.report`, at their routes. */
export function compileSubject(subject: unknown, when: unknown, route: Route, scope: Scope): CompiledSubject {
  const at = [...route, 'subject']
  const conditionAt = [...route, 'when']
  if (subject === 'system') {
    return { type: 'system', test: compiler.system(when ?? {}, conditionAt, scope) }
  }
  const form = (typeof subject === 'object' && subject !== null ? subject : {}) as Record<string, unknown>
  // A second key would be left out of account without a word.
  if (scope.eager && Object.keys(form).length > 1) scope.report(at, 'rule-subject', subjectForms)
  if (form.component !== undefined) {
    const ask = (raw: unknown, route: Route) => compiler.component(raw, route, scope)
    return { type: 'component', test: both(scope, ask, [form.component, [...at, 'component']], [when, conditionAt]) }
  }
  if (form.flow !== undefined) {
    const ask = (raw: unknown, route: Route) => compiler.move(raw, route, scope, 'both')
    return { type: 'flow', test: both(scope, ask, [form.flow, [...at, 'flow']], [when, conditionAt]) }
  }
  scope.report(at, 'rule-subject', subjectForms)
  return { type: 'system', test: () => 0 }
}

/** Compiles a definition by itself, for its problems. */
export function checkDefinition(name: string, raw: unknown, scope: Scope): void {
  compiler.component(raw, ['definitions', name], { ...scope, expanding: [name] })
}

type Placed = readonly [raw: unknown, route: Route]

function both<Item>(
  scope: Scope,
  compile: (raw: unknown, route: Route) => Test<Item>,
  ...[matcher, condition]: readonly [Placed, Placed]
): Test<Item> {
  const placed = condition[0] === undefined ? [matcher] : [matcher, condition]
  return conjunction(scope, new Parts(scope, placed.length, (index) => compile(...(placed[index] as Placed))))
}
