import { componentsWithout } from './asked.ts'
import type { Check } from './check.ts'
import { listed } from './sentences.ts'
import { aboutComponent, aboutSystem } from './subjects.ts'

export const componentWithoutZone: Check = {
  id: 'component-without-zone',
  group: 'completeness',
  title: 'A component is in no zone',
  severity: 'low',
  why: 'A flow between two zones crosses a trust boundary. Without a zone at each end nobody can say whether it does, nor who may act where the component runs.',
  fix: 'Add `zone: <id>` to the component; describe its zone under `zones`, with its `trust`.',
  find(input) {
    const zones = [...input.system.zones.keys()]
    // Without any zone this is one thing to do, not one for each component.
    if (zones.length === 0) {
      const message = 'No zone is described, so no flow is known to cross a trust boundary.'
      return [
        {
          ...aboutSystem(),
          message,
          fix: 'Add `zones:` with one entry for each side of a trust boundary (`internet: { trust: untrusted }`), and `zone:` to the components.',
        },
      ]
    }
    return componentsWithout(input, 'zone').map(({ id }) => ({
      ...aboutComponent(id),
      message: `Component '${id}' is in no zone.`,
      fix: `Add \`zone:\` to it with one of ${listed(zones)}.`,
    }))
  },
}
