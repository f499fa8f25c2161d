import type { Check } from './check.ts'
import { listed, ownerChoice } from './sentences.ts'
import { aboutData } from './subjects.ts'

export const dataWithoutOwner: Check = {
  id: 'data-without-owner',
  group: 'owners',
  title: 'Data has no owner',
  severity: 'low',
  why: 'Data is copied into indexes, prompts and training sets, and its classification has to hold in every copy. Only its owner can say who may read it, how long it is kept, and whether a model may learn from it.',
  fix: 'Add `owner: <id>` to the data.',
  find({ manifest }) {
    return Object.entries(manifest.data ?? {})
      .filter(([, { owner }]) => owner === undefined)
      .map(([id, { classification, personal }]) => {
        const about = [classification ?? '', personal === true ? 'personal' : ''].filter((word) => word !== '')
        const message = `Data '${id}'${about.length === 0 ? '' : ` (${listed(about)})`} has no owner.`
        return { ...aboutData(id), message, fix: `Add \`owner:\` to it with ${ownerChoice(manifest.owners)}.` }
      })
  },
}
