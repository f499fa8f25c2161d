/** Characters that make a text unreadable, or read differently by a person and by a parser. */

import type { ProblemList } from './problems.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const control = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFEFF\uFFFE\uFFFF]/
/** Embeddings, overrides and isolates: they reorder what an editor shows ("Trojan Source"). Plain marks (LRM, RLM, ALM) do not. */
const bidirectional = /[\u202A-\u202E\u2066-\u2069]/
const loneReturn = /\r(?!\n)/

/** Adds what is wrong with the characters of the text; false when it should not be parsed at all. */
export function checkCharacters(text: string, problems: ProblemList): boolean {
  if (bidirectional.test(text)) addEach(text, bidirectional, 'bidirectional-control', problems)
  if (control.test(text)) {
    addEach(text, control, 'control-character', problems)
    return false
  }
  return !text.includes('\r') || checkReturns(text, problems)
}

function checkReturns(text: string, problems: ProblemList): boolean {
  const match = loneReturn.exec(text)
  if (!match) return true
  const { index } = match
  problems.add('lone-carriage-return', index, () => ({
    message: 'a carriage return without a line feed: some programs see a new line here, some do not',
    fix: 'save the file with LF or CRLF line ends',
    place: { offset: index },
  }))
  return false
}

function addEach(text: string, pattern: RegExp, code: string, problems: ProblemList): void {
  for (const match of text.matchAll(new RegExp(pattern, 'g'))) {
    const offset = match.index
    problems.add(code, offset, () => ({
      message: `${codePoint(match[0])} ${described(code)}`,
      fix: 'delete it, or write it as an escape in double quotes',
      place: { offset, end: offset + 1 },
    }))
  }
}

function described(code: string): string {
  return code === 'control-character'
    ? 'is a control character, which YAML does not allow'
    : 'changes the direction of text, so that the file shows something else than it says'
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
