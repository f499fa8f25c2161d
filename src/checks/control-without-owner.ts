import type { Check } from './check.ts'
import { ownerChoice } from './sentences.ts'
import { aboutControl } from './subjects.ts'

export const controlWithoutOwner: Check = {
  id: 'control-without-owner',
  group: 'owners',
  title: 'A control has no owner',
  severity: 'low',
  why: 'A defence wears out: filters are switched off during an incident, allow-lists grow, thresholds drift. It stays what the manifest says only while somebody looks after it, also where a supplier runs it.',
  fix: 'Add `owner: <id>` to the control, or `status: retired` where it is gone.',
  find({ manifest }) {
    return Object.entries(manifest.controls ?? {})
      .filter(([, { owner, status }]) => owner === undefined && status !== 'retired')
      .map(([id, { status }]) => ({
        ...aboutControl(id),
        message: `Control '${id}' is ${status} and has no owner.`,
        fix: `Add \`owner:\` to it with ${ownerChoice(manifest.owners)}.`,
      }))
  },
}
