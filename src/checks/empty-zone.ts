import type { Check } from './check.ts'
import { aboutZone } from './subjects.ts'

export const emptyZone: Check = {
  id: 'empty-zone',
  group: 'completeness',
  title: 'Nobody is in a zone',
  severity: 'low',
  why: 'A zone is a trust boundary. One that nothing is in draws a boundary where there is none, and often means that a component was put into the wrong one.',
  fix: 'Put the components that run there into it (`zone: <id>`), or delete it.',
  find({ manifest, system }) {
    const inhabited = new Set(system.components.flatMap(({ zone }) => zone?.enclosing ?? []))
    // Of a control that stands there, `control-on-nothing` tells, with what follows from it.
    const guarded = new Set(
      Object.values(manifest.controls ?? {}).flatMap(({ on, status }) => (status === 'retired' ? [] : on)),
    )
    return [...system.zones.keys()]
      .filter((id) => !inhabited.has(id) && !guarded.has(id))
      .map((id) => ({ ...aboutZone(id), message: `No component is in zone '${id}'.` }))
  },
}
