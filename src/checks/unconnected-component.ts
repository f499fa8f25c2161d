import type { Check } from './check.ts'
import { aboutComponent } from './subjects.ts'

export const unconnectedComponent: Check = {
  id: 'unconnected-component',
  group: 'completeness',
  title: 'Nothing is connected to a component',
  severity: 'low',
  why: 'Every path that an attacker can take is found over flows. A component without any is on no path, so it looks safe whatever it is.',
  fix: 'Draw what goes in and out of it under `flows`, or delete it.',
  find({ manifest, system }) {
    const granted = new Set(Object.values(manifest.data ?? {}).flatMap(({ grants }) => grants ?? []))
    return system.components
      .filter(({ id, movesIn, movesOut }) => movesIn.length === 0 && movesOut.length === 0 && !granted.has(id))
      .map(({ id, kind }) => ({
        ...aboutComponent(id),
        message: `No flow touches '${id}' (${kind}), and no other component refers to it.`,
      }))
  },
}
