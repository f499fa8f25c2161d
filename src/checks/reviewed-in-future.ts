import type { Check } from './check.ts'
import { aboutSystem } from './subjects.ts'

export const reviewedInFuture: Check = {
  id: 'reviewed-in-future',
  group: 'review',
  title: 'The review lies in the future',
  severity: 'low',
  why: '`reviewed` says when people last looked. A day that has not come is a slip of the pen or a plan, and puts off the next reminder.',
  fix: 'Set `reviewed:` to the day of the last review that took place.',
  find({ manifest, now }) {
    const { reviewed } = manifest.system
    if (reviewed === undefined || reviewed <= now) return []
    return [
      { ...aboutSystem('reviewed'), message: `The review of ${reviewed} has not taken place yet: today is ${now}.` },
    ]
  },
}
