import type { Check } from './check.ts'
import { exposuresOf } from './decided.ts'
import { aboutDecision, decisionName } from './subjects.ts'

export const lockedDecision: Check = {
  id: 'locked-decision',
  group: 'decisions',
  title: 'A decision is about what the configuration locks',
  severity: 'medium',
  why: 'The configuration names rules and techniques that nobody may excuse. A decision about one of them has no effect, and whoever reads it may believe that it has.',
  fix: 'Close the risk and delete the decision, or have the lock lifted by those who set it.',
  find(input) {
    const locked = new Set(input.lockedRules ?? [])
    if (locked.size === 0) return []
    return (input.manifest.decisions ?? []).flatMap((decision, index) => {
      const held = exposuresOf(input, decision).find(({ rule, status }) => locked.has(rule) && status !== 'mitigated')
      if (held === undefined) return []
      const message = `Decision '${decision.treatment}' for ${decisionName(decision)} has no effect where rule '${held.rule}' finds it: the configuration locks that.`
      return [{ ...aboutDecision(index, decision, 'treatment'), message, technique: decision.technique }]
    })
  },
}
