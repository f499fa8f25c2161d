/** A piece of the manifest with a mark under what is meant. */

import type { Span } from '../finding.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { displayWidth, splitGraphemes } from './width.ts'

export interface FrameStyle {
  readonly paint: Paint
  readonly unicode: boolean
  /** Columns for the whole frame, gutter included. */
  readonly width: number
}

/** The line that is meant with the one before and after it, and a line of carets. Empty where the text has no such line. */
export function codeFrame(lines: readonly string[], span: Span, style: FrameStyle): string[] {
  const first = Math.max(1, span.line - 1)
  const last = Math.min(lines.length, span.line + 1)
  if (span.line > lines.length) return []
  const digits = String(last).length
  const room = Math.max(20, style.width - digits - 5)
  const target = expandTabs(lines[span.line - 1] ?? '')
  const view = viewOf(target, rangeOf(lines[span.line - 1] ?? '', span), room, style.unicode)
  const rows: string[] = []
  for (let line = first; line <= last; line++) {
    const text =
      line === span.line ? view.text : cut(expandTabs(lines[line - 1] ?? ''), view.skipped, room, style.unicode)
    if (line !== span.line && text.trim() === '') continue
    rows.push(row(String(line).padStart(digits), text, style))
    if (line === span.line) rows.push(row(' '.repeat(digits), style.paint.bad(view.carets), style))
  }
  return rows
}

function row(number: string, text: string, { paint, unicode }: FrameStyle): string {
  return `  ${paint.faint(`${number} ${unicode ? '│' : '|'}`)}${text === '' ? '' : ` ${text}`}`
}

interface Range {
  readonly start: number
  readonly end: number
}

/** UTF-16 offsets of what is meant within its line, tabs expanded; a span of several lines ends with its first. */
function rangeOf(line: string, span: Span): Range {
  const end = span.endLine === span.line ? span.endColumn - 1 : line.trimEnd().length
  const start = Math.min(span.column - 1, line.length)
  const expandedStart = expandTabs(line.slice(0, start)).length
  return { start: expandedStart, end: Math.max(expandedStart, expandTabs(line.slice(0, end)).length) }
}

interface View {
  readonly text: string
  readonly carets: string
  /** UTF-16 units left out on the left, from the neighbouring lines, too, so that columns stay in line. */
  readonly skipped: number
}

/** The part of a long line around what is meant, safe to print, with carets of the same display width. */
function viewOf(line: string, range: Range, room: number, unicode: boolean): View {
  const skipped = startOfView(line, range.start, room)
  const text = cut(line, skipped, room, unicode)
  const lead = (skipped > 0 ? displayWidth(ellipsis(unicode)) : 0) + shownWidth(line, skipped, range.start)
  const marked = shownWidth(line, range.start, Math.min(range.end, range.start + room))
  const carets = Math.max(1, Math.min(marked, displayWidth(text) - lead))
  return { text, carets: ' '.repeat(lead) + '^'.repeat(carets), skipped }
}

/** Nothing is left out on the left when what is meant stands in the first three quarters of the room. */
function startOfView(line: string, start: number, room: number): number {
  if (start < room && shownWidth(line, 0, start) < room * 0.75) return 0
  const skipped = Math.max(1, start - Math.floor(room / 8))
  return /[\udc00-\udfff]/.test(line[skipped] ?? '') ? skipped - 1 : skipped
}

function shownWidth(line: string, from: number, to: number): number {
  return displayWidth(sanitize(line.slice(from, to)))
}

/** At most `room` columns of the line, from an offset on; an ellipsis stands for what is left out. */
function cut(line: string, skipped: number, room: number, unicode: boolean): string {
  if (skipped >= line.length && skipped > 0) return ''
  const head = skipped > 0 ? ellipsis(unicode) : ''
  // A column takes few units, so this much is enough to fill the room: a line of megabytes is not looked at as a whole.
  const part = line.slice(skipped, skipped + room * 8)
  if (part.length === line.length - skipped && displayWidth(sanitize(part)) + head.length <= room)
    return head + sanitize(part)
  let text = ''
  let width = head.length + ellipsis(unicode).length
  for (const grapheme of splitGraphemes(part)) {
    width += displayWidth(sanitize(grapheme))
    if (width > room) break
    text += grapheme
  }
  return head + sanitize(text) + ellipsis(unicode)
}

function ellipsis(unicode: boolean): string {
  return unicode ? '…' : '...'
}

function expandTabs(text: string): string {
  return text.replaceAll('\t', '  ')
}
