import { holdsOn, lastDay } from '../analysis/decisions.ts'
import type { Exposure } from '../analysis/exposure.ts'
import { isSettled } from '../analysis/exposure-findings.ts'
import { atLeast } from '../finding.ts'
import type { DecisionEntry } from '../manifest/manifest.ts'
import type { Check, CheckFinding, CheckInput } from './check.ts'
import { exposuresOf } from './decided.ts'
import { aboutDecision, decisionName } from './subjects.ts'

export const expiredDecision: Check = {
  id: 'expired-decision',
  group: 'decisions',
  title: 'A decision has expired',
  severity: 'medium',
  why: "A risk is accepted for a time, and a promise to mitigate has a date, so that somebody looks again. Past that day the decision does not hold, and what it settled is open. Where that leaves something high or critical, so is this finding's severity: high.",
  fix: 'Close the risk and delete the decision, or decide again with a new date and say why it may wait longer.',
  find(input) {
    return (input.manifest.decisions ?? []).flatMap((decision, index) =>
      holdsOn(decision, input.now) ? [] : [findingOf(decision, index, input)],
    )
  },
}

function findingOf(decision: DecisionEntry, index: number, input: CheckInput): CheckFinding {
  const { treatment, technique } = decision
  const open = exposuresOf(input, decision).filter(isOpen)
  const ending =
    treatment === 'mitigate' ? `was to be mitigated by ${lastDay(decision)}` : `has expired on ${lastDay(decision)}`
  const named =
    treatment === 'mitigate' ? decisionName(decision) : `Decision '${treatment}' for ${decisionName(decision)}`
  return {
    ...aboutDecision(index, decision, treatment === 'mitigate' ? 'due' : 'expires'),
    severity: open.some(({ severity }) => atLeast(severity, 'high')) ? 'high' : 'medium',
    message: `${named} ${ending}${open.length === 0 ? '' : `, and ${technique} is open`}.`,
    technique,
    ...(open.length === 0 ? { fix: 'Delete the decision: nothing that it settled is open.' } : {}),
  }
}

/** A control that is planned for it takes over from the decision. */
const isOpen = (exposure: Exposure): boolean => !isSettled(exposure) && exposure.status !== 'planned'
