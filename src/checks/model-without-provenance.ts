import { componentsWithout } from './asked.ts'
import type { Check } from './check.ts'
import { aboutComponent } from './subjects.ts'

export const modelWithoutProvenance: Check = {
  id: 'model-without-provenance',
  group: 'completeness',
  title: 'A model has no provenance',
  severity: 'low',
  why: 'A model from an unvetted publisher can carry a backdoor or code that runs when it is loaded, one of our own can be poisoned in training, one of a vendor can change overnight. Which of these is a question here depends on who made it.',
  fix: 'Add `provenance: first-party | vendor | open-source | public` (one of them) to the model.',
  find(input) {
    return componentsWithout(input, 'provenance')
      .filter(({ kinds }) => kinds.includes('model'))
      .map(({ id, kind }) => ({ ...aboutComponent(id), message: `Model '${id}' (${kind}) does not say who made it.` }))
  },
}
