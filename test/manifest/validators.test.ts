import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { generatedValidator } from './generated.ts'

const schema = JSON.parse(readFileSync(new URL('../../schemas/manifest.schema.json', import.meta.url), 'utf8'))
const { check, errors } = await generatedValidator('manifest')
const interpreted = new Ajv({ allErrors: true, strict: false }).compile(schema)

/** A manifest in which every part of the format occurs. */
const complete = {
  atlaslint: 1,
  system: { name: 'x', owner: 'o', catalog: '2026.09', reviewed: '2026-01-01', 'review-every': '90d', tags: ['t'] },
  owners: { o: { contact: 'c' } },
  zones: { z: { trust: 'internal', within: 'y' } },
  data: { d: { personal: true, kind: 'secret', grants: ['c'], lifetime: 'long' } },
  components: {
    c: { kind: 'agent', auth: ['user'], 'writable-by': 'anyone', holds: ['d'], can: ['run-code'], isolated: true },
    e: { kind: 'llm', 'based-on': ['b'], tags: ['t'] },
  },
  flows: [{ from: 'c', to: 'e', carries: ['prompt', 'd'], returns: ['completion'], encrypted: false }],
  controls: { k: { implements: ['AML.M0020'], on: ['*'], status: 'planned', evidence: [{ type: 'test', ref: 'r' }] } },
  decisions: [{ technique: 'AML.T0051', treatment: 'accept', reason: 'r', owner: 'o', expires: '2027-01-01' }],
}

/** Every value with one thing in it made different: replaced, taken out, added, or doubled. */
function* changed(value: unknown): Generator<unknown> {
  yield* [null, 7, true, 'nonsense', '', [], {}, ['nonsense', 'nonsense'], { nonsense: null }]
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const other of changed(item)) yield value.with(index, other)
      yield [...value, item]
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const { [key]: _, ...rest } = value as Record<string, unknown>
      yield rest
      yield { ...rest, [`${key} `]: item }
      for (const other of changed(item)) yield { ...value, [key]: other }
    }
  }
}

describe('the generated validators', () => {
  const variants = [complete, ...changed(complete)]

  test('have something to disagree about', () => {
    expect(check(complete)).toBe(true)
    expect(variants.filter((variant) => interpreted(variant)).length).toBeGreaterThan(20)
    expect(variants.filter((variant) => !interpreted(variant)).length).toBeGreaterThan(300)
  })

  test('say of every variant what ajv says', () => {
    const different = variants.filter((variant) => {
      const valid = interpreted(variant)
      return check(variant) !== valid || (errors(variant).length === 0) !== valid
    })
    expect(different).toEqual([])
  })
})

test.each(['check', 'errors'])('manifest-%s.js loads nothing', (name) => {
  const code = readFileSync(new URL(`../../dist/generated/manifest-${name}.js`, import.meta.url), 'utf8')
  // ajv keeps the source of its helpers in strings; those are not loaded.
  expect(/^import\b|[^'"]require\(/m.test(code)).toBe(false)
})
