import { worstStatuses } from '../analysis/coverage.ts'
import type { Check } from './check.ts'
import { aboutSystem } from './subjects.ts'

export const tooLittleMitigated: Check = {
  id: 'too-little-mitigated',
  group: 'coverage',
  title: 'Less is mitigated than the configuration asks for',
  severity: 'medium',
  why: 'The configuration sets a share of the applicable techniques that has to be mitigated. A technique counts when it is mitigated on everything that it applies to; what was decided not to apply is left out.',
  fix: 'Work through the fix plan from the top: it closes most with least.',
  find({ analysis, minimumMitigated }) {
    if (minimumMitigated === undefined) return []
    const worst = worstStatuses(analysis.exposures.filter(({ status }) => status !== 'not-applicable'))
    const mitigated = [...worst.values()].filter((status) => status === 'mitigated').length
    if (worst.size === 0 || mitigated >= minimumMitigated * worst.size) return []
    const share = Math.floor((mitigated * 100) / worst.size)
    const asked = Math.round(minimumMitigated * 1000) / 10
    const message = `${mitigated} of ${worst.size} applicable techniques are mitigated (${share}%); the configuration asks for ${asked}%.`
    return [{ ...aboutSystem(), message }]
  },
}
