import type { DecisionEntry } from '../manifest/manifest.ts'
import type { Check } from './check.ts'
import { daysBetween } from './dates.ts'
import { aboutDecision, decisionName } from './subjects.ts'

/** A year, leap years included. */
const longest = 366

export const longAcceptance: Check = {
  id: 'long-acceptance',
  group: 'decisions',
  title: 'A risk is accepted for longer than a year',
  severity: 'low',
  why: 'The date is there so that somebody looks again while the reason is remembered. New techniques and new incidents come every month; more than a year ahead is as good as for ever.',
  fix: 'Choose an `expires` date at most a year after the decision.',
  find({ manifest, now }) {
    return (manifest.decisions ?? []).flatMap((decision, index) => {
      const { expires, decided, technique, treatment } = decision
      if (!endsByExpiry(decision) || expires === undefined) return []
      const days = daysBetween(decided ?? now, expires)
      if (days <= longest) return []
      const message = `Decision '${treatment}' for ${decisionName(decision)} holds until ${expires}, ${days} days after ${decided === undefined ? 'today' : decided}.`
      return [{ ...aboutDecision(index, decision, 'expires'), message, technique }]
    })
  },
}

function endsByExpiry({ treatment }: DecisionEntry): boolean {
  return treatment === 'accept' || treatment === 'transfer'
}
