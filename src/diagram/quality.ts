import { flattened } from './curve.ts'
import type { Placement, Point } from './placement.ts'

/** How well a drawing can be read: how large it can be shown on a screen and on a sheet, and how often lines cross. Larger is better. */
export function quality(placement: Placement): number {
  const lines = [...placement.flows, ...placement.ties].map(({ curves }) => curves.flatMap(flattened))
  return scale(placement) / (1 + countCrossings(lines) / Math.max(1, lines.length))
}

function scale({ width, height }: Placement): number {
  const [onScreen, onSheet] = [Math.min(16 / width, 9 / height), Math.min(9 / width, 16 / height)]
  return (onScreen + onSheet) / 2
}

/** How many pairs of lines cross. */
export function countCrossings(lines: readonly (readonly Point[])[]): number {
  return lines.reduce(
    (sum, one, index) => sum + lines.slice(index + 1).filter((other) => !apart(one, other) && cross(one, other)).length,
    0,
  )
}

/** True when not even the boxes around two lines touch. */
function apart(one: readonly Point[], other: readonly Point[]): boolean {
  return (['x', 'y'] as const).some((axis) => {
    const [these, those] = [one, other].map((line) => line.map((point) => point[axis])) as [number[], number[]]
    return Math.max(...these) < Math.min(...those) || Math.max(...those) < Math.min(...these)
  })
}

function cross(one: readonly Point[], other: readonly Point[]): boolean {
  return one.some((end, index) => {
    const begin = one[index - 1]
    return begin !== undefined && other.some((far, at) => meet([begin, end], [other[at - 1] ?? far, far]))
  })
}

type Piece = readonly [begin: Point, end: Point]

function meet([a, b]: Piece, [c, d]: Piece): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** On which side of the way from `a` to `b` a point is. */
function side(a: Point, b: Point, { x, y }: Point): number {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
}
