/** A look at the tokens of a broken text before it is composed: how deep it goes, and what it holds that we refuse. */

import { CST, Lexer } from 'yaml'
import type { Range } from './problems.ts'

export interface Tokens {
  readonly tooDeepAt: number | undefined
  readonly tags: readonly Range[]
  /** First of its kind. */
  readonly anchor: Range | undefined
  readonly alias: Range | undefined
  /** Quoted texts whose quote is never closed: where they start, by where they end. */
  readonly unclosed: ReadonlyMap<number, number>
}

interface Scan {
  tooDeepAt: number | undefined
  tags: Range[]
  anchor: Range | undefined
  alias: Range | undefined
  unclosed: Map<number, number>
  offset: number
  lineStart: number
  /** The next token is the first of its line or follows an indicator: a block collection may start at its column. */
  fresh: boolean
  /** Columns at which enclosing block collections may have started. */
  columns: number[]
  /** Open brackets. */
  flow: number
}

const scalarNext = '\x1F'
/** Tokens that the lexer makes up: they stand for no text. */
const signs: ReadonlySet<string> = new Set(['\x02', '\x18', scalarNext])

/** Stops at the first token that is nested deeper than `maxDepth`; counts columns, so a list at the column of its key is not one more. */
export function scanTokens(text: string, maxDepth: number): Tokens {
  const scan = newScan()
  let isScalar = false
  for (const token of new Lexer().lex(text)) {
    if (!signs.has(token)) takeToken(scan, token, isScalar ? 'scalar' : CST.tokenType(token))
    isScalar = token === scalarNext
    if (scan.columns.length + scan.flow > maxDepth) {
      scan.tooDeepAt = scan.offset - token.length
      break
    }
  }
  return scan
}

function newScan(): Scan {
  return {
    tooDeepAt: undefined,
    tags: [],
    anchor: undefined,
    alias: undefined,
    unclosed: new Map(),
    offset: 0,
    lineStart: 0,
    fresh: true,
    columns: [],
    flow: 0,
  }
}

function takeToken(scan: Scan, token: string, type: CST.TokenType | null): void {
  const range = { start: scan.offset, end: scan.offset + token.length }
  if (type === 'tag') scan.tags.push(range)
  else if (type === 'anchor') scan.anchor ??= range
  else if (type === 'alias') scan.alias ??= range
  else if (type === 'doc-start') startDocument(scan)
  else if (isOpen(token, type)) scan.unclosed.set(range.end, range.start)
  else if (type === 'flow-seq-start' || type === 'flow-map-start') scan.flow++
  else if (type === 'flow-seq-end' || type === 'flow-map-end') scan.flow = Math.max(0, scan.flow - 1)
  if (type !== 'space' && type !== 'comment' && type !== 'newline') nest(scan, type)
  advance(scan, token)
}

function isOpen(token: string, type: CST.TokenType | null): boolean {
  if (type !== 'single-quoted-scalar' && type !== 'double-quoted-scalar') return false
  return token.length < 2 || token.at(-1) !== token[0]
}

function startDocument(scan: Scan): void {
  scan.columns = []
  scan.flow = 0
}

function nest(scan: Scan, type: CST.TokenType | null): void {
  if (scan.flow === 0 && scan.fresh) {
    const column = scan.offset - scan.lineStart
    while ((scan.columns.at(-1) ?? -1) >= column) scan.columns.pop()
    scan.columns.push(column)
  }
  scan.fresh = type === 'seq-item-ind' || type === 'explicit-key-ind'
}

function advance(scan: Scan, token: string): void {
  const feed = token.lastIndexOf('\n')
  if (feed !== -1) {
    scan.lineStart = scan.offset + feed + 1
    scan.fresh = true
  }
  scan.offset += token.length
}
