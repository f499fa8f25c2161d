/** The rows of the attack matrix that concern YAML (encodings: `bytes.test.ts`, characters: `characters.test.ts`). */

import { describe, expect, test } from 'vitest'
import { read, told } from './reading.ts'

/** Generous: this tells linear from quadratic, not fast from slow. */
function within<T>(milliseconds: number, work: () => T): T {
  const start = performance.now()
  const result = work()
  expect(performance.now() - start).toBeLessThan(milliseconds)
  return result
}

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

describe('anchors and aliases', () => {
  const bomb = `a0: &a0 [x]\n${lines(9, (i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]`)}\n`

  test('an alias bomb is one problem, at the first alias, with the anchor beside it', () => {
    const result = within(1000, () => read(bomb))
    expect(told(result)).toEqual(['anchors-and-aliases 2:10-2:13'])
    expect(result.source.value).toBeUndefined()
    const [related] = result.problems[0]?.related ?? []
    expect(result.source.span(related?.place ?? { offset: 99 })).toMatchObject({ line: 1, column: 5 })
  })

  test('many aliases of one large node are no more than that', () => {
    const text = `big: &b [${Array(20_000).fill('1').join(',')}]\nall: [${Array(20_000).fill('*b').join(',')}]\n`
    expect(told(within(5000, () => read(text)))).toEqual(['anchors-and-aliases 2:7-2:9'])
  })

  test.each([
    ['cyclic', 'a: &a {b: *a}\n', '1:11-1:13'],
    ['unresolved', 'a: *nope\n', '1:4-1:9'],
    ['as a key', '*k : 1\n', '1:1-1:3'],
    ['anchor only', 'a: &x 1\n', '1:4-1:6'],
    ['anchor on a map', 'a: &x\n  b: 1\n', '1:4-1:6'],
  ])('%s', (_, text, place) => {
    const result = read(text)
    expect(told(result)).toEqual([`anchors-and-aliases ${place}`])
    expect(result.problems[0]?.fix).toBe('write the value out where it is used')
  })
})

describe('keys', () => {
  test('100,000 keys are read in linear time, block and flow', () => {
    const block = lines(100_000, (i) => `k${i}: 1`)
    expect(Object.keys(within(5000, () => read(block)).source.value as object)).toHaveLength(100_000)
    expect(told(within(5000, () => read(`{${lines(80_000, (i) => `k${i}: 1,`)}}`)))).toEqual([])
  })

  test('100,000 keys in a broken file take linear time, too, and the error is told', () => {
    const text = `x: y: z\n${lines(99_000, (i) => `k${i}: 1`)}`
    expect(told(within(5000, () => read(text)))).toEqual(['yaml-syntax 1:5-1:6'])
    expect(told(within(5000, () => read(text, { maxRecovery: text.length })))).toEqual(['yaml-syntax 1:4-1:5'])
  })

  test('a duplicate is told at the second, with the first beside it; the first value stays', () => {
    const result = read('a: 1\nb: {x: [1, {y: 2}], x: 3}\nc:\n  - d: 1\n    "d": 2\na: 4\n')
    expect(told(result)).toEqual(['duplicate-key 2:21-2:22', 'duplicate-key 5:5-5:8', 'duplicate-key 6:1-6:2'])
    const first = result.problems.map(({ related }) => result.source.span(related?.[0]?.place ?? { offset: 0 }))
    expect(first.map(({ line, column }) => [line, column])).toEqual([
      [2, 5],
      [4, 5],
      [1, 1],
    ])
    expect(result.source.value).toEqual({ a: 1, b: { x: [1, { y: 2 }] }, c: [{ d: 1 }] })
  })

  test('50,000 duplicates are twenty and a count', () => {
    const result = within(5000, () => read(lines(100_000, (i) => `k${i % 50_000}: 1`)))
    expect(result.problems).toHaveLength(21)
    expect(result.problems[20]?.message).toBe('49980 more problems in this file')
  })

  test('keys that are not text are refused, quoted ones are text', () => {
    const result = read('1: a\n1.0: b\n"1": c\ntrue: d\n~: e\nyes: f\n')
    const expected = ['1:1-1:2', '2:1-2:4', '4:1-4:5', '5:1-5:2'].map((place) => `non-string-key ${place}`)
    expect(told(result).filter((line) => line.startsWith('non'))).toEqual(expected)
    expect(result.problems[0]?.fix).toBe('quote it: "1"')
    expect(read('"1": c\n"true": d\n').problems).toEqual([])
  })

  test('lists, maps and nothing are no keys', () => {
    expect(told(read('? [a]\n: 1\n'))).toEqual(['non-string-key 1:3-1:4'])
    expect(told(read('{a: b}: 1\n'))).toEqual(['non-string-key 1:1-1:2'])
    expect(told(read('a: 1\n: 2\n'))).toEqual(['non-string-key 2:1-2:2'])
    expect(within(5000, () => read(':\n'.repeat(200_000))).problems).toHaveLength(21)
  })

  test('__proto__ and constructor are keys like any other', () => {
    const { source, problems } = read('__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n')
    expect(problems).toEqual([])
    expect(Object.keys(source.value as object)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(source.value)).toBeNull()
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(told(read('__proto__: 1\n__proto__: 2\n'))).toEqual(['duplicate-key 2:1-2:10'])
    expect(read('toString: 1\nhasOwnProperty: 2\n').problems).toEqual([])
  })

  test('merge keys are refused, a quoted << is a key', () => {
    expect(told(read('a:\n  <<: {b: 1}\n'))).toEqual(['merge-key 2:3-2:5'])
    expect(read('"<<": 1\n').problems).toEqual([])
  })
})

describe('nesting', () => {
  test('64 levels are read, 65 are not', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(read(nested(64)).problems).toEqual([])
    expect(told(read(nested(65)))).toEqual(['too-deep 1:65-1:66'])
    const block = (depth: number) => lines(depth, (i) => `${' '.repeat(i)}a:`)
    expect(read(block(64)).problems).toEqual([])
    expect(told(read(block(65)))).toEqual(['too-deep 65:65-65:66'])
  })

  test.each(['[', '{', '- ', '? ', '[{', '{a: '])('%j without end is one problem, one file after the other', (part) => {
    for (const count of [2_000, 20_000, 200_000]) {
      const result = within(5000, () => read(part.repeat(count)))
      expect(result.problems.map(({ code }) => code)).toEqual(['too-deep'])
    }
  })

  test.each(['[', '{', '- ', '? ', '[{', '{a: '])(
    '%j without end behind a syntax error does not reach the composer',
    (part) => {
      const codes = within(5000, () => read(`a: b: c\n---\n${part.repeat(50_000)}`)).problems.map(({ code }) => code)
      expect(codes).toContain('too-deep')
    },
  )
})

describe('what YAML has and we do not', () => {
  test('%YAML 1.1 is refused, %YAML 1.2 is not', () => {
    expect(told(read('# c\n%YAML 1.1\n---\na: yes\n'))).toEqual(['yaml-version 2:1-2:10'])
    expect(told(read('%YAML 2.0\n---\na: yes\n'))).toEqual(['yaml-version 1:1-1:10'])
    expect(read('%YAML 1.2\n---\na: yes\n').source.value).toEqual({ a: 'yes' })
    expect(read('a: |\n  %YAML 1.1\n').problems).toEqual([])
  })

  test.each([
    ['a: !!js/function "x"\n', '1:4-1:17'],
    ['a: !!str 1\n', '1:4-1:9'],
    ['a: !local\n  b: 1\n', '1:4-1:10'],
    ['- !<tag:x> [1]\n', '1:3-1:11'],
  ])('a tag is refused: %j', (text, place) => {
    const result = read(text)
    expect(told(result)).toEqual([`explicit-tag ${place}`])
    expect(result.source.value).toBeUndefined()
  })

  test.each([
    ['---\na: 1\n---\nb: 2\n', '3:1-3:4'],
    ['a: 1\n---\n', '2:1-2:4'],
    ['a: 1\n...\nb: 2\n', '3:1-3:2'],
    ['---\n---\n', '2:1-2:4'],
    ['a: |\n  ---\n--- # two\n', '3:1-3:4'],
  ])('a second document is refused: %j', (text, place) => {
    const result = read(text)
    expect(told(result)).toEqual([`multiple-documents ${place}`])
    expect(result.source.value).toBeUndefined()
  })

  test('one document with its marks is one document', () => {
    expect(read('---\na: 1\n...\n').source.value).toEqual({ a: 1 })
  })
})

describe('nothing to read', () => {
  test.each(['', '\n\n', '# only a comment\n', '---\n', 'null\n', '~'])('%j is an empty file', (text) => {
    const result = read(text)
    expect(result.problems.map(({ code, message }) => [code, message])).toEqual([['empty-file', 'the file is empty']])
    expect(result.source.value).toBeUndefined()
    expect(result.source.span({ path: [] }).line).toBeGreaterThan(0)
  })

  test('a single value is no map', () => {
    expect(told(read('hello\n'))).toEqual(['not-a-map 1:1-1:6'])
    expect(told(read('42\n'))).toEqual(['not-a-map 1:1-1:3'])
  })
})
