import type { Component, Flow } from '../system/system.ts'
import { type FactMasks, type FactTable, factMasks, meets } from './facts.ts'
import type { Rule } from './rule.ts'
import { type Evidence, newEvidence, type Run, type SystemFacts, type Trace } from './run.ts'
import { PlaceSupport, type Places, supportFlow, WholeSupport } from './support.ts'
import { FALSE, type Truth } from './truth.ts'
import type { Support } from './ways.ts'

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
export function supportOf(rule: Rule, subject: MatchSubject, run: Run): WholeSupport {
  return collect(new WholeSupport(), rule, subject, run)
}

/** Which of the places take part in the match, by index. */
export function placesIn(rule: Rule, subject: MatchSubject, run: Run, places: Places): ReadonlySet<number> {
  return collect(new PlaceSupport(places), rule, subject, run).found
}

function collect<Kind extends Support>(support: Kind, rule: Rule, subject: MatchSubject, run: Run): Kind {
  run.support = support
  askRule(rule, subject, run)
  run.support = undefined
  if (subject.type === 'component') support.component(subject.component)
  if (subject.type === 'flow') supportFlow(support, subject.flow)
  return support
}

/** Subjects worth asking: those around which everything holds that the rule needs. Most rules are never compiled. */
function subjectsOf({ needs: { on, table, clauses } }: Rule, facts: SystemFacts): readonly MatchSubject[] {
  const { around, aroundAny, system } = masksOf(facts, table)
  if (!meets(on === 'component' ? aroundAny : system, clauses)) return []
  const { components, flows } = facts.system
  if (on === 'system') return [{ type: 'system' }]
  if (on === 'flow') return flows.map((flow) => ({ type: 'flow', flow }))
  const subjects: MatchSubject[] = []
  for (const component of components) {
    if (meets(around[component.index] as Int32Array, clauses)) subjects.push({ type: 'component', component })
  }
  return subjects
}

function masksOf(facts: SystemFacts, table: FactTable): FactMasks {
  let masks = facts.masks.get(table)
  if (masks === undefined) {
    masks = factMasks(facts.system, table)
    facts.masks.set(table, masks)
  }
  return masks
}

/** Every condition of the rule with its answer, for `why`. */
export function traceOf(rule: Rule, subject: MatchSubject, run: Run): { truth: Truth; conditions: readonly Trace[] } {
  const conditions: Trace[] = []
  run.trace = conditions
  const truth = askRule(rule, subject, run)
  run.trace = undefined
  return { truth, conditions }
}
