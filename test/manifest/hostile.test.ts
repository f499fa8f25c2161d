import { expect, test } from 'vitest'
import { readManifestValue } from '../../src/manifest/read-manifest.ts'
import { generatedValidator } from './generated.ts'

const validator = await generatedValidator('manifest')
/** As many as a section may have; more is one problem (`test/fuzz/scale.test.ts`). */
const many = Array.from({ length: 500 }, (_, index) => `component-${index}`)
const record = <Value>(keys: readonly string[], value: (key: string) => Value): Record<string, Value> =>
  Object.assign(Object.create(null), Object.fromEntries(keys.map((key) => [key, value(key)])))

const problemsOf = (value: object) =>
  readManifestValue({ atlaslint: 1, system: { name: 'x' }, components: { a: { kind: 'app' } }, ...value }, validator)
    .problems

// No times are asserted. What grew with the square of the input would run into the time limit of the test.

test('hundreds of names that lead nowhere, among hundreds that are like them', () => {
  const components = record(many, () => ({ kind: 'app' }))
  const flows = many.map((id) => ({ from: id, to: `${id}x` }))
  expect(problemsOf({ components, flows })).toHaveLength(many.length)
})

test('hundreds of unknown keys', () =>
  expect(problemsOf({ components: record(many, () => ({ kind: 'app', hostd: 1 })) })).toHaveLength(many.length))

test('a long list of the same word', () => {
  const carries = Array.from({ length: 100_000 }, () => 'prompt')
  expect(problemsOf({ flows: [{ from: 'a', to: 'a', carries }] })).toHaveLength(1)
})

test('a long list of wrong words', () => {
  const can = Array.from({ length: 20_000 }, (_, index) => `fly-${index}`)
  expect(problemsOf({ components: { a: { kind: 'app', can } } })).toHaveLength(can.length)
})

test('a chain of hosts and of zones, hundreds long, that ends in a circle', () => {
  const next = (id: string) => many[Math.min(Number(id.slice(10)) + 1, many.length - 1)]
  const components = record(many, (id) => ({ kind: 'host', 'hosted-on': next(id) }))
  expect(problemsOf({ components })).toMatchObject([{ code: 'circle' }])
  const zones = record(
    many.map((id) => id.replace('component', 'zone')),
    (id) => ({ trust: 'internal', within: next(id.replace('zone', 'component'))?.replace('component', 'zone') }),
  )
  expect(problemsOf({ zones })).toMatchObject([{ code: 'circle' }])
})

test('one word of a million letters stays out of the message', () => {
  const word = 'x'.repeat(1_000_000)
  const problems = problemsOf({ components: { [word]: { kind: word, owner: word, can: word, [word]: 1 } }, owners: {} })
  expect(problems).toHaveLength(5)
  for (const { message, fix } of problems) expect(message.length + (fix?.length ?? 0)).toBeLessThan(1_000)
})

test('keys that mean something on an object', () => {
  const { problems } = readManifestValue(
    JSON.parse(`{ "atlaslint": 1, "system": { "name": "x" }, "components": {
      "__proto__": { "kind": "app", "polluted": true }, "constructor": { "kind": "app", "zone": "constructor" } } }`),
    validator,
  )
  expect(problems.map(({ code }) => code)).toEqual(['bad-format', 'unknown-key', 'unknown-reference'])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('maps where a name is expected', () => {
  const nothing = Object.create(null)
  const codes = problemsOf({
    flows: [{ from: nothing, to: [nothing] }],
    controls: { k: { on: [nothing], status: nothing } },
  })
  expect(codes.every(({ code }) => ['wrong-type', 'missing-key'].includes(code))).toBe(true)
})
