import type { Manifest } from '../../src/manifest/manifest.ts'
import { askRule, evidenceOf, type Match, type MatchSubject, matchRule } from '../../src/rules/match.ts'
import { subjectName } from '../../src/rules/message.ts'
import { rulesFrom } from '../../src/rules/read-rules.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { type Cuts, cutRun, type SystemFacts, systemFacts } from '../../src/rules/run.ts'
import type { Truth } from '../../src/rules/truth.ts'
import { readSource } from '../../src/source/reader.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import type { System } from '../../src/system/system.ts'

/** A system from YAML that leaves out the format and the name. */
export function systemOf(yaml: string): System {
  const { source, problems } = readSource('test.yaml', `atlaslint: 1\nsystem: { name: Test }\n${yaml}`)
  if (problems.length > 0) throw new Error(problems[0]?.message)
  return buildSystem(source.value as Manifest)
}

/** A rule from the YAML of its `subject`, `when` and `unknown`. */
export function ruleOf(yaml: string, definitions: Record<string, unknown> = {}): Rule {
  const { source, problems } = readSource('rule.yaml', yaml)
  if (problems.length > 0) throw new Error(problems[0]?.message)
  const entry = {
    id: 'test-rule',
    technique: 'AML.T0051',
    title: 'Test',
    why: 'Test.',
    message: '{subject}',
    impact: ['integrity'],
    fix: 'Test.',
    ...(source.value as object),
  }
  return rulesFrom([entry as never], 'test', new Map(Object.entries(definitions)))[0] as Rule
}

/** Names of the subjects on which the rule fires, with how sure it is. */
export function firing(rule: Rule, system: System, cuts?: Cuts): Record<string, Truth> {
  return Object.fromEntries(
    matchesOf(rule, systemFacts(system), cuts).map(({ subject, truth }) => [subjectName(subject), truth]),
  )
}

/** Where the rule matches, and with cuts made where it still does. */
export function matchesOf(rule: Rule, facts: SystemFacts, cuts?: Cuts): readonly Match[] {
  const matches = matchRule(rule, facts)
  if (cuts === undefined) return matches
  const run = cutRun(facts, cuts)
  return matches
    .map(({ subject }) => ({ subject, truth: askRule(rule, subject, run) }))
    .filter(({ truth }) => truth !== 0)
}

/** Everything that a rule can be asked of. */
export function subjectsIn({ system }: SystemFacts): MatchSubject[] {
  return [
    ...system.components.map((component): MatchSubject => ({ type: 'component', component })),
    ...system.flows.map((flow): MatchSubject => ({ type: 'flow', flow })),
    { type: 'system' },
  ]
}

/** The way that the evidence of a match shows, as ids. */
export function wayTo(rule: Rule, system: System, id: string): string[] {
  const component = system.componentById.get(id)
  if (component === undefined) throw new Error(`no component ${id}`)
  const subject: MatchSubject = { type: 'component', component }
  const run = systemFacts(system).drawn
  if (askRule(rule, subject, run) === 0) return []
  const moves = evidenceOf(rule, subject, run).paths[0]?.moves ?? []
  const first = moves[0]
  return first === undefined ? [] : [first.from.id, ...moves.map(({ to }) => to.id)]
}

/** Cuts by component and flow ids. */
export function cutting(system: System, ids: readonly string[]): Cuts {
  const cuts = { components: new Uint8Array(system.components.length), flows: new Uint8Array(system.flows.length) }
  for (const { index, id } of system.components) if (ids.includes(id)) cuts.components[index] = 1
  for (const { index, id } of system.flows) if (ids.includes(id)) cuts.flows[index] = 1
  return cuts
}
