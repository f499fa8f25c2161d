import { covers } from '../analysis/controls.ts'
import { speaksOf } from '../analysis/decisions.ts'
import type { Exposure } from '../analysis/exposure.ts'
import type { Subject } from '../finding.ts'
import type { DecisionEntry } from '../manifest/manifest.ts'
import type { MatchSubject } from '../rules/match.ts'
import type { System } from '../system/system.ts'
import type { CheckInput } from './check.ts'

/** The exposures that a decision speaks of, whether or not it holds. */
export function exposuresOf({ system, analysis }: CheckInput, decision: DecisionEntry): Exposure[] {
  return analysis.exposures
    .filter(({ technique }) => covers(decision.technique, technique))
    .filter(({ technique, subject }) => speaksOf(decision, technique, matchSubject(system, subject)))
}

/** A subject by name as the part of the system that it names. */
export function matchSubject(system: System, { type, id }: Subject): MatchSubject {
  const component = type === 'component' ? system.componentById.get(id) : undefined
  if (component !== undefined) return { type: 'component', component }
  const flow = type === 'flow' ? system.flows.find((candidate) => candidate.id === id) : undefined
  return flow === undefined ? { type: 'system' } : { type: 'flow', flow }
}

/** One name for what a decision stands on: a flow can be named by its id or by its ends, the system by `*` or not at all. */
export function targetOf(system: System, decision: DecisionEntry): string {
  const name = decision.on ?? '*'
  const flow = system.flows.find(({ id }) => id === name)
  return flow === undefined ? name : `${flow.from.id} -> ${flow.to.id}`
}
