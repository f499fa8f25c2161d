/** How large the parts of a drawing are, and what stands in them, line by line. */

import { sanitize } from '../report/sanitize.ts'
import type { DrawnComponent, DrawnFlow, DrawnTie, DrawnZone, Mark, Shape } from './drawing.ts'
import { levelOf } from './drawing.ts'
import { type Font, textWidth, wrapped } from './text-size.ts'

export const fonts = {
  title: { size: 17, bold: true },
  name: { size: 13, bold: true },
  kind: { size: 10.5 },
  flow: { size: 10.5 },
  badge: { size: 10, bold: true },
  zone: { size: 12, bold: true },
} satisfies Record<string, Font>

export type Style = keyof typeof fonts

/** A line of text; a badge is a pill in the colour of its mark. */
export interface Line {
  readonly style: Style
  readonly text: string
  /** Second words of a label, such as what comes back. */
  readonly faint?: boolean
}

export interface Block {
  readonly width: number
  readonly height: number
  readonly lines: readonly Line[]
}

export interface Size {
  readonly width: number
  readonly height: number
}

const leading: Readonly<Record<Style, number>> = { title: 24, name: 17, kind: 15, flow: 13, badge: 18, zone: 18 }
/** What a shape takes at each side and at top and bottom, beyond the text. */
const margins: Readonly<Record<Shape, readonly [number, number]>> = {
  actor: [14, 8],
  process: [14, 8],
  store: [14, 15],
  model: [24, 8],
  agent: [18, 10],
}

/** Beside the kind, on the left; as much is left free on the right. */
const sparkWidth = 8

export function lineHeight(style: Style): number {
  return leading[style]
}

/** Room for these lines, one below the other. */
export function blockOf(lines: readonly Line[]): Block {
  return {
    width: Math.ceil(Math.max(0, ...lines.map(lineWidth))),
    height: lines.reduce((sum, { style }) => sum + leading[style], 0),
    lines,
  }
}

export function lineWidth({ style, text }: Line): number {
  return textWidth(text, fonts[style]) + (style === 'badge' ? 14 : 0)
}

/** Kind, name and badge of a component. */
export function componentBlock({ name, kind, mark }: DrawnComponent): Block {
  const frame = { width: 150, lines: 2 }
  return blockOf([
    { style: 'kind', text: kind },
    ...wrapped(sanitize(name), frame, fonts.name).map((text): Line => ({ style: 'name', text })),
    ...badge(mark),
  ])
}

export function componentSize(component: DrawnComponent): Size {
  const { width: needed, height } = componentBlock(component)
  const width = Math.max(needed, component.isAi ? textWidth(component.kind, fonts.kind) + 2 * sparkWidth : 0)
  const [side, end] = margins[component.shape]
  return { width: Math.max(96, Math.ceil(width) + 2 * side), height: height + 2 * end }
}

/** What a flow carries, what it returns, and its badge. */
export function flowBlock({ carries, returns, mark }: DrawnFlow): Block {
  const frame = { width: 150, lines: 3 }
  const words = (text: string, faint: boolean) =>
    text === ''
      ? []
      : wrapped(sanitize(text), frame, fonts.flow).map((each): Line => ({ style: 'flow', text: each, faint }))
  return blockOf([
    ...badge(mark),
    ...words(carries.join(', '), false),
    ...words(returns.length === 0 ? '' : `returns ${returns.join(', ')}`, true),
  ])
}

export function tieBlock({ kind }: DrawnTie): Block {
  return blockOf([{ style: 'flow', text: kind.replaceAll('-', ' '), faint: true }])
}

export function zoneBlock({ id, trust }: DrawnZone): Block {
  return blockOf([{ style: 'zone', text: `${id} (${trust})` }])
}

/** The worst that is left, and how much; in words, so that it needs no colour. */
export function badgeText(mark: Mark): string {
  return `${levelOf(mark)} ${mark.count}`
}

function badge(mark: Mark | undefined): Line[] {
  return mark === undefined ? [] : [{ style: 'badge', text: badgeText(mark) }]
}
