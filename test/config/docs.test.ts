import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keys } from '../../src/config/settings.ts'
import { readExample } from './reading.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const page = read('docs/configuration.md')
const schema = JSON.parse(read('schemas/config.schema.json'))

/** Names of all keys, and all words that a value may be. */
function vocabulary(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node)) return node.flatMap(vocabulary)
  const { properties, enum: words, ...rest } = node as Record<string, unknown>
  return [
    ...Object.entries((properties ?? {}) as object).flatMap(([name, below]) => [name, ...vocabulary(below)]),
    ...(Array.isArray(words) ? words.map(String) : []),
    ...Object.values(rest).flatMap(vocabulary),
  ]
}

test.each([...new Set(vocabulary(schema))])('the page explains %s', (word) => expect(page).toContain(`\`${word}\``))

test('the program knows the keys of the schema, and no other', () => {
  expect([...keys, 'extends'].sort()).toEqual(Object.keys(schema.properties).sort())
})

test('the example on the page is valid, and shows every key', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const { problems, file } = readExample(example)
  expect(problems).toEqual([])
  expect(new Set(file?.settings.map(({ key }) => key))).toEqual(new Set(keys.filter((key) => key !== 'catalog')))
})

test('every key and choice of the schema is described', () => {
  const undescribed = (node: Record<string, unknown>, name: string): string[] => {
    const own = node.description === undefined && name.includes('longest-acceptance.') === false ? [name] : []
    const inner = Object.entries((node.properties ?? {}) as Record<string, Record<string, unknown>>)
    return [...own, ...inner.flatMap(([key, below]) => undescribed(below, `${name}.${key}`))]
  }
  expect(undescribed(schema, '')).toEqual([])
})
