import { holdsOn } from '../analysis/decisions.ts'
import type { Check, CheckFinding } from './check.ts'
import { targetOf } from './decided.ts'
import { aboutDecision, decisionName } from './subjects.ts'

export const duplicateDecision: Check = {
  id: 'duplicate-decision',
  group: 'decisions',
  title: 'Two decisions speak of the same',
  severity: 'low',
  why: 'Of two decisions for one technique on one target only the first is used. The other looks as if it counted, and when the two differ nobody can tell which was meant.',
  fix: 'Keep the one that is meant and delete the other.',
  find({ manifest, system, now }) {
    const first = new Map<string, number>()
    const findings: CheckFinding[] = []
    for (const [index, decision] of (manifest.decisions ?? []).entries()) {
      // An expired one has been replaced, not doubled; `expired-decision` tells of it.
      if (!holdsOn(decision, now)) continue
      const key = `${decision.technique} ${targetOf(system, decision)}`
      const earlier = first.get(key)
      if (earlier === undefined) first.set(key, index)
      else {
        findings.push({
          ...aboutDecision(index, decision, 'technique'),
          message: `There is a decision for ${decisionName(decision)} already, and only the first counts.`,
          technique: decision.technique,
          related: [{ place: { path: ['decisions', earlier, 'technique'] }, note: 'the first' }],
        })
      }
    }
    return findings
  },
}
