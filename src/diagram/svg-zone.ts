import { element, textElement } from '../report/xml.ts'
import type { Drawing, DrawnZone } from './drawing.ts'
import { zoneBlock } from './measured.ts'
import type { Box, Placement } from './placement.ts'
import { tenths } from './shift.ts'
import { textLines } from './svg-text.ts'

/** Zones, each before those in it. */
export function zoneGroups({ zones }: Drawing, placed: Placement): string[] {
  const byId = new Map(zones.map((zone) => [zone.id, zone]))
  const depth = (zone: DrawnZone | undefined): number =>
    zone === undefined ? 0 : 1 + depth(byId.get(zone.within ?? ''))
  return zones
    .map((zone, index) => ({ zone, box: placed.zones[index], depth: depth(zone) }))
    .sort((one, other) => one.depth - other.depth)
    .map(({ zone, box }) => zoneGroup(zone, box))
}

function zoneGroup({ id, trust }: DrawnZone, box: Box | undefined): string {
  if (box === undefined) throw new Error(`the zone ${id} has no place`)
  const { x, y, width, height } = box
  return element('g', { class: `zone trust-${trust}`, 'data-zone': id }, [
    textElement('title', {}, `zone ${id}, trust: ${trust}`),
    element('rect', { class: 'boundary', x, y, width, height, rx: 6 }),
  ])
}

/** Their names, which stand above the flows that come in at the top. */
export function zoneTitles({ zones }: Drawing, placed: Placement): string[] {
  return zones.flatMap((zone, index) => {
    const at = placed.zones[index]
    if (at === undefined) return []
    const { width, height, ...block } = zoneBlock(zone)
    const box = { x: tenths(at.x + 6), y: tenths(at.y + 5), width: width + 8, height }
    const plate = element('rect', { class: 'zone-plate', ...box, rx: 4 })
    return [element('g', { class: 'zone-title' }, [plate, ...textLines({ width, height, ...block }, box, undefined)])]
  })
}
