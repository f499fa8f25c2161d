import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { kinds, payloadGroups, payloadWords, powers, scales, wordOfDataKind } from '../src/vocabulary.ts'

interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema
  readonly anyOf?: readonly Schema[]
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const schema: Schema = JSON.parse(read('../schemas/manifest.schema.json'))

/** The schema below a route of property names; `*` is any id, `[]` any entry of a list. */
function at(...route: string[]): Schema {
  let found: Schema | undefined = schema
  for (const step of route) {
    if (step === '*') found = found?.additionalProperties
    else found = step === '[]' ? found?.items : found?.properties?.[step]
  }
  if (!found) throw new Error(`the schema has no ${route.join('.')}`)
  return found
}

const sorted = (words: Iterable<string> | undefined): string[] => [...(words ?? [])].sort()

describe('vocabulary and schema say the same', () => {
  test('kinds', () => expect(sorted(kinds)).toEqual(sorted(at('components', '*', 'kind').enum)))

  test.each(['carries', 'returns'])('payload words of %s', (field) =>
    expect(sorted(payloadWords)).toEqual(sorted(at('flows', '[]', field, '[]').anyOf?.[0]?.enum)),
  )

  test('powers', () => expect(powers).toEqual(at('components', '*', 'can', '[]').enum))

  test('kinds of data that imply a word', () =>
    expect(sorted(Object.keys(wordOfDataKind))).toEqual(sorted(at('data', '*', 'kind').enum)))

  const places: Readonly<Record<string, string[]>> = {
    trust: ['zones', '*', 'trust'],
    classification: ['data', '*', 'classification'],
    lifetime: ['data', '*', 'lifetime'],
    criticality: ['system', 'criticality'],
    approval: ['flows', '[]', 'approval'],
  }
  const derived = ['written-by', 'influenced-by', 'callable-by']
  test.each(Object.keys(scales).filter((name) => !derived.includes(name)))('scale %s', (name) =>
    expect(sorted(scales[name])).toEqual(sorted(at(...(places[name] ?? ['components', '*', name])).enum)),
  )
})

test('word groups and implied words are payload words', () => {
  const used = [...Object.values(payloadGroups).flat(), ...Object.values(wordOfDataKind)]
  expect(used.filter((word) => !payloadWords.includes(word))).toEqual([])
})

describe('the types of the manifest have the fields of the schema', () => {
  const source = read('../src/manifest/manifest.ts')
  const fieldsOf = (name: string): string[] => {
    const body = new RegExp(`interface ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? ''
    return [...body.matchAll(/readonly '?([a-z-]+)'?(\??):/g)].map(([, field, optional]) => `${field}${optional}`)
  }
  const fieldsIn = ({ properties, required }: Schema): string[] =>
    Object.keys(properties ?? {}).map((field) => (required?.includes(field) ? field : `${field}?`))

  test.each([
    ['Manifest'],
    ['SystemEntry', 'system'],
    ['OwnerEntry', 'owners', '*'],
    ['ZoneEntry', 'zones', '*'],
    ['DataEntry', 'data', '*'],
    ['FlowEntry', 'flows', '[]'],
    ['ControlEntry', 'controls', '*'],
    ['EvidenceEntry', 'controls', '*', 'evidence', '[]'],
    ['DecisionEntry', 'decisions', '[]'],
  ])('%s', (name, ...route) => expect(sorted(fieldsOf(name))).toEqual(sorted(fieldsIn(at(...route)))))
})

const contract = new URL('../../shared/design/manifest.schema.json', import.meta.url)

test.skipIf(!existsSync(contract))('what the reference contract allows is what the schema allows', () => {
  expect(withoutNotes(schema)).toEqual(withoutNotes(JSON.parse(readFileSync(contract, 'utf8'))))
})

/** A schema without what only helps editors, and without the type where a list of words says it already. */
function withoutNotes(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNotes)
  if (typeof node !== 'object' || node === null) return node
  const { type, ...rest } = node as Record<string, unknown>
  const isImplied = type === 'string' && ('enum' in rest || 'anyOf' in rest)
  const kept = Object.entries(type === undefined || isImplied ? rest : { type, ...rest })
  const isNote = ([key, value]: [string, unknown]): boolean =>
    (key === 'description' && typeof value === 'string') || (key === 'examples' && Array.isArray(value))
  return Object.fromEntries(kept.filter((entry) => !isNote(entry)).map(([key, value]) => [key, withoutNotes(value)]))
}
