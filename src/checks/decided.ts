import { covers, isNamed } from '../analysis/controls.ts'
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

/** The subject of an exposure as the part of the system that it is. */
export function partOf(system: System, { subject, flow }: Exposure): MatchSubject {
  const found = flow === undefined ? undefined : system.flows[flow]
  return found === undefined ? matchSubject(system, subject) : { type: 'flow', flow: found }
}

/**
 * One name for what a decision stands on. A flow can be named by its id or by its ends, which name all flows between them; the system by
 * `*` or not at all.
 */
export function targetOf(system: System, decision: DecisionEntry): string {
  const name = decision.on ?? '*'
  const flows = system.flows.filter((flow) => isNamed(flow, name))
  return flows.length === 0 ? name : `flows ${flows.map(({ index }) => index).join(' ')}`
}
