import type { Check } from './check.ts'
import { aboutControl } from './subjects.ts'

export const controlOnNothing: Check = {
  id: 'control-on-nothing',
  group: 'controls',
  title: 'A control stands on an empty place',
  severity: 'medium',
  why: 'A control on a zone covers the components in it. When there is none, the control stands nowhere, and what moved out of the zone has lost it without a trace.',
  fix: 'Name the components or flows that it protects now, or put them into the zone.',
  find({ analysis }) {
    return analysis.controls
      .filter(({ entry }) => entry.status !== 'retired')
      .flatMap(({ id, places }) =>
        places.flatMap(({ written, components, flows }, index) => {
          if (components.length + flows.length > 0) return []
          return [
            {
              ...aboutControl(id, 'on', index),
              message: `Control '${id}' stands on '${written}', where there is no component.`,
            },
          ]
        }),
      )
  },
}
