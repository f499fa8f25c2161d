import type { Drawing } from './drawing.ts'
import { reached } from './outline.ts'
import type { Curve, PlacedEdge, Placement, Point } from './placement.ts'

/** The same with every line drawn on to the outlines of its ends. */
export function touching(placement: Placement, drawing: Drawing): Placement {
  const at = new Map(
    drawing.components.map(({ id, shape }, index) => [id, { shape, box: placement.components[index] }]),
  )
  const onto = (component: string) => (tip: Point) => {
    const { shape, box } = at.get(component) ?? {}
    return shape === undefined || box === undefined ? tip : reached(tip, shape, box)
  }
  const edges = (placed: readonly PlacedEdge[], ends: readonly { readonly from: string; readonly to: string }[]) =>
    placed.map((edge, index): PlacedEdge => {
      const { from, to } = ends[index] ?? { from: '', to: '' }
      return { ...edge, curves: withEnds(edge.curves, onto(from), onto(to)) }
    })
  return {
    ...placement,
    flows: edges(placement.flows, drawing.flows),
    ties: edges(placement.ties, drawing.ties),
  }
}

type Move = (tip: Point) => Point

function withEnds(curves: readonly Curve[], first: Move, last: Move): Curve[] {
  return curves.map((curve, index) =>
    curve.map((point, at) => {
      if (index === 0 && at === 0) return first(point)
      return index === curves.length - 1 && at === curve.length - 1 ? last(point) : point
    }),
  )
}
