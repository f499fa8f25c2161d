/** JSON as text that is harmless to print, in pieces where it is long. */

import { sanitizeJson } from './sanitize.ts'

/** Something that is written part by part: an object field by field, where a function makes its value, a list entry by entry. */
export class InParts {
  readonly parts: object | Iterable<unknown>

  constructor(parts: object | Iterable<unknown>) {
    this.parts = parts
  }
}

/** As `JSON.stringify` writes it with two spaces, and a line feed at the end. */
export function jsonText(value: unknown): string {
  return `${sanitizeJson(JSON.stringify(value, undefined, 2))}\n`
}

/** Characters from which on a piece is long enough to be worth a call of the system. */
const longEnough = 65_536

/** The same text in pieces. What is in parts may hold more that is. */
export function* jsonPieces(value: InParts): Generator<string> {
  let piece = ''
  for (const part of partsOf(value, '\n')) {
    piece += part
    if (piece.length < longEnough) continue
    yield piece
    piece = ''
  }
  yield `${piece}\n`
}

/** `newLine` is a line feed with the indentation of the value. */
function* partsOf({ parts }: InParts, newLine: string): Generator<string> {
  const isList = Symbol.iterator in parts
  const inner = `${newLine}  `
  let isFirst = true
  for (const [name, part] of isList ? entriesOf(parts as Iterable<unknown>) : fieldsOf(parts)) {
    if (part === undefined) continue
    yield `${isFirst ? (isList ? '[' : '{') : ','}${inner}${name}`
    isFirst = false
    if (part instanceof InParts) yield* partsOf(part, inner)
    // A line feed in it always stands between two values.
    else yield sanitizeJson(JSON.stringify(part, undefined, 2)).replaceAll('\n', inner)
  }
  if (isFirst) yield isList ? '[]' : '{}'
  else yield `${newLine}${isList ? ']' : '}'}`
}

function* entriesOf(list: Iterable<unknown>): Generator<[string, unknown]> {
  for (const entry of list) yield ['', entry]
}

function* fieldsOf(object: object): Generator<[string, unknown]> {
  for (const [name, field] of Object.entries(object))
    yield [`${sanitizeJson(JSON.stringify(name))}: `, typeof field === 'function' ? field() : field]
}
