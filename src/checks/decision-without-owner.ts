import type { Check } from './check.ts'
import { ownerChoice } from './sentences.ts'
import { aboutDecision, decisionName } from './subjects.ts'

export const decisionWithoutOwner: Check = {
  id: 'decision-without-owner',
  group: 'owners',
  title: 'A decision has no owner',
  severity: 'low',
  why: 'A decision takes a technique off the list of open work. When the system changes, somebody has to say whether its reason still holds, and that is the one who decided.',
  fix: 'Add `owner: <id>` to the decision.',
  find({ manifest }) {
    return (manifest.decisions ?? []).flatMap((decision, index) => {
      if (decision.owner !== undefined) return []
      const message = `Decision '${decision.treatment}' for ${decisionName(decision)} has no owner.`
      const fix = `Add \`owner:\` to it with ${ownerChoice(manifest.owners)}.`
      return [{ ...aboutDecision(index, decision), message, fix, technique: decision.technique }]
    })
  },
}
