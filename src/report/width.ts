/** How wide text is in a terminal, and breaking it to a width. */

const printableAscii = /^[\x20-\x7e]*$/
const nothing = (): RegExp => /^(?:[\p{Mn}\p{Me}\p{Cf}]|[\u{1f3fb}-\u{1f3ff}])$/u
/** As a function, since patterns of properties are slow to make, and most text is ASCII. */
const wide = (): RegExp =>
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u

let graphemes: Intl.Segmenter | undefined

/** Columns that a terminal gives the text: two for East Asian wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (printableAscii.test(text)) return text.length
  let width = 0
  for (const grapheme of splitGraphemes(text)) width += graphemeWidth(grapheme)
  return width
}

/** What a reader sees as single characters. */
export function splitGraphemes(text: string): string[] {
  if (printableAscii.test(text)) return text.split('')
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

function graphemeWidth(grapheme: string): number {
  if (wide().test(grapheme)) return 2
  return nothing().test(grapheme) ? 0 : 1
}

/** Pads with spaces to a display width; text that is wider stays as it is. */
export function padTo(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const padding = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'right' ? text + padding : padding + text
}

/** Breaks at spaces so that no line is wider than `width`, unless one word alone is: a word is never cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(' ')) {
    const size = displayWidth(word)
    if (line !== '' && used + 1 + size > width) {
      lines.push(line)
      line = word
      used = size
    } else {
      line = line === '' ? word : `${line} ${word}`
      used += size + (used > 0 ? 1 : 0)
    }
  }
  lines.push(line)
  return lines
}
