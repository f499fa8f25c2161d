/** Offsets to lines and columns. */

import type { Span } from '../finding.ts'

export interface Lines {
  /** The span of a range, without the white space at its end, so that it never reaches into the indentation of a next line. */
  span(start: number, end: number): Span
}

/** Lines end with LF or CRLF; a column counts UTF-16 units from 1. */
export function linesOf(text: string): Lines {
  const starts = lineStarts(text)
  const locate = (offset: number) => {
    const line = lineAt(starts, offset)
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
  return {
    span(start, end) {
      const from = shownStart(text, start)
      const to = Math.max(trimmed(text, from, end), blankEnd(text, from, end))
      const last = locate(to)
      return { ...locate(from), endLine: last.line, endColumn: last.column }
    },
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Index of the last line that starts at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** A range of nothing but white space, as a tab that should not be there, is still one character wide. */
function blankEnd(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start)
  return end > start && (code === 32 || code === 9) ? start + 1 : start
}

/**
 * Where a range starts to show. "Something is missing at the end of the file" is shown behind the last thing there is, not on an
 * empty line; the end of a line is before its CRLF, not between the two.
 */
function shownStart(text: string, offset: number): number {
  if (offset >= text.length) return trimmed(text, 0, text.length)
  const within = offset > 0 && text[offset] === '\n' && text[offset - 1] === '\r'
  return within ? offset - 1 : Math.max(0, offset)
}

function trimmed(text: string, start: number, end: number): number {
  let at = Math.min(end, text.length)
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--
  return at
}

/** Space, tab, LF or CR: what YAML calls white space. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}

/** The offset of the line feed that ends the line, or the length of the text. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
