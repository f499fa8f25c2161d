import { type Severity, severities } from '../finding.ts'
import type { Check, CheckInput } from './check.ts'
import { aboutDecision, decisionName } from './subjects.ts'

export const unapprovedAcceptance: Check = {
  id: 'unapproved-acceptance',
  group: 'decisions',
  title: 'A grave risk is accepted without approval',
  severity: 'medium',
  why: 'To live with a high or critical risk is not for the team alone to say that would have to do the work of closing it. A second name shows that somebody who answers for the consequences has agreed.',
  fix: 'Have it approved and add `approved-by:`, by someone other than the owner of the decision.',
  find(input) {
    return (input.manifest.decisions ?? []).flatMap((decision, index) => {
      const { owner, technique } = decision
      const approver = decision['approved-by']
      const worst = worstAccepted(input, index)
      if (worst === undefined || (approver !== undefined && approver !== owner)) return []
      const lack = approver === undefined ? 'without approval' : `with no approval but that of its owner '${owner}'`
      const message = `The ${worst} risk ${decisionName(decision)} is accepted ${lack}.`
      return [
        { ...aboutDecision(index, decision, approver === undefined ? 'treatment' : 'approved-by'), message, technique },
      ]
    })
  },
}

/** The worst severity that the decision accepts, if that is high or critical. */
function worstAccepted({ manifest, analysis }: CheckInput, index: number): Severity | undefined {
  if (manifest.decisions?.[index]?.treatment !== 'accept') return undefined
  const accepted = analysis.exposures.filter(({ decision }) => decision === index).map(({ severity }) => severity)
  return severities.slice(severities.indexOf('high')).findLast((severity) => accepted.includes(severity))
}
