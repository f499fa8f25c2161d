/**
 * How wide text is at the most. Nobody knows which font a reader has, so these are the widths, in hundredths of the font size and
 * rounded up, of a wide one: what fits by them fits in Arial, Helvetica, Segoe, Roboto and DejaVu.
 */

import { splitGraphemes } from '../report/width.ts'

const widths: readonly (readonly [number, string])[] = [
  [30, "'Iijl"],
  [35, ' ,./:;\\|'],
  [40, '()-[]ft'],
  [45, '!r'],
  [50, '"*_`'],
  [55, '?csz'],
  [60, 'FLkvxy'],
  [65, '$0123456789EPSTYJabdeghnopqu{}'],
  [70, 'ABCKRVXZ'],
  [75, 'NU'],
  [80, 'DGHOQ&'],
  [85, '#+<=>^w~'],
  [90, 'M'],
  [100, '%@Wm'],
]
const widthOf: ReadonlyMap<string, number> = new Map(
  widths.flatMap(([width, characters]) => characters.split('').map((character) => [character, width] as const)),
)
const anyLetter = /^[\u00a1-\u024f\u0370-\u052f\u0590-\u05ff]\p{M}*$/u
const boldness = 1.18

export interface Font {
  /** Pixels. */
  readonly size: number
  readonly bold?: boolean
}

/** Pixels that the text takes at the most. */
export function textWidth(text: string, { size, bold = false }: Font): number {
  const hundredths = splitGraphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0)
  return (hundredths / 100) * size * (bold ? boldness : 1)
}

/** What is not known is as wide as an emoji for each of its characters: a font may lack the picture that they make together. */
function graphemeWidth(grapheme: string): number {
  return widthOf.get(grapheme) ?? (anyLetter.test(grapheme) ? 110 : 140 * [...grapheme].length)
}

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function shortened(text: string, width: number, font: Font): string {
  if (textWidth(text, font) <= width) return text
  const room = width - textWidth('…', font)
  let used = 0
  let kept = ''
  for (const grapheme of splitGraphemes(text)) {
    used += textWidth(grapheme, font)
    if (used > room) break
    kept += grapheme
  }
  return `${kept.trimEnd()}…`
}

export interface Frame {
  readonly width: number
  readonly lines: number
}

/** Breaks text at spaces, and at hyphens where a word is too long, into lines that fit; what is too much for the last is cut. */
export function wrapped(text: string, { width, lines }: Frame, font: Font): string[] {
  const all: string[] = []
  let line = ''
  for (const piece of pieces(text, width, font)) {
    if (line !== '' && textWidth((line + piece).trimEnd(), font) > width) {
      all.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  all.push(line.trimEnd())
  const kept = all.length <= lines ? all : [...all.slice(0, lines - 1), all.slice(lines - 1).join(' ')]
  return kept.map((each) => shortened(each, width, font))
}

function pieces(text: string, width: number, font: Font): string[] {
  return text
    .split(/(?<= )(?=\S)/u)
    .flatMap((word) => (textWidth(word.trimEnd(), font) > width ? word.split(/(?<=-)(?=\S)/u) : [word]))
}
