import { never } from './compiler.ts'
import { compileComponent } from './component-conditions.ts'
import { compileData, compileMove } from './flow-conditions.ts'
import { type Node, type Program, ProgramBuilder } from './program.ts'
import type { RuleEntry, SubjectType } from './rule.ts'
import { type Compiler, type Definitions, type Route, type Scope, scopeFor } from './scope.ts'
import { compileSystem } from './system-conditions.ts'

const compiler: Compiler = {
  component: (raw, route, scope) => compileComponent(compiler, raw, route, scope),
  move: (raw, route, scope, ends) => compileMove(compiler, raw, route, scope, ends),
  data: (raw, route, scope) => compileData(compiler, raw, route, scope),
  system: (raw, route, scope) => compileSystem(compiler, raw, route, scope),
}

/** What a rule asks, as a condition of a program. */
export interface CompiledSubject {
  readonly on: SubjectType
  readonly condition: Node
}

const subjectForms = "A rule's subject is { component: … }, { flow: … } or system."

/** Compiles `subject` and `when` of a rule into one condition. Problems go to `scope.report`, at their routes. */
export function compileSubject(subject: unknown, when: unknown, route: Route, scope: Scope): CompiledSubject {
  const at = [...route, 'subject']
  const conditionAt = [...route, 'when']
  if (subject === 'system') return { on: 'system', condition: compiler.system(when ?? {}, conditionAt, scope) }
  const form = (typeof subject === 'object' && subject !== null ? subject : {}) as Record<string, unknown>
  // A second key would be left out of account without a word.
  if (Object.keys(form).length > 1) scope.report(at, 'rule-subject', subjectForms)
  if (form.component !== undefined) {
    const matcher = compiler.component(form.component, [...at, 'component'], scope)
    const condition = when === undefined ? [] : [compiler.component(when, conditionAt, scope)]
    return { on: 'component', condition: scope.builder.flatAll('component', [matcher, ...condition]) }
  }
  if (form.flow !== undefined) {
    const matcher = compiler.move(form.flow, [...at, 'flow'], scope, 'both')
    const condition = when === undefined ? [] : [compiler.move(when, conditionAt, scope, 'both')]
    return { on: 'flow', condition: scope.builder.flatAll('move', [matcher, ...condition]) }
  }
  scope.report(at, 'rule-subject', subjectForms)
  return { on: 'system', condition: never(scope, 'system') }
}

/** Compiles a definition by itself, for its problems. */
export function checkDefinition(name: string, raw: unknown, scope: Scope): void {
  compiler.component(raw, ['definitions', name], { ...scope, expanding: [name] })
}

/** Compiles rules that were checked before into one program, in which they share what they have in common. */
export function compileRules(
  entries: readonly Pick<RuleEntry, 'subject' | 'when' | 'unknown'>[],
  definitions: Definitions,
): { readonly program: Program; readonly subjects: readonly CompiledSubject[] } {
  const builder = new ProgramBuilder()
  const subjects = entries.map(({ subject, when, unknown = {} }) =>
    compileSubject(
      subject,
      when,
      [],
      scopeFor(builder, unknown, definitions, () => {}),
    ),
  )
  return { program: builder.finish(), subjects }
}
