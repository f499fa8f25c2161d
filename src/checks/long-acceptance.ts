import { type Severity, severities } from '../finding.ts'
import type { DecisionEntry } from '../manifest/manifest.ts'
import type { Check, CheckInput } from './check.ts'
import { daysBetween } from './dates.ts'
import { aboutDecision, decisionName } from './subjects.ts'

/** A year, leap years included. */
const longest = 366

export const longAcceptance: Check = {
  id: 'long-acceptance',
  group: 'decisions',
  title: 'A risk is accepted for too long',
  severity: 'low',
  why: 'The date is there so that somebody looks again while the reason is remembered. New techniques and new incidents come every month; more than a year ahead is as good as for ever. The configuration can set a shorter time for each severity (`longest-acceptance`).',
  fix: 'Choose an `expires` date at most a year after the decision.',
  find(input) {
    const { manifest, now } = input
    return (manifest.decisions ?? []).flatMap((decision, index) => {
      const { expires, decided, technique, treatment } = decision
      if (!endsByExpiry(decision) || expires === undefined) return []
      const days = daysBetween(decided ?? now, expires)
      const limit = limitFor(index, input)
      if (days <= limit.days) return []
      const message = `Decision '${treatment}' for ${decisionName(decision)} holds until ${expires}, ${days} days after ${decided === undefined ? 'today' : decided}${limit.words}.`
      return [{ ...aboutDecision(index, decision, 'expires'), message, technique, ...limit.change }]
    })
  },
}

interface Limit {
  readonly days: number
  /** The end of the message. */
  readonly words: string
  readonly change: { readonly fix?: string }
}

/** The configuration sets it by the worst of what is accepted. */
function limitFor(index: number, { analysis, longestAcceptance = {} }: CheckInput): Limit {
  const accepted = analysis.exposures.filter(({ decision }) => decision === index).map(({ severity }) => severity)
  const worst: Severity | undefined = severities.findLast((severity) => accepted.includes(severity))
  const days = worst && longestAcceptance[worst]
  if (days === undefined) return { days: longest, words: '', change: {} }
  const fix = `Choose an \`expires\` date at most ${days} days after the decision.`
  return { days, words: `; the configuration allows ${days} for a ${worst} risk`, change: { fix } }
}

function endsByExpiry({ treatment }: DecisionEntry): boolean {
  return treatment === 'accept' || treatment === 'transfer'
}
