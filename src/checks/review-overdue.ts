import type { Check } from './check.ts'
import { dayAfter, daysBetween } from './dates.ts'
import { counted } from './sentences.ts'
import { aboutSystem } from './subjects.ts'

/** Where no rhythm is stated. */
const longestSilence = 365

export const reviewOverdue: Check = {
  id: 'review-overdue',
  group: 'review',
  title: 'A review is overdue',
  severity: 'medium',
  why: 'Systems grow between reviews: a new tool, a new index, a new audience. Past the rhythm that its owners chose (`review-every`) the manifest describes what the system was. Where no rhythm is stated, a year without review is reported, as low.',
  fix: 'Review the manifest with its owners and set `reviewed:` to the date.',
  find({ manifest, now }) {
    const { reviewed } = manifest.system
    const every = manifest.system['review-every']
    if (reviewed === undefined) return []
    const due = dayAfter(reviewed, every ?? `${longestSilence}d`)
    if (due === undefined || due >= now) return []
    const late = counted(daysBetween(due, now), 'day')
    const message =
      every === undefined
        ? `The last review was on ${reviewed}, more than a year ago.`
        : `The last review was on ${reviewed}; by \`review-every: ${every}\` the next was due on ${due}, ${late} ago.`
    return [{ ...aboutSystem('reviewed'), severity: every === undefined ? 'low' : 'medium', message }]
  },
}
