import type { Box, Curve, Point } from './placement.ts'
import { tenths } from './shift.ts'

/** The same as a chain of points, twelve for each curve: enough to see what it meets. */
export function flattened(curve: Curve): Point[] {
  const points = curve.slice(0, 1)
  for (let index = 0; index + 3 < curve.length; index += 3) {
    const [a, b, c, d] = curve.slice(index, index + 4) as [Point, Point, Point, Point]
    for (let step = 1; step <= 12; step += 1) points.push(between([a, b, c, d], step / 12))
  }
  return points
}

function between([a, b, c, d]: readonly [Point, Point, Point, Point], t: number): Point {
  const u = 1 - t
  const mix = (key: 'x' | 'y') =>
    u * u * u * a[key] + 3 * u * u * t * b[key] + 3 * u * t * t * c[key] + t * t * t * d[key]
  return { x: mix('x'), y: mix('y') }
}

/** For the `d` of a path. */
export function pathOf([first, ...rest]: Curve): string {
  if (first === undefined) return ''
  return `M${first.x} ${first.y}C${rest.map(({ x, y }) => `${x} ${y}`).join(' ')}`
}

/** Where a line goes through the border of a box. */
export function onBorder(curve: Curve, box: Box): Point[] {
  const points = flattened(curve)
  return points.slice(1).flatMap((end, index) => {
    const begin = points[index] as Point
    return isInside(begin, box) === isInside(end, box) ? [] : [meeting(begin, end, box)]
  })
}

export function isInside({ x, y }: Point, { x: left, y: top, width, height }: Box): boolean {
  return x > left && x < left + width && y > top && y < top + height
}

/** By halves: exact enough for a mark, and the same for every direction. */
function meeting(begin: Point, end: Point, box: Box): Point {
  let [one, other] = [begin, end]
  const first = isInside(begin, box)
  for (let step = 0; step < 12; step += 1) {
    const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }
    if (isInside(middle, box) === first) one = middle
    else other = middle
  }
  return { x: tenths(other.x), y: tenths(other.y) }
}
