/** What Graphviz answers (`-Tjson`): places in points from the lower left, as text. */

import type { Box, Curve, PlacedEdge, Point } from './placement.ts'
import { tenths } from './shift.ts'

export interface Answer {
  /** The corners of everything. */
  readonly bb: string
  readonly objects?: readonly AnswerNode[]
  readonly edges?: readonly { readonly id: string; readonly pos: string }[]
}

interface AnswerNode {
  readonly name: string
  /** Of a cluster. */
  readonly bb?: string
  /** The middle of a node, and its size in inches. */
  readonly pos?: string
  readonly width?: string
  readonly height?: string
}

export function sizeOf({ bb }: Answer): { width: number; height: number } {
  const { width, height } = corners(bb, 0)
  return { width, height }
}

export function zoneBox(answer: Answer, index: number): Box {
  return corners(found(answer.objects, 'name', `cluster_${index}`).bb, sizeOf(answer).height)
}

export function nodeBox(answer: Answer, name: string): Box {
  const node = found(answer.objects, 'name', name)
  const [width, height] = [Number(node.width) * 72, Number(node.height) * 72]
  const { x, y } = point(node.pos ?? '', sizeOf(answer).height)
  return { x: tenths(x - width / 2), y: tenths(y - height / 2), width: tenths(width), height: tenths(height) }
}

/** A labelled edge comes in two halves with the label between; one that was turned comes from its end. */
export function edgeAt(
  answer: Answer,
  name: string,
  { labelled, turned }: { readonly labelled: boolean; readonly turned: boolean },
): PlacedEdge {
  const curve = (id: string): Curve => {
    const points = found(answer.edges, 'id', id)
      .pos.split(' ')
      .map((each) => point(each, sizeOf(answer).height))
    return turned ? points.reverse() : points
  }
  if (!labelled) return { curves: [curve(name)] }
  const halves = [curve(`${name}a`), curve(`${name}b`)]
  return { curves: turned ? halves.reverse() : halves, label: nodeBox(answer, name) }
}

function found<T, K extends keyof T>(list: readonly T[] | undefined, key: K, value: T[K]): T {
  const item = list?.find((each) => each[key] === value)
  if (item === undefined) throw new Error(`the layout lost ${String(value)}`)
  return item
}

function point(text: string, height: number): Point {
  const [x = 0, y = 0] = text.split(',').map(Number)
  return { x: tenths(x), y: tenths(height - y) }
}

function corners(text: string | undefined, height: number): Box {
  const [left = 0, bottom = 0, right = 0, top = 0] = (text ?? '').split(',').map(Number)
  return { x: tenths(left), y: tenths(height - top), width: tenths(right - left), height: tenths(top - bottom) }
}
