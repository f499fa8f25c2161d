import type { DecisionEntry } from '../manifest/manifest.ts'
import type { MatchSubject } from '../rules/match.ts'
import type { System } from '../system/system.ts'
import { covers, isNamed } from './controls.ts'
import type { Status } from './exposure.ts'

/** True when a decision speaks of the technique on the subject. Without `on`, or with `*`, it speaks of the whole system. */
export function speaksOf(decision: DecisionEntry, technique: string, subject: MatchSubject): boolean {
  if (!covers(decision.technique, technique)) return false
  if (decision.on === undefined || decision.on === '*') return true
  if (subject.type === 'component') return subject.component.id === decision.on
  return subject.type === 'flow' && isNamed(subject.flow, decision.on)
}

/** The day after which a decision does not hold any more; undefined for those that hold for good. */
export function lastDay(decision: DecisionEntry): string | undefined {
  switch (decision.treatment) {
    case 'accept':
    case 'transfer':
      return decision.expires
    case 'mitigate':
      return decision.due
    default:
      return undefined
  }
}

/** True when the decision holds on that day; the last day counts. */
export function holdsOn(decision: DecisionEntry, now: string): boolean {
  const last = lastDay(decision)
  return last === undefined || last >= now
}

/** The status that a decision gives to an exposure. */
export function statusOf(decision: DecisionEntry): Status {
  switch (decision.treatment) {
    case 'accept':
    case 'transfer':
      return 'accepted'
    case 'mitigate':
      return 'planned'
    default:
      return 'not-applicable'
  }
}

/** The first decision that holds for the technique on the subject, by index; -1 when none does. */
export function decisionFor(system: System, technique: string, subject: MatchSubject, now: string): number {
  return (system.manifest.decisions ?? []).findIndex(
    (decision) => speaksOf(decision, technique, subject) && holdsOn(decision, now),
  )
}
