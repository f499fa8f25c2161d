import { holdsOn, speaksOf } from '../analysis/decisions.ts'
import type { DecisionEntry } from '../manifest/manifest.ts'
import type { Check, CheckInput } from './check.ts'
import { exposuresOf, matchSubject } from './decided.ts'
import { aboutDecision, decisionName } from './subjects.ts'
import { unresolved } from './unresolved-decision.ts'

export const unusedDecision: Check = {
  id: 'unused-decision',
  group: 'decisions',
  title: 'No exposure needs a decision any more',
  severity: 'low',
  why: 'A decision that settles nothing is a blank cheque: when the technique comes back by a later change, it is accepted before anybody has seen it.',
  fix: 'Delete the decision.',
  find(input) {
    const lost = new Set(unresolved(input).map(({ index }) => index))
    return (input.manifest.decisions ?? []).flatMap((decision, index) => {
      // `unresolved-decision` tells why nothing can need it.
      if (lost.has(index)) return []
      // What has expired is told by `expired-decision`.
      if (!holdsOn(decision, input.now) || isAskedFor(decision, input)) return []
      const exposures = exposuresOf(input, decision)
      if (exposures.some(({ status }) => status !== 'mitigated')) return []
      const reason = exposures.length === 0 ? 'no rule finds that it applies there' : 'controls mitigate it there'
      const message = `Nothing needs the decision '${decision.treatment}' for ${decisionName(decision)}: ${reason}.`
      return [{ ...aboutDecision(index, decision, 'technique'), message, technique: decision.technique }]
    })
  },
}

/** A technique that could not be judged may need it. */
function isAskedFor(decision: DecisionEntry, { system, analysis }: CheckInput): boolean {
  return analysis.questions.some(({ technique, subject }) =>
    speaksOf(decision, technique, matchSubject(system, subject)),
  )
}
