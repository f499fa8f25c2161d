import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitize } from '../../src/report/sanitize.ts'
import { expectHarmless } from '../attacks/harmless.ts'
import { payloads } from '../formats/hostile-report.ts'

describe('sanitize', () => {
  test('leaves ordinary text alone, also outside ASCII', () => {
    for (const text of ['a -> b: c', 'Größe 日本語 🚀', 'a::b', '# note', '## heading'])
      expect(sanitize(text)).toBe(text)
  })

  test('spells out what cannot be seen', () => {
    expect(sanitize('a\n\t\r\u001b\u0085\u202e\u{e0041}\ud800z')).toBe('a\\n\\t\\r\\x1b\\x85\\u202e\\u{e0041}\\ud800z')
  })

  test('breaks commands visibly', () => {
    expect(sanitize('::error::x')).toBe(':\\:error::x')
    expect(sanitize('see ##[error]x')).toBe('see #\\#[error]x')
    expect(sanitize('##VSO[x]')).toBe('#\\#VSO[x]')
  })

  test('never lets anything through, and a second pass changes nothing', () => {
    const piece = fc.oneof(
      fc.constantFrom(...payloads, ':', '::', '#', '##', '[', 'vso[', ' ', '\n'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const safe = sanitize(text)
          expectHarmless(safe)
          expect(sanitize(safe)).toBe(safe)
        },
      ),
      { numRuns: 500 },
    )
  })
})
