import { statusWords } from '../report/words.ts'
import { element, textElement } from '../report/xml.ts'
import type { DrawnComponent, Mark, Shape } from './drawing.ts'
import { badgeText, componentBlock } from './measured.ts'
import type { Box } from './placement.ts'
import { tenths } from './shift.ts'
import { markClasses, textLines } from './svg-text.ts'

export function componentGroup(component: DrawnComponent, box: Box | undefined): string {
  if (box === undefined) throw new Error(`the component ${component.id} has no place`)
  const { id, name, kind, shape, isAi, mark } = component
  const block = componentBlock(component)
  return element(
    'g',
    { class: `component ${shape}${isAi ? ' ai' : ''}${markClasses(mark)}`, 'data-component': id, 'data-kind': kind },
    [
      textElement('title', {}, `${name}${name === id ? '' : ` (${id})`}, ${kind}${markWords(mark)}`),
      ...outline(shape, box),
      ...(isAi ? [spark({ x: box.x + sparkAt[shape], y: box.y + 11 })] : []),
      ...textLines(block, box, mark),
    ],
  )
}

/** For a tooltip: what the badge means here. */
export function markWords(mark: Mark | undefined): string {
  return mark === undefined ? '' : `: ${badgeText(mark)}, ${statusWords[mark.status]}`
}

const sparkAt: Readonly<Record<Shape, number>> = { actor: 11, process: 11, store: 11, model: 20, agent: 14 }

/** The outline of a shape; the first element is what is coloured. */
export function outline(shape: Shape, box: Box): string[] {
  if (shape === 'model') return [path(hexagon(box), 'outline')]
  if (shape === 'store') return [path(cylinder(box), 'outline'), path(lid(box), 'outline open')]
  const { x, y, width, height } = box
  const rx = shape === 'actor' ? 0 : 12
  const outer = element('rect', { class: 'outline', x, y, width, height, rx })
  if (shape !== 'agent') return [outer]
  const inner = { x: tenths(x + 4), y: tenths(y + 4), width: tenths(width - 8), height: tenths(height - 8), rx: rx - 4 }
  return [outer, element('rect', { class: 'inner', ...inner })]
}

function path(d: string, name: string): string {
  return element('path', { class: name, d })
}

const slant = 14
const lidHeight = 6

function hexagon({ x, y, width, height }: Box): string {
  const middle = tenths(y + height / 2)
  const right = tenths(x + width)
  return `M${x} ${middle}L${tenths(x + slant)} ${y}H${tenths(right - slant)}L${right} ${middle}L${tenths(right - slant)} ${tenths(y + height)}H${tenths(x + slant)}Z`
}

function cylinder({ x, y, width, height }: Box): string {
  const arc = `A${tenths(width / 2)} ${lidHeight} 0 0 1`
  const right = tenths(x + width)
  const top = tenths(y + lidHeight)
  const bottom = tenths(y + height - lidHeight)
  return `M${x} ${top}${arc} ${right} ${top}V${bottom}${arc} ${x} ${bottom}Z`
}

function lid({ x, y, width }: Box): string {
  const top = tenths(y + lidHeight)
  return `M${x} ${top}A${tenths(width / 2)} ${lidHeight} 0 0 0 ${tenths(x + width)} ${top}`
}

/** A star of four points, the sign of what is AI. */
export function spark({ x, y }: { readonly x: number; readonly y: number }): string {
  const at = (dx: number, dy: number) => `${tenths(x + dx)} ${tenths(y + dy)}`
  return path(
    `M${at(0, -6)}Q${at(1, -1)} ${at(6, 0)}Q${at(1, 1)} ${at(0, 6)}Q${at(-1, 1)} ${at(-6, 0)}Q${at(-1, -1)} ${at(0, -6)}Z`,
    'spark',
  )
}
