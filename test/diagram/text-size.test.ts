import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shortened, textWidth, wrapped } from '../../src/diagram/text-size.ts'

/** Widths in thousandths of the font size, as a real font has them: DejaVu Sans, one of the widest in use, and its bold face. */
const measured: readonly (readonly [string, number, number])[] = [
  ['fraud-registry', 6860, 7894],
  ['Open-source inference server', 14880, 16738],
  ['prompt, system-prompt', 11929, 13447],
  ['returns completion', 9515, 10788],
  ['MWMW WWW', 6987, 7854],
  ['illicit, fill, tilt', 6128, 7346],
  ['critical 17', 4939, 5600],
  ['AML.T0051.001', 7804, 8719],
  ['Größe naïve', 6092, 6806],
  ['weights-vault (restricted)', 12680, 14528],
  ['Отдел', 3315, 3648],
  ['payment-history', 8255, 9328],
]

describe('textWidth', () => {
  test.each(measured)('%s is as wide as the real font at least, and not much wider', (text, plain, bold) => {
    for (const [real, font] of [
      [plain, { size: 10 }],
      [bold, { size: 10, bold: true }],
    ] as const) {
      expect(textWidth(text, font)).toBeGreaterThanOrEqual(real / 100)
      // Letters outside ASCII are taken for the widest of their script.
      expect(textWidth(text, font)).toBeLessThan((real / 100) * (/^[\x20-\x7e]*$/.test(text) ? 1.15 : 1.8))
    }
  })

  test('what is not known counts as wide as an emoji, part by part', () => {
    expect(textWidth('🧑🏽‍🚀', { size: 10 })).toBeGreaterThanOrEqual(2 * textWidth('🚀', { size: 10 }))
    expect(textWidth('日本語', { size: 10 })).toBeGreaterThanOrEqual(30)
  })
})

const font = { size: 13, bold: true }
const text = fc
  .array(fc.oneof(fc.constantFrom('a', 'W', ' ', '-', 'word', '日', '🚀'), fc.string({ maxLength: 4 })))
  .map((all) => all.join(''))

test('whatever is shortened fits, and begins as it began', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 40, max: 300 }), (long, width) => {
      const short = shortened(long, width, font)
      expect(textWidth(short, font)).toBeLessThanOrEqual(width)
      if (short !== long) expect(long.startsWith(short.slice(0, -1))).toBe(true)
    }),
  )
})

test('whatever is wrapped fits, line by line, and loses nothing but what is too much for the last', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 4 }), (long, lines) => {
      const all = wrapped(long, { width: 120, lines }, font)
      expect(all.length).toBeLessThanOrEqual(lines)
      for (const line of all) expect(textWidth(line, font)).toBeLessThanOrEqual(120)
      const bare = (some: string) => some.replace(/\s/g, '')
      if (!all.some((line) => line.endsWith('…'))) expect(bare(all.join(''))).toBe(bare(long))
    }),
  )
})

test('words stay whole where they fit', () => {
  expect(wrapped('prompt, system-prompt, tool-definition', { width: 120, lines: 3 }, { size: 10.5 })).toEqual([
    'prompt,',
    'system-prompt,',
    'tool-definition',
  ])
})
