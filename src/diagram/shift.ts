import type { Box, PlacedEdge, Placement, Point } from './placement.ts'

/** The same, moved. */
export function shifted(placement: Placement, by: Point): Placement {
  const point = ({ x, y }: Point): Point => ({ x: tenths(x + by.x), y: tenths(y + by.y) })
  const box = (old: Box): Box => ({ ...old, ...point(old) })
  const edge = ({ curves, label }: PlacedEdge): PlacedEdge => ({
    curves: curves.map((curve) => curve.map(point)),
    ...(label === undefined ? {} : { label: box(label) }),
  })
  return {
    ...placement,
    zones: placement.zones.map(box),
    components: placement.components.map(box),
    flows: placement.flows.map(edge),
    ties: placement.ties.map(edge),
  }
}

/** Tenths of a pixel: nobody sees more. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
