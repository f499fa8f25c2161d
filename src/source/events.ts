/** Where the events of js-yaml stand in the text. Its offsets lie inside the quotes, behind `&` and `*`, and behind a block header. */

import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import type { Range } from './problems.ts'

type ScalarEvent = Extract<Event, { type: 4 }>
type PropertyEvent = Extract<Event, { type: 2 | 3 | 4 }>

export function hasProperties(event: PropertyEvent): boolean {
  return event.anchorStart >= 0 || event.tagStart >= 0
}

export function tagRange(event: PropertyEvent): Range {
  return { start: event.tagStart, end: event.tagEnd }
}

export function anchorRange(event: { anchorStart: number; anchorEnd: number }): Range {
  return { start: event.anchorStart - 1, end: event.anchorEnd }
}

/** An alias has the same fields as an anchor. */
export const aliasRange = anchorRange

/** A flow scalar with its quotes. Block scalars need the text: see `blockStart`. */
export function scalarRange(event: ScalarEvent): Range {
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
  const quote = quoted ? 1 : 0
  return { start: event.valueStart - quote, end: event.valueEnd + quote }
}

export function isBlockScalar(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK
}

/** The `|` or `>` of a block scalar: on the line before its text, behind what came before it (`cursor`). */
export function blockStart(text: string, event: ScalarEvent, cursor: number): number {
  const end = text[event.valueStart - 1] === '\n' ? event.valueStart - 1 : event.valueStart
  const line = text.lastIndexOf('\n', end - 1) + 1
  const from = Math.max(line, cursor, event.tagEnd, event.anchorEnd)
  const header = /[|>][-+0-9]*(?:[ \t]+#.*|[ \t\r]*)$/.exec(text.slice(from, end))
  return header ? from + header.index : event.valueStart
}

/** The first key of that name in the map that the event opens. Linear, so only for a problem that is told. */
export function firstKeyRange(text: string, events: readonly Event[], opened: number, key: string): Range {
  let depth = 0
  let nodes = 0
  for (let index = opened + 1; index < events.length && depth >= 0; index++) {
    const event = events[index] as Event
    const isKey = depth === 0 && event.type === EVENT_ID.SCALAR && nodes % 2 === 0
    if (isKey && getScalarValue(text, event) === key) return scalarRange(event)
    if (depth === 0 && event.type !== EVENT_ID.POP) nodes++
    if (event.type === EVENT_ID.POP) depth--
    else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) depth++
  }
  return { start: 0, end: 0 }
}

/** Where the second document (whose event is at `index`) starts: at its marker, or at its first node behind a `...`. */
export function secondDocumentOffset(text: string, events: readonly Event[], index: number): number {
  const before = events.slice(0, index).findLast((event) => startOf(event) >= 0)
  const after = events.slice(index).find((event) => startOf(event) >= 0)
  const marker = /^---(?=\s|$)/gm
  marker.lastIndex = before ? endOf(before) : (/^---/m.exec(text)?.index ?? 0) + 3
  const found = marker.exec(text)?.index ?? text.length
  return after ? Math.min(found, startOf(after)) : found
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart < 0 ? -1 : scalarRange(event).start
  if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) return event.start
  return event.type === EVENT_ID.ALIAS ? event.anchorStart - 1 : -1
}

function endOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueEnd
  return event.type === EVENT_ID.ALIAS ? event.anchorEnd : startOf(event)
}
