import type { Component, Move } from '../system/system.ts'
import { lazily } from './compiler.ts'
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

/** Compiles `subject` and `when` of a rule into one test. Problems go to `scope.report`, at their routes. */
export function compileSubject(subject: unknown, when: unknown, route: Route, scope: Scope): CompiledSubject {
  const at = [...route, 'subject']
  const conditionAt = [...route, 'when']
  if (subject === 'system') {
    return { type: 'system', test: compiler.system(when ?? {}, conditionAt, scope) }
  }
  const form = (typeof subject === 'object' && subject !== null ? subject : {}) as Record<string, unknown>
  if (form.component !== undefined) {
    const matcher = compiler.component(form.component, [...at, 'component'], scope)
    const condition = when === undefined ? undefined : lazily(scope, () => compiler.component(when, conditionAt, scope))
    return { type: 'component', test: both(matcher, condition) }
  }
  if (form.flow !== undefined) {
    const matcher = compiler.move(form.flow, [...at, 'flow'], scope, 'both')
    const condition = when === undefined ? undefined : compiler.move(when, conditionAt, scope, 'both')
    return { type: 'flow', test: both(matcher, condition) }
  }
  scope.report(at, 'rule-subject', "A rule's subject is { component: … }, { flow: … } or system.")
  return { type: 'system', test: () => 0 }
}

/** Compiles a definition by itself, for its problems. */
export function checkDefinition(name: string, raw: unknown, scope: Scope): void {
  compiler.component(raw, ['definitions', name], { ...scope, expanding: [name] })
}

function both<Item>(first: Test<Item>, second: Test<Item> | undefined): Test<Item> {
  if (second === undefined) return first
  return (item, run) => {
    const one = first(item, run)
    if (one === 0 && run.trace === undefined) return 0
    const other = second(item, run)
    return one < other ? one : other
  }
}
