import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendToList, type Entry } from '../../src/source/edit.ts'
import { readSource } from '../../src/source/reader.ts'

const entry = {
  technique: 'AML.T0051',
  on: 'a -> b',
  treatment: 'accept',
  reason: 'So: it "is" # this',
  expires: '2027-01-01',
  ticket: '123',
}
const value = (text: string) => JSON.parse(JSON.stringify(readSource('', text).source.value ?? null))

/** What was put in, when all before it and all after it is as it was. */
function inserted(before: string, after: string): string | undefined {
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  for (; start >= 0; start -= 1) {
    const rest = before.length - start
    if (after.slice(after.length - rest) === before.slice(start)) return after.slice(start, after.length - rest)
  }
  return undefined
}

const manifests = ['examples', 'test/corpus'].flatMap((folder) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => /ai-system\.ya?ml$/.test(name))
    .map((name) => join(folder, name)),
)

describe('every manifest that we have', () => {
  test('there are some, with and without decisions', () => {
    const texts = manifests.map((file) => readFileSync(file, 'utf8'))
    expect(texts.some((text) => /^decisions:/m.test(text))).toBe(true)
    expect(texts.some((text) => !/^decisions:/m.test(text))).toBe(true)
  })

  test.each(manifests)('%s takes any decision, and nothing else in it changes', (file) => {
    const text = readFileSync(file, 'utf8')
    const word = fc.string({
      unit: fc.constantFrom(...'ab:#-\'"{}[],&*!|>%@`? \n\tüé😀01~'),
      minLength: 1,
      maxLength: 200,
    })
    fc.assert(
      fc.property(word, fc.constantFrom('\n', '\r\n'), (reason, end) => {
        const before = text.replaceAll('\n', end)
        const made = { ...entry, reason }
        const edited = appendToList(before, 'decisions', made)
        expect(inserted(before, edited?.text ?? '')).toBeDefined()
        expect(value(edited?.text ?? '').decisions.at(-1)).toEqual(made)
        const line = edited?.text.split('\n')[(edited?.at.line ?? 0) - 1] ?? ''
        expect(line).toMatch(/^\s*- technique: /)
      }),
      { numRuns: 40 },
    )
  })
})

describe('where it goes', () => {
  const cases: Record<string, [before: string, after: string]> = {
    'no list yet': ['a: 1\n', 'a: 1\n\ndecisions:\n  - x: y\n'],
    'no line feed at the end': ['a: 1', 'a: 1\n\ndecisions:\n  - x: y\n'],
    'before the mark that ends a document': ['a: 1\n...\n', 'a: 1\n\ndecisions:\n  - x: y\n...\n'],
    'an empty list': ['decisions: []\n', 'decisions: [{ x: y }]\n'],
    'a list in one line': ['decisions: [{x: z}] # c\nb: 2\n', 'decisions: [{x: z}, { x: y }] # c\nb: 2\n'],
    'a list in the middle': [
      'decisions:\n  - x: z # c\n\n# d\nb: 2\n',
      'decisions:\n  - x: z # c\n  - x: y\n\n# d\nb: 2\n',
    ],
    'a list that is not indented': ['decisions:\n- x: z\nb: 2\n', 'decisions:\n- x: z\n- x: y\nb: 2\n'],
    'behind a comment on the last entry': [
      'decisions:\n  - x: z\n    # c\n  # d\nb: 2\n',
      'decisions:\n  - x: z\n    # c\n  - x: y\n  # d\nb: 2\n',
    ],
    'a block of text at the end': [
      'decisions:\n  - x: |\n      z\n# c\n',
      'decisions:\n  - x: |\n      z\n  - x: y\n# c\n',
    ],
    'a folded text without a line feed': [
      'decisions:\n  - x: >-\n      z',
      'decisions:\n  - x: >-\n      z\n  - x: y\n',
    ],
    'Windows line ends': ['a: 1\r\ndecisions:\r\n  - x: z\r\n', 'a: 1\r\ndecisions:\r\n  - x: z\r\n  - x: y\r\n'],
  }
  test.each(Object.entries(cases))('%s', (_, [before, after]) => {
    expect(appendToList(before, 'decisions', { x: 'y' })?.text).toBe(after)
  })

  test.each(['{a: 1}\n', '- a\n', 'text\n', '', 'decisions: word\n', 'decisions: { a: b }\n'])(
    '%j is refused',
    (text) => {
      expect(appendToList(text, 'decisions', { x: 'y' } satisfies Entry)).toBeUndefined()
    },
  )
})

test.each([
  ' \n',
  '\n \n',
  '  a\nb',
  ' ',
  '\ta\n\n\nb\n',
  '# a',
  '- a',
  'a: b',
  '"',
  "'",
  '~',
  'null',
  '1.0',
  '---\na',
  '...',
  '%YAML 1.1',
])('the text %j comes back as it was', (reason) => {
  for (const text of ['a: 1\n', 'a: 1\ndecisions:\n- x: y\nb: 2\n', 'a: 1\r\ndecisions: [{x: y}]\r\n']) {
    const edited = appendToList(text, 'decisions', { ...entry, reason })
    expect(value(edited?.text ?? '').decisions.at(-1)).toEqual({ ...entry, reason })
  }
})
