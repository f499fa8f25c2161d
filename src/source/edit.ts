/**
 * Adds an entry to a list of a YAML file, and changes nothing else: `yaml` says where the list stands and writes the new entry, and its
 * text is put between the bytes that were there. So every comment, blank line, quote and order stays as its author left it.
 */

import {
  isMap,
  isSeq,
  type Pair,
  parseDocument,
  stringify,
  type ToStringOptions,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Span } from '../finding.ts'
import { lineEnd } from './lines.ts'
import { readSource } from './reader.ts'
import type { Source } from './source.ts'

export type Entry = Readonly<Record<string, string>>

export interface Edited {
  readonly text: string
  /** Where the new entry begins. */
  readonly at: Pick<Span, 'line' | 'column'>
}

/** Wider than this, a text is folded. */
const widest = 110

const options = { version: '1.2', schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false } as const

/** A quoted text is written without line breaks of its own, which would have to be indented. */
const oneLine = { doubleQuotedMinMultiLineLength: 1e9 } as const

/** The text with the entry at the end of the list under `key`; undefined where that cannot be done safely. The text has to be valid. */
export function appendToList(text: string, key: string, entry: Entry): Edited | undefined {
  // A text that begins with blanks does not survive in lines of its own; in quotes every text does.
  return appended(text, key, entry, true) ?? appended(text, key, entry, false)
}

function appended(text: string, key: string, entry: Entry, blockQuote: boolean): Edited | undefined {
  const root = parseDocument(text, options).contents
  if (!isMap(root) || root.flow) return undefined
  const pair = root.items.find((item) => isKey(item, key))
  const piece =
    pair === undefined ? atTheEnd(text, key, entry, root, blockQuote) : intoList(text, entry, pair.value, blockQuote)
  if (piece === undefined) return undefined
  const { at, before, body } = piece
  const added = text.includes('\r\n') ? `${before}${body}`.replaceAll('\n', '\r\n') : `${before}${body}`
  const edited = text.slice(0, at) + added + text.slice(at)
  const source = asMeant(text, edited, key, entry)
  const last = (source?.value as Record<string, unknown[]> | undefined)?.[key]?.length ?? 0
  return source && { text: edited, at: source.span({ path: [key, last - 1] }) }
}

interface Piece {
  readonly at: number
  /** What has to stand before the entry: a line feed, a comma. */
  readonly before: string
  readonly body: string
}

function isKey({ key }: Pair, wanted: string): boolean {
  return typeof key === 'object' && key !== null && 'value' in key && key.value === wanted
}

/** There is no such list yet: it comes last, before the mark that ends a document. */
function atTheEnd(text: string, key: string, entry: Entry, root: YAMLMap, blockQuote: boolean): Piece {
  const mark = /^\.\.\.(?=\s|$)/m.exec(text)
  const whole = mark?.index ?? text.length
  const end = text.slice(0, whole).trimEnd().length
  const at = Math.min(whole, afterLineBreak(text, end))
  const indent = ' '.repeat(columnOf(text, root.range?.[0] ?? 0))
  const before = text.charAt(at - 1) === '\n' ? '' : '\n'
  return {
    at,
    before: `${before}\n`,
    body: `${indent}${key}:\n${blockEntry(entry, `${indent}  `, blockQuote)}`,
  }
}

function intoList(text: string, entry: Entry, list: unknown, blockQuote: boolean): Piece | undefined {
  if (!isSeq(list)) return undefined
  return list.flow ? intoFlowList(entry, list) : intoBlockList(text, entry, list, blockQuote)
}

/** `[]` and `[{ … }]`: the entry is written the same way. */
function intoFlowList(entry: Entry, list: YAMLSeq): Piece | undefined {
  const last = list.items.at(-1) as { range?: readonly number[] } | undefined
  const body = inOneLine(entry)
  if (last === undefined) return list.range ? { at: list.range[0] + 1, before: '', body } : undefined
  return last.range?.[1] === undefined ? undefined : { at: last.range[1], before: ', ', body }
}

/** As `{ key: value }`; with a text of several lines, as JSON, which is YAML as well. */
function inOneLine(entry: Entry): string {
  const hasLines = Object.values(entry).some((text) => /[\r\n]/.test(text))
  if (hasLines) return escaped(JSON.stringify(entry))
  return escaped(stringify(entry, { collectionStyle: 'flow', lineWidth: 0, ...quotes(entry) }).trimEnd())
}

/** Characters that a manifest may hold as escapes only, and that `yaml` writes as they are. */
const unprintable = /[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/** Escapes need quotes around them. */
function quotes(entry: Entry): ToStringOptions {
  const isQuoted = Object.values(entry).some((text) => text.search(unprintable) >= 0)
  return isQuoted ? { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', blockQuote: false } : {}
}

function escaped(yaml: string): string {
  return yaml.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Below the last entry, and below comments that are indented like it. */
function intoBlockList(text: string, entry: Entry, list: YAMLSeq, blockQuote: boolean): Piece | undefined {
  const last = list.items.at(-1) as { range?: readonly number[] } | undefined
  const start = list.range?.[0]
  const end = last?.range?.[1]
  if (start === undefined || end === undefined) return undefined
  const column = columnOf(text, start)
  // A text in several lines ends behind its line break.
  let at = text.charAt(end - 1) === '\n' ? end : afterLineBreak(text, end)
  for (let next = ownComment(text, at, column); next !== undefined; next = ownComment(text, at, column)) at = next
  const before = at > 0 && text.charAt(at - 1) !== '\n' ? '\n' : ''
  return { at, before, body: blockEntry(entry, ' '.repeat(column), blockQuote) }
}

/** The end of a comment line at this offset, if it is indented more than the list; such a comment speaks of the entry above. */
function ownComment(text: string, at: number, column: number): number | undefined {
  const match = /^( *)#[^\n]*(\n|$)/.exec(text.slice(at, lineEnd(text, at) + 2))
  if (match === null || (match[1] as string).length <= column) return undefined
  return at + match[0].length
}

function blockEntry(entry: Entry, indent: string, blockQuote: boolean): string {
  const written = stringify(entry, { ...oneLine, lineWidth: widest - indent.length, blockQuote, ...quotes(entry) })
  const lines = escaped(written).trimEnd().split('\n')
  return lines.map((line, index) => (line === '' ? '\n' : `${indent}${index === 0 ? '- ' : '  '}${line}\n`)).join('')
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

function afterLineBreak(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}

/** Reads both texts again: the new one has to say what the old one said, and the entry. */
function asMeant(before: string, after: string, key: string, entry: Entry): Source | undefined {
  const [old, { source }] = [readSource('', before).source.value as Value, readSource('', after)]
  if (old === undefined || source.value === undefined) return undefined
  const wanted = { ...old, [key]: [...((old[key] as unknown[] | undefined) ?? []), entry] }
  return isSame(source.value, wanted) ? source : undefined
}

/** Same values in the same order; maps of a file have no prototype. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

type Value = Record<string, unknown> | undefined
