import { expect, test } from 'vitest'
import { read, told } from './reading.ts'

test.each([
  ['NUL', '\0', 'U+0000'],
  ['ESC', '\x1b', 'U+001B'],
  ['DEL', '\x7f', 'U+007F'],
  ['a C1 control', '\x9b', 'U+009B'],
  ['a byte-order mark within the text', '\uFEFF', 'U+FEFF'],
])('%s is refused where it stands', (_, character, name) => {
  const result = read(`a: 1\nb: "x${character}y"\n`)
  expect(told(result)).toEqual(['control-character 2:6-2:7'])
  expect(result.problems[0]?.message).toContain(name)
  expect(result.source.value).toBeUndefined()
})

test('written as escapes, control characters are values', () => {
  const { source, problems } = read('a: "\\0\\e\\u202E"\n')
  expect(problems).toEqual([])
  expect(source.value).toEqual({ a: '\0\x1b\u202e' })
})

test('characters that reorder the line are flagged, also in comments, and the value stays', () => {
  const result = read('a: x\u202ey\n# \u2066\n')
  expect(told(result)).toEqual(['bidirectional-control 1:5-1:6', 'bidirectional-control 2:3-2:4'])
  expect(result.source.value).toEqual({ a: 'x\u202ey' })
})

test.each(['\u200b', '\u200d', '\u200f', '\u00a0', '\u0085', '\u2028', '😀'])(
  '%j may stand in a value',
  (character) => {
    const { source, problems } = read(`a: x${character}y\n`)
    expect(problems).toEqual([])
    expect(source.value).toEqual({ a: `x${character}y` })
  },
)

test('a lone carriage return is an error, as it is no line end to most programs', () => {
  const result = read('a: 1\rb: 2\n')
  expect(result.problems.map(({ code }) => code)).toEqual(['lone-carriage-return'])
  expect(result.source.value).toBeUndefined()
})

test.each(['# x\n', '\t\n'])('columns count UTF-16 units, whatever came before (%j)', (before) => {
  const { source } = read(`${before}😀: ä\n`)
  expect(source.span({ path: ['😀'] })).toEqual({ line: 2, column: 5, endLine: 2, endColumn: 6 })
})
