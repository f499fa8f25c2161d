import { severities } from '../finding.ts'
import { element, textElement } from '../report/xml.ts'
import { type Drawing, type Level, levelOf, type Shape } from './drawing.ts'
import { outline, path, spark } from './outline.ts'
import type { Point } from './placement.ts'
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
const sampleWidth = 30

/** What the signs mean that occur in the drawing, in rows of at most this width. */
export function legend(drawing: Drawing, at: Point, width: number): Legend {
  const rows = [signs(drawing), levels(drawing)].flatMap((group) => inRows(group, width))
  const parts = rows.flatMap((row, index) => {
    let x = at.x
    return row.map((item) => {
      const svg = drawnItem(item, { x: Math.ceil(x), y: at.y + 8 + index * rowHeight })
      x += widthOf(item)
      return svg
    })
  })
  return { svg: element('g', { class: 'legend' }, parts), height: 8 + rows.length * rowHeight }
}

function inRows(items: readonly Item[], width: number): Item[][] {
  const rows: Item[][] = []
  let used = Number.POSITIVE_INFINITY
  for (const item of items) {
    if (used + widthOf(item) > width) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(item)
    used += widthOf(item)
  }
  return rows
}

function widthOf({ text }: Item): number {
  return sampleWidth + 7 + textWidth(text, { size: 11 }) + 14
}

function drawnItem({ text, sample, name }: Item, { x, y }: Point): string {
  const words = textElement('text', { class: 'text-legend', x: x + sampleWidth + 7, y: y + 13 }, text)
  return element('g', name === undefined ? {} : { class: name }, [...sample({ x, y }), words])
}

function signs({ components, flows, ties }: Drawing): Item[] {
  const shapes = (Object.keys(shapeWords) as Shape[]).filter((shape) => components.some((each) => each.shape === shape))
  const shown = (occurs: boolean, item: Item) => (occurs ? [item] : [])
  return [
    ...shapes.map((shape): Item => ({ text: shapeWords[shape], sample: shapeSample(shape) })),
    ...shown(
      components.some(({ isAi }) => isAi),
      { text: 'AI', sample: ({ x, y }) => [spark({ x: x + 22, y: y + 9 })] },
    ),
    ...shown(
      flows.some(({ returns }) => returns.length > 0),
      { text: 'flow with an answer', sample: bothWays },
    ),
    ...shown(ties.length > 0, { text: 'made from, uses, runs on', name: 'tie', sample: line }),
    ...shown(
      flows.some(({ crosses }) => crosses),
      { text: 'crosses a trust boundary', sample: gate },
    ),
  ]
}

function shapeSample(shape: Shape): Item['sample'] {
  return ({ x, y }) => outline(shape, { x: x + 1, y: y + 1, width: 28, height: 17 })
}

function line({ x, y }: Point): string[] {
  return [path(`M${x} ${y + 9}H${x + 30}`, 'line')]
}

function gate(at: Point): string[] {
  return [...line(at), crossingAt({ x: at.x + 15, y: at.y + 9 })]
}

function bothWays({ x, y }: Point): string[] {
  return [
    ...line({ x, y }),
    path(`M${x + 22} ${y + 5}L${x + 30} ${y + 9}L${x + 22} ${y + 13}Z`, 'head'),
    path(`M${x + 8} ${y + 5}L${x} ${y + 9}L${x + 8} ${y + 13}`, 'head back'),
  ]
}

const order: readonly Level[] = [...[...severities].reverse(), 'accepted', 'mitigated']
const patterns: readonly (readonly [status: string, text: string])[] = [
  ['open', 'open'],
  ['partly-mitigated', 'partly mitigated'],
  ['detected', 'detected only'],
  ['planned', 'planned'],
]

/** Levels and line patterns that occur, worst first. */
function levels({ components, flows, mark, marked }: Drawing): Item[] {
  if (!marked) return []
  const marks = [{ mark }, ...components, ...flows].flatMap((each) => each.mark ?? [])
  const found = order.filter((level) => marks.some((each) => levelOf(each) === level))
  const stated = patterns.filter(([status]) => marks.some((each) => each.status === status))
  if (found.length === 0) return [{ text: 'nothing is exposed', sample: () => [] }]
  return [
    ...found.map((level): Item => {
      const settled = level === 'accepted' || level === 'mitigated'
      return {
        text: settled ? `all ${level}` : `worst is ${level}`,
        name: `marked level-${level}${settled ? ` status-${level}` : ''}`,
        sample: shapeSample('process'),
      }
    }),
    ...stated.map(([status, text]): Item => ({ text, name: `marked status-${status}`, sample: line })),
    { text: 'the number counts what is not settled; where all is, all', sample: numberSample },
  ]
}

function numberSample({ x, y }: Point): string[] {
  return [
    element('rect', { class: 'pill', x: x + 3, y: y + 1, width: 24, height: 16, rx: 8 }),
    textElement('text', { class: 'text-badge', x: x + 15, y: y + 12.6 }, '3'),
  ]
}
