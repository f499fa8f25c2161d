/** Events of js-yaml to a value, in one pass, and what we refuse of YAML on the way. */

import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import {
  aliasRange,
  anchorRange,
  firstKeyRange,
  hasProperties,
  scalarRange,
  secondDocumentOffset,
  tagRange,
} from './events.ts'
import { type ProblemList, type Range, trustworthy } from './problems.ts'
import {
  refuseAbsentKey,
  refuseCollectionKey,
  refuseDuplicate,
  refuseEmpty,
  refuseKey,
  refuseMerge,
  refuseScalarRoot,
  refuseSecondDocument,
  refuseSharing,
  refuseTag,
  refuseVersion,
} from './refusals.ts'
import { plainValue } from './scalar.ts'

type ScalarEvent = Extract<Event, { type: 4 }>
type CollectionEvent = Extract<Event, { type: 2 | 3 }>
type DocumentEvent = Extract<Event, { type: 1 }>

/** A map or list that is being filled. One shape for both, as this is the hottest loop. */
interface Frame {
  readonly map: Record<string, unknown> | undefined
  readonly list: unknown[]
  /** Index of the event that opened it. */
  readonly opened: number
  /** The key whose value comes next; undefined when a key comes next. */
  key: string | undefined
  /** The key was there before: its value is read and dropped. */
  dropped: boolean
}

interface Build {
  readonly text: string
  readonly events: readonly Event[]
  readonly problems: ProblemList
  readonly stack: Frame[]
  top: Frame | undefined
  root: unknown
  documents: number
  /** End of the last thing that has a place. */
  cursor: number
  anchor: Range | undefined
  alias: Range | undefined
}

const none: unknown[] = []

/** The value of the first document. Maps have no prototype, so no key of a file can mean anything to JavaScript. */
export function build(text: string, events: readonly Event[], problems: ProblemList): unknown {
  const state: Build = {
    text,
    events,
    problems,
    stack: [],
    top: undefined,
    root: undefined,
    documents: 0,
    cursor: 0,
    anchor: undefined,
    alias: undefined,
  }
  for (let index = 0; index < events.length && state.documents < 2; index++) step(state, events[index] as Event, index)
  refuseSharing(problems, state.anchor, state.alias)
  checkRoot(state)
  return state.root
}

function step(state: Build, event: Event, index: number): void {
  if (event.type === EVENT_ID.SCALAR) scalar(state, event)
  else if (event.type === EVENT_ID.POP) close(state)
  else if (event.type === EVENT_ID.MAPPING) open(state, event, newFrame(Object.create(null), none, index))
  else if (event.type === EVENT_ID.SEQUENCE) open(state, event, newFrame(undefined, [], index))
  else if (event.type === EVENT_ID.ALIAS) alias(state, event)
  else startDocument(state, event, index)
}

function newFrame(map: Record<string, unknown> | undefined, list: unknown[], opened: number): Frame {
  return { map, list, opened, key: undefined, dropped: false }
}

function scalar(state: Build, event: ScalarEvent): void {
  if (hasProperties(event)) refuseProperties(state, event)
  const source = event.fast ? state.text.slice(event.valueStart, event.valueEnd) : getScalarValue(state.text, event)
  const value = event.style === SCALAR_STYLE.PLAIN ? plainValue(source) : source
  const { top } = state
  if (top?.map !== undefined && top.key === undefined) takeKey(state, top, source, value, event)
  else place(state, value)
  if (event.valueEnd >= 0) state.cursor = event.valueEnd
}

function takeKey(state: Build, frame: Frame, key: string, value: unknown, event: ScalarEvent): void {
  frame.key = key
  if (event.valueStart < 0) refuseAbsentKey(state.problems, state.text, state.cursor)
  else if (typeof value !== 'string') refuseKey(state.problems, state.text, scalarRange(event))
  else if (key === '<<' && event.style === SCALAR_STYLE.PLAIN) refuseMerge(state.problems, scalarRange(event))
  else if (key in (frame.map as object)) {
    frame.dropped = true
    const { start, end } = scalarRange(event)
    refuseDuplicate(state.problems, key, start, end, () => firstKeyRange(state.text, state.events, frame.opened, key))
  }
}

function place(state: Build, value: unknown): void {
  const { top } = state
  if (top === undefined) state.root = value
  else if (top.map === undefined) top.list.push(value)
  else {
    if (top.dropped) top.dropped = false
    else top.map[top.key as string] = value
    top.key = undefined
  }
}

function open(state: Build, event: CollectionEvent, frame: Frame): void {
  if (hasProperties(event)) refuseProperties(state, event)
  if (state.top?.map !== undefined && state.top.key === undefined) collectionAsKey(state, state.top, event.start)
  else place(state, frame.map ?? frame.list)
  if (state.top !== undefined) state.stack.push(state.top)
  state.cursor = event.start
  state.top = frame
}

/** The value is lost anyway: any key will do to keep keys and values in step. */
function collectionAsKey(state: Build, frame: Frame, offset: number): void {
  refuseCollectionKey(state.problems, offset)
  frame.key = ''
}

function close(state: Build): void {
  state.top = state.stack.pop()
}

function alias(state: Build, event: Extract<Event, { type: 5 }>): void {
  state.alias ??= aliasRange(event)
  if (state.top?.map !== undefined && state.top.key === undefined) state.top.key = ''
  else place(state, null)
}

function refuseProperties(state: Build, event: ScalarEvent | CollectionEvent): void {
  if (event.tagStart >= 0) refuseTag(state.problems, state.text, tagRange(event))
  if (event.anchorStart >= 0) state.anchor ??= anchorRange(event)
}

function startDocument(state: Build, event: DocumentEvent, index: number): void {
  state.documents++
  if (state.documents > 1) {
    const offset = secondDocumentOffset(state.text, state.events, index)
    refuseSecondDocument(state.problems, state.text, offset)
    return
  }
  if (event.directives.some((directive) => directive.kind === 'yaml' && directive.version !== '1.2'))
    refuseVersion(state.problems, state.text)
}

function checkRoot(state: Build): void {
  if (!trustworthy(state.problems) || (typeof state.root === 'object' && state.root !== null)) return
  const event = state.events.find((each): each is ScalarEvent => each.type === EVENT_ID.SCALAR)
  if (state.root === undefined || state.root === null || !event) refuseEmpty(state.problems)
  else refuseScalarRoot(state.problems, scalarRange(event))
}
