/** Where each node stands: built from the events when the first place is asked for, so that a clean file never pays for it. */

import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue } from 'js-yaml'
import { blockStart, isBlockScalar, scalarRange } from './events.ts'
import { isSpace, lineEnd } from './lines.ts'
import type { Range } from './problems.ts'

type ScalarEvent = Extract<Event, { type: 4 }>
type CollectionEvent = Extract<Event, { type: 2 | 3 }>

/** One shape for all nodes, as there are many. */
export interface Node extends Range {
  /** Offsets of the key that leads here. */
  readonly key: Range | undefined
  /** Block style has no brackets: it usually spans many lines. */
  readonly block: boolean
  readonly entries: ReadonlyMap<string, Node> | undefined
  readonly items: readonly Node[] | undefined
}

interface Cursor {
  readonly text: string
  readonly events: readonly Event[]
  index: number
  /** End of the last thing read. */
  at: number
}

/** The tree of a trusted document: no anchors, tags or collections as keys. */
export function buildTree(text: string, events: readonly Event[]): Node {
  const cursor: Cursor = { text, events, index: 0, at: 0 }
  while (cursor.events[cursor.index]?.type === EVENT_ID.DOCUMENT) cursor.index++
  return readNode(cursor, undefined)
}

function readNode(cursor: Cursor, key: Range | undefined): Node {
  const event = cursor.events[cursor.index++]
  if (event?.type === EVENT_ID.SCALAR) return readScalar(cursor, event, key)
  if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) return readCollection(cursor, event, key)
  return leaf(cursor.at, cursor.at, key)
}

function leaf(start: number, end: number, key: Range | undefined): Node {
  return { start, end, key, block: false, entries: undefined, items: undefined }
}

function readScalar(cursor: Cursor, event: ScalarEvent, key: Range | undefined): Node {
  const { start, end } = scalarAt(cursor, event)
  return leaf(start, end, key)
}

/** A value that is not written (`owner:`) has no width and stands behind what was read last. */
function scalarAt(cursor: Cursor, event: ScalarEvent): Range {
  if (event.valueStart < 0) return { start: cursor.at, end: cursor.at }
  const range = isBlockScalar(event)
    ? { start: blockStart(cursor.text, event, cursor.at), end: event.valueEnd }
    : scalarRange(event)
  cursor.at = range.end
  return range
}

function readCollection(cursor: Cursor, event: CollectionEvent, key: Range | undefined): Node {
  cursor.at = event.start
  const block = event.style === COLLECTION_STYLE.BLOCK
  const entries = event.type === EVENT_ID.MAPPING ? readMap(cursor) : undefined
  const items = entries ? undefined : readList(cursor, block)
  cursor.index++
  if (!block) cursor.at = closedAt(cursor.text, event, cursor.at)
  return { start: event.start, end: cursor.at, key, block, entries, items }
}

function readMap(cursor: Cursor): Map<string, Node> {
  const entries = new Map<string, Node>()
  for (let event = nextItem(cursor); event; event = nextItem(cursor)) {
    // Keys of a trusted document are scalars.
    const key = event as ScalarEvent
    cursor.index++
    const value = readNode(cursor, scalarAt(cursor, key))
    const name = getScalarValue(cursor.text, key)
    // Of duplicate keys the first counts, as in the value.
    if (!entries.has(name)) entries.set(name, value)
  }
  return entries
}

function readList(cursor: Cursor, block: boolean): Node[] {
  const items: Node[] = []
  for (let event = nextItem(cursor); event; event = nextItem(cursor)) {
    const absent = event.type === EVENT_ID.SCALAR && event.valueStart < 0
    const item = readNode(cursor, undefined)
    items.push(absent && block ? dash(cursor) : item)
  }
  return items
}

function nextItem(cursor: Cursor): Event | undefined {
  const event = cursor.events[cursor.index]
  return event?.type === EVENT_ID.POP ? undefined : event
}

/** An empty item of a block list is shown by its dash. */
function dash(cursor: Cursor): Node {
  const start = skip(cursor.text, cursor.at, '')
  cursor.at = start + 1
  return leaf(start, cursor.at, undefined)
}

/** Behind the closing bracket; a pair within a list (`[a: b]`) has none. */
function closedAt(text: string, event: CollectionEvent, at: number): number {
  const opening = text[event.start]
  if (event.type === EVENT_ID.MAPPING && opening !== '{') return at
  return skip(text, at === event.start ? at + 1 : at, ',:?') + 1
}

/** The next offset that holds neither white space, nor a comment, nor one of the `fillers`. */
function skip(text: string, from: number, fillers: string): number {
  let at = from
  while (at < text.length) {
    if (text[at] === '#') at = lineEnd(text, at)
    else if (isSpace(text.charCodeAt(at)) || fillers.includes(text[at] as string)) at++
    else break
  }
  return at
}
