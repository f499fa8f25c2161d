import type { Check } from './check.ts'
import { ownerChoice } from './sentences.ts'
import { aboutSystem } from './subjects.ts'

export const systemWithoutOwner: Check = {
  id: 'system-without-owner',
  group: 'owners',
  title: 'The system has no owner',
  severity: 'medium',
  why: 'Every open technique, every late control and every expired decision needs one team to go to. A system that belongs to everybody gets its risks looked at by nobody.',
  fix: 'Name the accountable team: `owner: <id>` under `system`, and its contact under `owners`.',
  find({ manifest }) {
    const { name, owner } = manifest.system
    if (owner !== undefined) return []
    const fix = `Add \`owner:\` under \`system\` with ${ownerChoice(manifest.owners)}.`
    return [{ ...aboutSystem(), message: `System '${name}' has no owner.`, fix }]
  },
}
