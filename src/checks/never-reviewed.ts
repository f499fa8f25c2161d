import type { Check } from './check.ts'
import { aboutSystem } from './subjects.ts'

export const neverReviewed: Check = {
  id: 'never-reviewed',
  group: 'review',
  title: 'The threat model was never reviewed',
  severity: 'low',
  why: 'A linter sees what is written down. That the map is true, and that nothing is missing from it, only people who know the system can say.',
  fix: 'Go through the manifest with its owners, then add `reviewed:` with the date, `catalog:` with the ATLAS release and `review-every: 90d`.',
  find({ manifest, catalog, now }) {
    const { name, reviewed } = manifest.system
    if (reviewed !== undefined) return []
    const fix = `Go through it with its owners, then add \`reviewed: ${now}\`, \`catalog: "${catalog.release}"\` and \`review-every: 90d\` under \`system\`.`
    return [{ ...aboutSystem(), message: `No review of the threat model of '${name}' is recorded.`, fix }]
  },
}
