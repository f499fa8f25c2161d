/** Bytes to text: UTF-8 only, and what is not UTF-8 is told by its name and place. */

import { isUtf8 } from 'node:buffer'
import type { ProblemList } from './problems.ts'

const byteOrderMark = '\uFEFF'

/** The text of the bytes without its byte-order mark, or undefined with a problem added. */
export function decode(input: Uint8Array | string, maxBytes: number, problems: ProblemList): string | undefined {
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength
  if (size > maxBytes) return tooLarge(size, maxBytes, problems)
  if (typeof input === 'string') return withoutMark(input)
  const encoding = foreignEncoding(input)
  if (encoding !== undefined) return foreign(encoding, problems)
  const text = Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString('utf8')
  if (!isUtf8(input)) invalid(input, text, problems)
  return withoutMark(text)
}

function withoutMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text
}

function tooLarge(size: number, maxBytes: number, problems: ProblemList): undefined {
  problems.add('file-too-large', 0, () => ({
    message: `the file has ${size} bytes; at most ${maxBytes} are read`,
    fix: 'split it, or move what is generated elsewhere',
    place: { offset: 0 },
  }))
}

/** UTF-16 and UTF-32 by their marks, and unmarked UTF-16 by the zero byte that an ASCII character has there. */
function foreignEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32LE' : 'UTF-16LE'
  if (a === 0xfe && b === 0xff) return 'UTF-16BE'
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'UTF-32BE'
  if (a === undefined || b === undefined) return undefined
  if (b === 0 && a !== 0 && c !== 0 && d === 0) return 'UTF-16LE'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'UTF-16BE'
  return undefined
}

function foreign(encoding: string, problems: ProblemList): undefined {
  problems.add('not-utf-8', 0, () => ({
    message: `the file is ${encoding}; only UTF-8 is read`,
    fix: 'save it as UTF-8',
    place: { offset: 0 },
  }))
}

function invalid(bytes: Uint8Array, text: string, problems: ProblemList): void {
  const { offset, byte } = firstInvalid(bytes, text)
  const mark = text.startsWith(byteOrderMark) ? 1 : 0
  const shown = (bytes[byte] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  problems.add('not-utf-8', offset - mark, () => ({
    message: `the byte 0x${shown} at byte offset ${byte} is not valid UTF-8`,
    fix: 'save the file as UTF-8',
    place: { offset: offset - mark, end: offset - mark + 1 },
  }))
}

/** The lenient decoder wrote U+FFFD for each broken sequence; the first one that the bytes do not spell out is the culprit. */
function firstInvalid(bytes: Uint8Array, text: string): { offset: number; byte: number } {
  let byte = 0
  let from = 0
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', from)) {
    byte += Buffer.byteLength(text.slice(from, at))
    const spelled = bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd
    if (!spelled) return { offset: at, byte }
    byte += 3
    from = at + 1
  }
  return { offset: 0, byte: 0 }
}
