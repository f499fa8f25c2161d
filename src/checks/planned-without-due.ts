import type { Check } from './check.ts'
import { aboutControl } from './subjects.ts'

export const plannedWithoutDue: Check = {
  id: 'planned-without-due',
  group: 'controls',
  title: 'A planned control has no date',
  severity: 'low',
  why: 'A plan with a date excuses an open technique until then; one without is a wish, and excuses nothing.',
  fix: 'Add `due: YYYY-MM-DD`.',
  find({ manifest }) {
    return Object.entries(manifest.controls ?? {})
      .filter(([, { status, due }]) => status === 'planned' && due === undefined)
      .map(([id]) => ({ ...aboutControl(id), message: `Control '${id}' is planned, and nobody says for when.` }))
  },
}
