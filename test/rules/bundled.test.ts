import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { readCatalog } from '../../src/atlas/read.ts'
import { readManifestValue } from '../../src/manifest/read-manifest.ts'
import type { ReadSnippet } from '../../src/rules/examples.ts'
import { runSnippets } from '../../src/rules/examples.ts'
import { rulesFrom } from '../../src/rules/read-rules.ts'
import type { RuleEntry } from '../../src/rules/rule.ts'
import { rulesSchema } from '../../src/rules/rules-schema.ts'
import { compiled as catalogs } from '../atlas/compiled.ts'
import { generatedValidator } from '../manifest/generated.ts'
import { compiledRules } from './compiled.ts'

const root = join(import.meta.dirname, '../..')
const json = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))
const compiled = compiledRules
const examples = json('dist/rule-examples.json') as Record<string, { file: string; examples: RuleEntry['examples'] }>
const definitions = compiled.definitions()
const catalog = readCatalog(catalogs.slim)
const validator = await generatedValidator('manifest')
const rules = compiled.rules.map((rule) => ({ ...rule.entry, examples: examples[rule.id]?.examples ?? [] }))

const readSnippet: ReadSnippet = (value) => {
  // Snippets are plain objects; the reader makes maps without prototype.
  const { manifest, problems } = readManifestValue(value, validator)
  return { ...(manifest === undefined ? {} : { manifest }), problems }
}

describe('every bundled rule', () => {
  test('is there', () => expect(rules.length).toBeGreaterThan(250))

  test.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s fires on its examples and on no near miss',
    (_, rule) => {
      const results = rulesFrom([rule], 'bundled', definitions).flatMap((one) => runSnippets(one, [], readSnippet))
      expect(
        results.filter(({ passed }) => !passed).map(({ title, problem }) => `${title}: ${problem?.message}`),
      ).toEqual([])
    },
  )

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s has two examples and two near misses', (_, rule) => {
    expect(rule.examples.length).toBeGreaterThanOrEqual(2)
    expect(rule.examples.flatMap((example) => example['near-misses'] ?? []).length).toBeGreaterThanOrEqual(2)
  })

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s names its subject and says what to do', (_, rule) => {
    expect(rule.message).toMatch(/\{subject\}|\{neighbour\}|\{source\}|\{path\}/)
    expect(rule.why.split(' ').length).toBeGreaterThan(15)
    expect(rule.fix.split(' ').length).toBeGreaterThan(4)
  })
})

describe('every technique of the catalog', () => {
  const judged = new Set(rules.map(({ technique }) => technique))
  test.each([...catalog.techniques.keys()])('%s has a rule, or a reason why none can tell', (id) => {
    expect([judged.has(id), compiled.notJudged[id] !== undefined].filter(Boolean)).toHaveLength(1)
  })
  test('no rule judges a technique that is not there', () => {
    expect([...judged].filter((id) => !catalog.techniques.has(id))).toEqual([])
  })
})

describe('every shared definition', () => {
  const used = JSON.stringify([rules, Object.fromEntries(definitions)])
  test.each([...definitions.keys()])('%s is used', (name) => expect(used).toContain(`"is":"${name}"`))
})

describe('the schema of rule files', () => {
  const validate = new Ajv({ strict: false }).compile(rulesSchema())
  test('is the published file', () => expect(json('schemas/rules.schema.json')).toEqual(rulesSchema()))
  test.each([...new Set(Object.values(examples).map(({ file }) => file))])('accepts %s', (file) => {
    expect([validate(load(readFileSync(join(root, file), 'utf8'))), validate.errors]).toEqual([true, null])
  })
})
