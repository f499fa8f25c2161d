import type { Component, Flow } from '../system/system.ts'
import type { Rule } from './rule.ts'
import { type Evidence, newEvidence, newSupport, type Run, type Support, type SystemFacts, type Trace } from './run.ts'
import { FALSE, type Truth } from './truth.ts'

/** Where a rule matched. */
export type MatchSubject =
  | { readonly type: 'component'; readonly component: Component }
  | { readonly type: 'flow'; readonly flow: Flow }
  | { readonly type: 'system' }

export interface Match {
  readonly subject: MatchSubject
  readonly truth: Truth
}

/** Every subject on which the rule applies, in the order of the manifest, surest or not. */
export function matchRule(rule: Rule, run: Run): Match[] {
  const matches: Match[] = []
  for (const subject of subjectsOf(rule, run.facts)) {
    const truth = askRule(rule, subject, run)
    if (truth !== FALSE) matches.push({ subject, truth })
  }
  return matches
}

/** How sure the rule is of one subject. A subject that a control took out is no subject any more. */
export function askRule(rule: Rule, subject: MatchSubject, run: Run): Truth {
  const compiled = rule.compiled()
  if (compiled.type === 'component' && subject.type === 'component') {
    if (run.cuts?.components[subject.component.index] === 1) return FALSE
    return compiled.test(subject.component, run)
  }
  if (compiled.type === 'flow' && subject.type === 'flow') {
    const { flow } = subject
    const { cuts } = run
    const cut =
      cuts !== undefined &&
      (cuts.flows[flow.index] || cuts.components[flow.from.index] || cuts.components[flow.to.index])
    return cut ? FALSE : compiled.test(run.facts.forward[flow.index] as never, run)
  }
  if (compiled.type === 'system' && subject.type === 'system') return compiled.test(undefined, run)
  return FALSE
}

/** The evidence of a match: the way, the neighbours, the data, and what was assumed. */
export function evidenceOf(rule: Rule, subject: MatchSubject, run: Run): Evidence {
  const evidence = newEvidence()
  run.evidence = evidence
  askRule(rule, subject, run)
  run.evidence = undefined
  return evidence
}

/** Everything that takes part in the match on any way. */
export function supportOf(rule: Rule, subject: MatchSubject, run: Run): Support {
  const support = newSupport()
  run.support = support
  askRule(rule, subject, run)
  run.support = undefined
  if (subject.type === 'component') support.components.add(subject.component.index)
  if (subject.type === 'flow') {
    support.flows.add(subject.flow.index)
    support.components.add(subject.flow.from.index).add(subject.flow.to.index)
  }
  return support
}

/** Subjects worth asking: those of the kinds that the rule names. */
function subjectsOf(rule: Rule, facts: SystemFacts): readonly MatchSubject[] {
  const compiled = rule.compiled()
  switch (compiled.type) {
    case 'system':
      return [{ type: 'system' }]
    case 'flow':
      return facts.system.flows.map((flow) => ({ type: 'flow', flow }))
    case 'component':
      return componentsOf(rule.needs.subject, facts).map((component) => ({ type: 'component', component }))
  }
}

function componentsOf(kinds: readonly string[] | undefined, facts: SystemFacts): readonly Component[] {
  if (kinds === undefined) return facts.system.components
  const wanted = new Set(kinds)
  return facts.system.components.filter(({ kind }) => wanted.has(kind))
}

/** True when the system holds what the rule needs at the least; most rules fail here and are never compiled. */
export function concerns({ needs }: Rule, facts: SystemFacts): boolean {
  if (needs.subject !== undefined && !needs.subject.some((kind) => facts.kinds.has(kind))) return false
  const present = presentFacts(facts, needs.table)
  for (const list of needs.facts) if (!list.some((position) => present[position] === 1)) return false
  return true
}

/** Which facts of a table hold somewhere in the system; found out once a table. */
function presentFacts(facts: SystemFacts, table: readonly string[]): Uint8Array {
  let present = facts.tables.get(table)
  if (present === undefined) {
    present = Uint8Array.from(table, (fact) => (facts.present.has(fact) ? 1 : 0))
    facts.tables.set(table, present)
  }
  return present
}

/** Every condition of the rule with its answer, for `why`. */
export function traceOf(rule: Rule, subject: MatchSubject, run: Run): { truth: Truth; conditions: readonly Trace[] } {
  const conditions: Trace[] = []
  run.trace = conditions
  const truth = askRule(rule, subject, run)
  run.trace = undefined
  return { truth, conditions }
}
