import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeFrame } from '../../src/report/frame.ts'
import { paintFor } from '../../src/report/paint.ts'
import { displayWidth, padTo, wrap } from '../../src/report/width.ts'

const style = { paint: paintFor(false), unicode: false, width: 60 }
const span = (line: number, column: number, endColumn: number, endLine = line) => ({ line, column, endLine, endColumn })

describe('codeFrame', () => {
  test('marks exactly what is meant, between its neighbours', () => {
    expect(codeFrame(['a: 1', 'bee: two', 'c: 3', 'd: 4'], span(2, 6, 9), style)).toEqual([
      '  1 | a: 1',
      '  2 | bee: two',
      '    |      ^^^',
      '  3 | c: 3',
    ])
  })

  test('leaves out empty neighbours', () => {
    expect(codeFrame(['', 'key:', '  '], span(2, 1, 4), style)).toEqual(['  2 | key:', '    | ^^^'])
  })

  test('wide characters, combining marks and tabs do not shift the carets', () => {
    const frame = codeFrame(['日本: é\t🚀 key: value'], span(1, 10, 13), style)
    const [line, carets] = frame as [string, string]
    expect('日本: é\t🚀 key: value'.slice(9, 12)).toBe('key')
    expect(displayWidth(carets.slice(0, carets.indexOf('^')))).toBe(displayWidth(line.slice(0, line.indexOf('key'))))
  })

  test('what is spelled out is marked in full', () => {
    expect(codeFrame(['a: x\u001by'], span(1, 4, 7), style)).toEqual(['  1 | a: x\\x1by', '    |    ^^^^^^'])
  })

  test('a range of several lines ends with its first', () => {
    expect(codeFrame(['a: b', 'c: d'], span(1, 4, 3, 2), style)).toEqual(['  1 | a: b', '    |    ^', '  2 | c: d'])
  })

  test('a line of two megabytes is cut around what is meant', () => {
    for (const filler of ['x', '日', '\u202e']) {
      const long = filler.repeat(1e6)
      const start = Date.now()
      const frame = codeFrame([`${long}HERE${long}`], span(1, 1e6 + 1, 1e6 + 5), style)
      expect(Date.now() - start).toBeLessThan(500)
      expect(frame.join('\n').length).toBeLessThan(1000)
      expect(frame[0]).toContain('HERE')
      const [line, carets] = frame as [string, string]
      expect(displayWidth(carets.slice(0, carets.indexOf('^')))).toBe(displayWidth(line.slice(0, line.indexOf('HERE'))))
    }
  })

  test('never wider than asked, never a caret outside the line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(220), fc.nat(40), (text, start, length) => {
        const line = text.replaceAll('\n', ' ')
        const frame = codeFrame([line], span(1, start + 1, start + 1 + length), style)
        for (const row of frame) expect(displayWidth(row)).toBeLessThanOrEqual(style.width + 4)
        expect(frame.at(-1)).toContain('^')
      }),
    )
  })

  test('a place after the end of the text has no frame', () => {
    expect(codeFrame(['a'], span(3, 1, 1), style)).toEqual([])
  })
})

describe('display width', () => {
  test.each([
    ['abc', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['🚀', 2],
    ['❤️', 2],
    ['🇩🇪', 2],
    ['👍🏽', 2],
    ['한', 2],
    ['ｱ', 1],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  test('padding and wrapping count columns, and words stay whole', () => {
    expect(padTo('日', 4)).toBe('日  ')
    expect(padTo('7', 3, 'left')).toBe('  7')
    expect(wrap('日本 日本 abcdefghij', 5)).toEqual(['日本', '日本', 'abcdefghij'])
    expect(wrap('日本 日本 abcdefghij', 9)).toEqual(['日本 日本', 'abcdefghij'])
  })
})
