import { element } from '../report/xml.ts'
import type { Shape } from './drawing.ts'
import type { Box, Point } from './placement.ts'
import { tenths } from './shift.ts'

const slant = 14
const lidHeight = 6
const radius: Readonly<Record<Exclude<Shape, 'model' | 'store'>, number>> = { actor: 0, process: 12, agent: 12 }

/** The outline of a shape; the first element is what is coloured. */
export function outline(shape: Shape, box: Box): string[] {
  if (shape === 'model') return [path(hexagon(box), 'outline')]
  if (shape === 'store') return [path(cylinder(box), 'outline'), path(lid(box), 'rim')]
  const { x, y, width, height } = box
  const rx = radius[shape]
  const outer = element('rect', { class: 'outline', x, y, width, height, rx })
  if (shape !== 'agent') return [outer]
  const inner = { x: tenths(x + 4), y: tenths(y + 4), width: tenths(width - 8), height: tenths(height - 8), rx: rx - 4 }
  return [outer, element('rect', { class: 'rim', ...inner })]
}

/** A star of four points, the sign of what is AI. */
export function spark({ x, y }: Point): string {
  const at = (dx: number, dy: number) => `${tenths(x + dx)} ${tenths(y + dy)}`
  return path(
    `M${at(0, -6)}Q${at(1, -1)} ${at(6, 0)}Q${at(1, 1)} ${at(0, 6)}Q${at(-1, 1)} ${at(-6, 0)}Q${at(-1, -1)} ${at(0, -6)}Z`,
    'spark',
  )
}

export function path(d: string, name: string): string {
  return element('path', { class: name, d })
}

function hexagon({ x, y, width, height }: Box): string {
  const middle = tenths(y + height / 2)
  const [left, right] = [tenths(x + slant), tenths(x + width - slant)]
  return `M${x} ${middle}L${left} ${y}H${right}L${tenths(x + width)} ${middle}L${right} ${tenths(y + height)}H${left}Z`
}

function cylinder({ x, y, width, height }: Box): string {
  const arc = `A${tenths(width / 2)} ${lidHeight} 0 0 1`
  const [right, top, bottom] = [tenths(x + width), tenths(y + lidHeight), tenths(y + height - lidHeight)]
  return `M${x} ${top}${arc} ${right} ${top}V${bottom}${arc} ${x} ${bottom}Z`
}

function lid({ x, y, width }: Box): string {
  const top = tenths(y + lidHeight)
  return `M${x} ${top}A${tenths(width / 2)} ${lidHeight} 0 0 0 ${tenths(x + width)} ${top}`
}

/** A line ends at the box around a shape; from there it goes on to the outline, which lies inside at the corners. */
export function reached(tip: Point, shape: Shape, box: Box): Point {
  const fromSide = Math.min(Math.abs(tip.x - box.x), Math.abs(tip.x - box.x - box.width))
  const fromEnd = Math.min(Math.abs(tip.y - box.y), Math.abs(tip.y - box.y - box.height))
  const inwards = { x: tip.x < box.x + box.width / 2 ? 1 : -1, y: tip.y < box.y + box.height / 2 ? 1 : -1 }
  if (fromSide <= fromEnd) return { x: tenths(tip.x + inwards.x * sideInset(shape, fromEnd, box)), y: tip.y }
  return { x: tip.x, y: tenths(tip.y + inwards.y * endInset(shape, fromSide, box)) }
}

/** How far the outline lies inside the left or right side, at a distance from the nearest corner. */
function sideInset(shape: Shape, distance: number, { height }: Box): number {
  if (shape === 'model') return slant * Math.max(0, 1 - distance / (height / 2))
  return shape === 'store' ? 0 : roundness(radius[shape], distance)
}

/** The same of the upper or lower end. */
function endInset(shape: Shape, distance: number, { width, height }: Box): number {
  if (shape === 'model') return (height / 2) * Math.max(0, 1 - distance / slant)
  if (shape !== 'store') return roundness(radius[shape], distance)
  return (roundness(width / 2, distance) * lidHeight) / (width / 2)
}

function roundness(of: number, distance: number): number {
  const across = Math.max(0, of - distance)
  return of - Math.sqrt(of * of - across * across)
}
