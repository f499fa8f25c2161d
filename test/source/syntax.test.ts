import { afterEach, expect, test, vi } from 'vitest'
import { installRecovery, type Recover } from '../../src/source/lazy.ts'
import { readSource } from '../../src/source/reader.ts'
import { read, told } from './reading.ts'

afterEach(() => installRecovery(undefined))

test.each([
  ['a: b: c\n', '1:4-1:5', "a second ': ' in one line"],
  ['a: @x\n', '1:4-1:5', "text without quotes cannot start with '@'"],
  ['a: "x\nb: 1\nc: 2\n', '1:4-1:6', 'the quote " is never closed'],
  ['a: {b: 1\n', '1:9-1:9', "a closing '}' is missing, or stands too far left"],
  ['a: [1, 2\nb: 3\n', '2:1-2:2', "a closing ']' is missing, or stands too far left"],
  ['a:\n  b: 1\n c: 2\n', '3:1-3:2', 'the line does not line up with those above'],
  ['a: 1\nfoo\nb: 2\n', '2:1-2:4', "a line without ': ' among keys"],
  ['a: {\n  b: 1\n}\nc: 1\n', '3:1-3:2', 'a closing bracket, or a line before it, stands too far left'],
  ['a: "\\q"\n', '1:5-1:6', "'\\q' is no escape that YAML knows"],
])('%j is told in plain words, at its place', (text, place, message) => {
  const result = read(text)
  expect(told(result)[0]).toBe(`yaml-syntax ${place}`)
  expect(result.problems[0]?.message).toBe(message)
  expect(result.problems[0]?.fix).toBeDefined()
  expect(result.source.value).toBeUndefined()
})

test('tabs are told each, with what to do', () => {
  const result = read('a:\n\tb: 1\n\tc: 2\n')
  expect(told(result)).toEqual(['tab-indentation 2:1-2:2', 'tab-indentation 3:1-3:2'])
  expect(result.problems[0]?.fix).toBe('use spaces')
})

test('all that is wrong with a broken file is told, in the order of the text', () => {
  const text = 'a: b: c\na: 1\na: 2\n<<: x\n1: 2\n? {}\n: 1\n: 3\nt: !x &a y\nz: *a\n---\nb: 1\n'
  expect(told(read(text)).map((line) => line.split('-').slice(0, -1).join('-'))).toEqual([
    'yaml-syntax 1:4',
    'duplicate-key 3:1',
    'merge-key 4:1',
    'non-string-key 5:1',
    'non-string-key 6:3',
    'non-string-key 8:1',
    'explicit-tag 9:4',
    'anchors-and-aliases 10:4',
    'multiple-documents 11:1',
  ])
})

test('the first of two equal keys is pointed at in a broken file as well', () => {
  const result = read('a: 1\na: 2\nb: [\n')
  const [duplicate] = result.problems
  expect(duplicate?.code).toBe('duplicate-key')
  expect(result.source.span(duplicate?.related?.[0]?.place ?? { offset: 9 })).toMatchObject({ line: 1, column: 1 })
})

test('5,000 bad lines are twenty problems and a count', () => {
  const { problems } = read('a: b: c\n'.repeat(5_000))
  expect(problems).toHaveLength(21)
  expect(problems[20]).toMatchObject({ code: 'more-problems', message: expect.stringMatching(/^\d+ more problems/) })
  expect(read('a: b: c\n'.repeat(3), { maxProblems: 2 }).problems.length).toBeLessThanOrEqual(3)
})

test('what only the first reader refuses is told in its words', () => {
  const nothing: Recover = () => undefined
  installRecovery(() => nothing)
  const { problems } = readSource('x', 'a: b: c\n')
  expect(problems).toMatchObject([{ code: 'yaml-syntax', message: 'the line does not line up with those above' }])
})

test('without a second reader the first error is told', () => {
  installRecovery(undefined)
  const { problems } = readSource('x', 'a: b: c\nd: @\n')
  expect(problems).toHaveLength(1)
})

test('the second reader is not loaded for a good file, nor for one that is only refused', () => {
  const loader = vi.fn((): Recover => () => undefined)
  installRecovery(loader)
  readSource('x', 'a: 1\n')
  readSource('x', 'a: 1\nb: !t &x 1\nc: *x\n')
  expect(loader).not.toHaveBeenCalled()
  readSource('x', 'a: [\n')
  expect(loader).toHaveBeenCalledOnce()
})

test('a large broken file is told by its first error, soon', () => {
  const start = performance.now()
  const { problems } = read(`a: 1\n${']}'.repeat(500_000)}`)
  expect(problems).toHaveLength(1)
  expect(performance.now() - start).toBeLessThan(2000)
})

test('hostile words in a message are cut to a line', () => {
  const { problems } = read(`a: "${'\\q'.repeat(3)}"\nb: !${'x'.repeat(5_000)} 1\nc: ]${'y'.repeat(5_000)}\n`)
  for (const { message } of problems) expect(message.length).toBeLessThan(200)
})
