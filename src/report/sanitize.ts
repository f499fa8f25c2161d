/**
 * Makes text from a manifest, a file name or the command line safe to print. What it could do otherwise: move the cursor and rewrite
 * what was printed (control characters), show something else than it says (bidirectional marks, invisible characters), or give
 * commands to the build server that reads the log (`::error::` at the start of a line, `##[…]` and `##vso[…]` anywhere).
 */

const printableAscii = /^[\x20-\x7e]*$/

/** One line of harmless text: what cannot be seen is spelled out (`\n`, `\x1b`, `\u202e`), commands are broken by a backslash. */
export function sanitize(text: string): string {
  return breakCommands(printableAscii.test(text) ? text : replaceInvisible(text, spellOut))
}

/** The same for text of several lines whose line feeds are ours, such as a message of the argument parser. */
export function sanitizeLines(text: string): string {
  return text.split('\n').map(sanitize).join('\n')
}

/** Breaks `##[`, `##vso[`, `##teamcity[` anywhere, and `::` wherever wrapping could put it at the start of a line. */
export function breakCommands(text: string): string {
  if (!text.includes('##') && !text.includes('::')) return text
  return text.replace(/##(?=[a-z]*\[)/gi, '#\\#').replace(/(^|\s)::/gu, '$1:\\:')
}

/** JSON that means the same with nothing invisible and no command in it; for the whole serialised text. */
export function sanitizeJson(json: string): string {
  const withoutCommands = json.replace(/#(?=#)/g, '\\u0023')
  return replaceInvisible(withoutCommands, (character) => (character === '\n' ? '\n' : escapeUnits(character)))
}

/** Control, format and separator characters, lone surrogates, tags, and fillers that look like nothing. */
function replaceInvisible(text: string, by: (character: string) => string): string {
  // A pattern of properties is a quarter of a millisecond to make, so only those make it who have such text.
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{e0000}-\u{e0fff}\u115f\u1160\u3164\uffa0]/gu, by)
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x100) return short[character] ?? `\\x${code.toString(16).padStart(2, '0')}`
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
}
