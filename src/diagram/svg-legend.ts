import { severities } from '../finding.ts'
import { element, textElement } from '../report/xml.ts'
import { type Drawing, type Level, levelOf, type Shape } from './drawing.ts'
import type { Point } from './placement.ts'
import { outline, spark } from './svg-component.ts'
import { crossingAt } from './svg-flow.ts'
import { textWidth } from './text-size.ts'

interface Item {
  readonly text: string
  /** Draws the sample in a field of 30 by 18 pixels. */
  readonly sample: (at: Point) => string[]
  /** Classes around it. */
  readonly name?: string
}

export interface Legend {
  readonly svg: string
  readonly height: number
}

const shapeWords: Readonly<Record<Shape, string>> = {
  actor: 'external entity',
  process: 'process',
  store: 'data store',
  model: 'model',
  agent: 'agent',
}
const rowHeight = 26

/** What the signs mean that occur in the drawing. */
export function legend(drawing: Drawing, at: Point, width: number): Legend {
  let { x, y } = { x: at.x, y: at.y + 8 }
  const parts: string[] = []
  for (const group of [signs(drawing), levels(drawing)]) {
    for (const { text, sample, name } of group) {
      const wide = 30 + 8 + textWidth(text, { size: 11 }) + 18
      if (x > at.x && x + wide > at.x + width) {
        x = at.x
        y += rowHeight
      }
      const words = textElement('text', { class: 'legend-text', x: Math.ceil(x + 38), y: y + 13 }, text)
      parts.push(element('g', name === undefined ? {} : { class: name }, [...sample({ x: Math.ceil(x), y }), words]))
      x += wide
    }
    if (group.length > 0) {
      x = at.x
      y += rowHeight
    }
  }
  return { svg: element('g', { class: 'legend' }, parts), height: y - at.y }
}

function signs({ components, flows, ties }: Drawing): Item[] {
  const shapes = (Object.keys(shapeWords) as Shape[]).filter((shape) => components.some((each) => each.shape === shape))
  return [
    ...shapes.map(
      (shape): Item => ({
        text: shapeWords[shape],
        name: shape,
        sample: ({ x, y }) => outline(shape, { x: x + 1, y: y + 1, width: 28, height: 17 }),
      }),
    ),
    ...(components.some(({ isAi }) => isAi)
      ? [{ text: 'AI', sample: ({ x, y }: Point) => [spark({ x: x + 22, y: y + 9 })] }]
      : []),
    ...(flows.some(({ returns }) => returns.length > 0)
      ? [{ text: 'flow that returns something', sample: bothWays }]
      : []),
    ...(ties.length > 0 ? [{ text: 'uses, is made from, runs on', name: 'tie', sample: line }] : []),
    ...(flows.some(({ crosses }) => crosses) ? [{ text: 'crosses a trust boundary', sample: gate }] : []),
  ]
}

function line({ x, y }: Point): string[] {
  return [element('path', { class: 'line', d: `M${x} ${y + 9}H${x + 30}` })]
}

function gate({ x, y }: Point): string[] {
  return [element('path', { class: 'line', d: `M${x} ${y + 9}H${x + 30}` }), crossingAt({ x: x + 15, y: y + 9 })]
}

function bothWays({ x, y }: Point): string[] {
  return [
    ...line({ x, y }),
    element('path', { class: 'head', d: `M${x + 22} ${y + 5}L${x + 30} ${y + 9}L${x + 22} ${y + 13}Z` }),
    element('path', { class: 'head back', d: `M${x + 8} ${y + 5}L${x} ${y + 9}L${x + 8} ${y + 13}` }),
  ]
}

const meanings: Readonly<Record<Level, string>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  accepted: 'accepted',
  mitigated: 'mitigated',
}

/** Levels and line patterns that occur, worst first. */
function levels({ components, flows, mark, marked }: Drawing): Item[] {
  if (!marked) return []
  const marks = [mark, ...components.map((each) => each.mark), ...flows.map((each) => each.mark)].flatMap(
    (each) => each ?? [],
  )
  const order = [...severities].reverse().concat(['accepted', 'mitigated'] as never[]) as Level[]
  const found = order.filter((level) => marks.some((each) => levelOf(each) === level))
  const box = ({ x, y }: Point) => outline('process', { x: x + 2, y: y + 2, width: 26, height: 15 })
  const has = (...words: readonly string[]) => marks.some(({ status }) => words.includes(status))
  return [
    ...found.map((level): Item => ({ text: meanings[level], name: `marked level-${level}`, sample: box })),
    ...(has('open') ? [{ text: 'worst is open', name: 'marked', sample: box }] : []),
    ...(has('partly-mitigated', 'detected')
      ? [{ text: 'partly mitigated, or detected only', name: 'marked status-partly-mitigated', sample: box }]
      : []),
    ...(has('planned') ? [{ text: 'planned', name: 'marked status-planned', sample: box }] : []),
    ...(has('accepted') ? [{ text: 'accepted', name: 'marked status-accepted', sample: box }] : []),
    { text: 'number: exposures not settled, or all when all are', sample: () => [] },
  ]
}
