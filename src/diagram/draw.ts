import type { Component, Flow, System } from '../system/system.ts'
import type { Drawing, DrawnComponent, DrawnFlow, DrawnTie, DrawnZone, Mark } from './drawing.ts'
import { type Exposed, markKey, marksOf } from './mark.ts'
import { isAi, shapeOf } from './shape.ts'

/** A system as a drawing; without exposures nothing is marked. */
export function draw(system: System, exposures?: readonly Exposed[]): Drawing {
  const marks = marksOf(exposures ?? [])
  const marked = (type: string, id: string): { mark?: Mark } => {
    const mark = marks.get(markKey(type, id))
    return mark === undefined ? {} : { mark }
  }
  return {
    title: system.manifest.system.name,
    marked: exposures !== undefined,
    ...marked('system', 'system'),
    zones: drawnZones(system),
    components: system.components.map((component) => ({ ...drawn(component), ...marked('component', component.id) })),
    flows: system.flows.map((flow) => ({ ...drawnFlow(flow), ...marked('flow', flow.id) })),
    ties: drawnTies(system),
  }
}

/** A zone that nothing lies in is not drawn. */
function drawnZones({ zones, components }: System): DrawnZone[] {
  const used = new Set(components.flatMap(({ zone }) => zone?.enclosing ?? []))
  return [...zones.values()]
    .filter(({ id }) => used.has(id))
    .map(({ id, entry, enclosing: [, within] }) => ({
      id,
      trust: entry.trust,
      ...(within === undefined ? {} : { within }),
    }))
}

function drawn({ id, kind, entry, zone }: Component): DrawnComponent {
  return {
    id,
    name: entry.name ?? id,
    kind,
    shape: shapeOf(kind),
    isAi: isAi(kind),
    ...(zone === undefined ? {} : { zone: zone.id }),
  }
}

function drawnFlow({ id, from, to, entry, crosses }: Flow): DrawnFlow {
  return { id, from: from.id, to: to.id, carries: entry.carries ?? [], returns: entry.returns ?? [], crosses }
}

function drawnTies({ moves }: System): DrawnTie[] {
  return moves
    .filter(({ flow }) => flow === undefined)
    .map(({ kind, from, to }) => ({ kind, from: from.id, to: to.id }))
}
