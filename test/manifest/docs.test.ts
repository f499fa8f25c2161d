import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read } from './reading.ts'

const page = readFileSync(new URL('../../docs/manifest.md', import.meta.url), 'utf8')
const schema: unknown = JSON.parse(readFileSync(new URL('../../schemas/manifest.schema.json', import.meta.url), 'utf8'))

/** The names of all fields, and all words that a value may be. */
function vocabulary(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(vocabulary)
  if (typeof node !== 'object' || node === null) return []
  const { properties, enum: words, examples: _, ...rest } = node as Record<string, unknown>
  const isSchema = typeof properties === 'object' && properties !== null && !('$ref' in properties)
  return [
    ...(isSchema ? Object.entries(properties).flatMap(([name, below]) => [name, ...vocabulary(below)]) : []),
    ...(Array.isArray(words) ? words.map(String) : []),
    ...Object.values(rest).flatMap(vocabulary),
  ]
}

const words = [...new Set(vocabulary(schema))].sort()

test('the schema has the words that this is about', () => {
  expect(words.length).toBeGreaterThan(250)
  expect(words).toEqual(
    expect.arrayContaining(['review-every', 'predictive-model', 'sensor-signal', 'not-applicable', 'ticket']),
  )
})

test.each(words)('the page explains %s', (word) => expect(page).toContain(`\`${word}\``))

test('words in code on the page are words of the format', () => {
  const others = ['-', 'true']
  const used = [...page.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`]+)`/g)].map(([, code]) => code as string)
  const unknown = used.filter((code) => /^[a-z-]+$/.test(code) && !words.includes(code) && !others.includes(code))
  expect(unknown).toEqual([])
})

test('the example on the page has no problems', () => {
  const example = /```yaml\n(atlaslint: 1\n[\s\S]*?)```/.exec(page)?.[1] ?? ''
  const { manifest, located } = read(example)
  expect(located).toEqual([])
  expect(Object.keys(manifest ?? {})).toHaveLength(9)
})
