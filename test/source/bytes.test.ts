import { expect, test } from 'vitest'
import { read, told } from './reading.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

test('a byte-order mark does not move the columns of line 1', () => {
  const result = read(utf8('\uFEFFa: 1\nb: 2\n'))
  expect(result.problems).toEqual([])
  expect(result.source.text).toBe('a: 1\nb: 2\n')
  expect(result.source.span({ path: ['a'], part: 'key' })).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 2 })
  expect(read('\uFEFFa: 1\n').source.text).toBe('a: 1\n')
})

test.each([
  ['UTF-16LE', [0xff, 0xfe, 0x61, 0, 0x3a, 0]],
  ['UTF-16BE', [0xfe, 0xff, 0, 0x61, 0, 0x3a]],
  ['UTF-32LE', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]],
  ['UTF-32BE', [0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]],
  ['UTF-16LE', [0x61, 0, 0x3a, 0]],
  ['UTF-16BE', [0, 0x61, 0, 0x3a]],
])('%s is told by its name', (name, bytes) => {
  const { problems, source } = read(Uint8Array.from(bytes))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ code: 'not-utf-8', fix: 'save it as UTF-8' })
  expect(problems[0]?.message).toContain(name)
  expect(source.value).toBeUndefined()
  expect(source.span({ path: ['a'] })).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 1 })
})

test('invalid UTF-8 is told by its byte offset and its column', () => {
  const bytes = Uint8Array.from([...utf8('ä: "\uFFFD"\nb: x'), 0xff, 0xfe, 0x0a])
  const result = read(bytes)
  expect(told(result)).toEqual(['not-utf-8 2:5-2:6'])
  expect(result.problems[0]?.message).toBe('the byte 0xFF at byte offset 14 is not valid UTF-8')
  expect(result.source.value).toBeUndefined()
})

test('invalid UTF-8 behind a byte-order mark keeps its column', () => {
  const result = read(Uint8Array.from([...utf8('\uFEFFa: '), 0xc3, 0x28]))
  expect(told(result)).toEqual(['not-utf-8 1:4-1:5'])
  expect(result.problems[0]?.message).toContain('byte offset 6 ')
})

test('a broken sequence at the very end is found', () => {
  expect(told(read(Uint8Array.from([...utf8('a: 1'), 0xe2, 0x82])))).toEqual(['not-utf-8 1:5-1:6'])
})

test('a file over the limit is not decoded', () => {
  const result = read(new Uint8Array(1_048_577).fill(0x61))
  expect(told(result)).toEqual(['file-too-large 1:1-1:1'])
  expect(result.problems[0]?.message).toBe('the file has 1048577 bytes; at most 1048576 are read')
  expect(result.source.text).toBe('')
  expect(told(read('ä'.repeat(6), { maxBytes: 11 }))).toEqual(['file-too-large 1:1-1:1'])
})

test('a part of a larger buffer is read as that part', () => {
  const whole = utf8('xxxa: 1yyy')
  expect(read(whole.subarray(3, 7)).source.value).toEqual({ a: 1 })
})

test('one line of 2 MB is read', () => {
  const { source, problems } = read(`a: "${'x'.repeat(2_000_000)}"\n`, { maxBytes: 4_000_000 })
  expect(problems).toEqual([])
  expect(source.span({ path: ['a'] })).toEqual({ line: 1, column: 4, endLine: 1, endColumn: 2_000_006 })
})
