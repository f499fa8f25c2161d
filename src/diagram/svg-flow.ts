import { element, textElement } from '../report/xml.ts'
import { onBorder, pathOf } from './curve.ts'
import type { Drawing, DrawnFlow, DrawnTie } from './drawing.ts'
import { type Block, flowBlock, tieBlock } from './measured.ts'
import type { PlacedEdge, Placement, Point } from './placement.ts'
import { zonesAround } from './plan.ts'
import { tenths } from './shift.ts'
import { markWords } from './svg-component.ts'
import { markClasses, textLines } from './svg-text.ts'

export interface Sheet {
  readonly drawing: Drawing
  readonly placed: Placement
}

export function flowGroup(flow: DrawnFlow, edge: PlacedEdge | undefined, sheet: Sheet): string {
  if (edge === undefined) throw new Error(`the flow ${flow.id} has no place`)
  const { id, from, to, carries, returns, crosses, mark } = flow
  const attributes = { class: `flow${crosses ? ' crosses' : ''}${markClasses(mark)}`, 'data-flow': id }
  const what = `${carries.join(', ')}${returns.length === 0 ? '' : `, returns ${returns.join(', ')}`}`
  const way = id === `${from} -> ${to}` ? id : `${id}: ${from} -> ${to}`
  return element('g', { ...attributes, 'data-from': from, 'data-to': to }, [
    textElement('title', {}, [`${way}${markWords(mark)}`, what].filter((line) => line !== '').join('; ')),
    ...lines(edge),
    arrowHead(endOf(edge), 'head'),
    ...(returns.length === 0 ? [] : [arrowHead(beginOf(edge), 'head back')]),
    ...(crosses ? crossings(flow, edge, sheet).map(crossingAt) : []),
    ...label(flowBlock(flow), edge, mark),
  ])
}

/** What one component has of another, without a flow. */
export function tieGroup(tie: DrawnTie, edge: PlacedEdge | undefined): string {
  if (edge === undefined) throw new Error(`${tie.from} ${tie.kind} ${tie.to} has no place`)
  return element('g', { class: 'tie', 'data-tie': tie.kind, 'data-from': tie.from, 'data-to': tie.to }, [
    textElement('title', {}, `${tie.to} ${tie.kind} ${tie.from}`),
    ...lines(edge),
    arrowHead(endOf(edge), 'head back'),
    ...label(tieBlock(tie), edge, undefined),
  ])
}

function lines({ curves }: PlacedEdge): string[] {
  return curves.map((curve) => element('path', { class: 'line', d: pathOf(curve) }))
}

function label(block: Block, { label: box }: PlacedEdge, mark: DrawnFlow['mark']): string[] {
  if (box === undefined) return []
  const { x, y, width, height } = box
  return [element('rect', { class: 'plate', x, y, width, height, rx: 4 }), ...textLines(block, box, mark)]
}

/** Where a flow passes the boundaries of zones that hold one of its ends and not the other. */
function crossings({ from, to }: DrawnFlow, { curves }: PlacedEdge, { drawing, placed }: Sheet): Point[] {
  const around = zonesAround(drawing)
  const [begin, end] = [new Set(around(from)), new Set(around(to))]
  return drawing.zones.flatMap(({ id }, index) => {
    const box = placed.zones[index]
    if (box === undefined || begin.has(id) === end.has(id)) return []
    return curves.flatMap((curve) => onBorder(curve, box))
  })
}

/** The last point of an edge, and one before it. */
type End = readonly [tip: Point, before: Point]

function endOf({ curves }: PlacedEdge): End {
  const curve = curves.at(-1) ?? []
  return [curve.at(-1) as Point, curve.at(-2) as Point]
}

function beginOf({ curves }: PlacedEdge): End {
  const curve = curves[0] ?? []
  return [curve[0] as Point, curve[1] as Point]
}

/** A triangle at the end of a line; `back` is an open one. */
function arrowHead([tip, before]: End, name: string): string {
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const [ux, uy] = [(tip.x - before.x) / length, (tip.y - before.y) / length]
  const at = (along: number, across: number) =>
    `${tenths(tip.x - ux * along - uy * across)} ${tenths(tip.y - uy * along + ux * across)}`
  const closed = name.includes('back') ? '' : 'Z'
  return element('path', { class: name, d: `M${at(8, 4)}L${at(0, 0)}L${at(8, -4)}${closed}` })
}

/** A gate in the boundary. */
export function crossingAt({ x, y }: Point): string {
  const d = `M${tenths(x - 5)} ${y}L${x} ${tenths(y - 5)}L${tenths(x + 5)} ${y}L${x} ${tenths(y + 5)}Z`
  return element('path', { class: 'crossing', d })
}
