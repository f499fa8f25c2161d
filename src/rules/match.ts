import type { Component, Flow, Move, System } from '../system/system.ts'
import { answersTo } from './answers.ts'
import { collectSupport } from './collect-support.ts'
import { tell } from './evidence.ts'
import type { Rule, SubjectType } from './rule.ts'
import { componentIsCut, type Evidence, flowIsCut, newEvidence, type Run, type SystemFacts } from './run.ts'
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

/** Every subject on which the rule applies, in the order of the manifest, surest or not. Of the system as drawn. */
export function matchRule({ on, program, condition }: Rule, { drawn, system }: SystemFacts): Match[] {
  const answers = answersTo(program, drawn)
  const matches: Match[] = []
  for (const item of answers.matching(condition)) {
    const subject = subjectAt(item, on, system)
    if (subject !== undefined) matches.push({ subject, truth: answers.truth(condition, item) })
  }
  return matches
}

/** The subject that a program knows under the number; none for the way back of a flow, and for what is no flow. */
function subjectAt(item: number, on: SubjectType, { components, moves }: System): MatchSubject | undefined {
  if (on === 'system') return { type: 'system' }
  if (on === 'component') return { type: 'component', component: components[item] as Component }
  const { flow, backward } = moves[item] as Move
  return flow === undefined || backward ? undefined : { type: 'flow', flow }
}

/** How sure the rule is of one subject. A subject that a control took out is no subject any more. */
export function askRule({ on, program, condition }: Rule, subject: MatchSubject, run: Run): Truth {
  if (on !== subject.type) return FALSE
  if (subject.type === 'component' && componentIsCut(run, subject.component)) return FALSE
  if (subject.type === 'flow' && flowIsCut(run, subject.flow)) return FALSE
  return answersTo(program, run).truth(condition, indexOfSubject(subject, run))
}

/** The number under which a program knows the subject. */
export function indexOfSubject(subject: MatchSubject, { facts: { forward } }: Run): number {
  if (subject.type === 'component') return subject.component.index
  return subject.type === 'flow' ? (forward[subject.flow.index] as Move).index : 0
}

/** The evidence of a match: the way, the neighbours, the data, and what was assumed. */
export function evidenceOf({ program, condition }: Rule, subject: MatchSubject, run: Run): Evidence {
  const evidence = newEvidence()
  tell(answersTo(program, run), condition, indexOfSubject(subject, run), evidence)
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

function collect<Kind extends Support>(
  support: Kind,
  { program, condition }: Rule,
  subject: MatchSubject,
  run: Run,
): Kind {
  collectSupport(answersTo(program, run), condition, indexOfSubject(subject, run), support)
  if (subject.type === 'component') support.component(subject.component)
  if (subject.type === 'flow') supportFlow(support, subject.flow)
  return support
}
