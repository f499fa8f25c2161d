import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import type { Payload, System } from '../../src/system/system.ts'
import { read, systemOf } from '../manifest/reading.ts'

const text = `
atlaslint: 1
system: { name: x }
owners: { ours: {}, theirs: {} }
zones:
  cluster: { trust: internal, owner: ours }
  vault: { trust: restricted, within: cluster }
  safe: { trust: restricted, within: vault, owner: theirs }
data:
  addresses: { kind: business }
  key: { kind: secret }
  notes: {}
components:
  helper: { kind: agent, zone: cluster, hosted-on: server, uses: [kit] }
  orders: { kind: database, zone: vault, holds: [addresses], hosted-on: server }
  keys: { kind: secret-store, zone: safe, holds: [key] }
  model: { kind: llm, based-on: [base], trained-on: [orders], owner: theirs }
  base: { kind: llm }
  kit: { kind: library }
  server: { kind: host, zone: cluster, hosted-on: rack }
  rack: { kind: hardware }
flows:
  - { from: helper, to: orders, carries: [query], returns: [addresses, document, notes] }
  - { from: keys, to: helper, carries: [key] }
  - { from: helper, to: model, id: ask, carries: [prompt, addresses], returns: [completion] }
  - { from: helper, to: model }
  - { from: helper, to: model }
`

const said = ({ words, data }: Payload): unknown => [words, data.map(({ id }) => id)]
const movesOf = (system: System): string[] =>
  system.moves.map(({ from, to, kind, backward }) => `${from.id} ${kind}${backward ? ' back' : ''} ${to.id}`)

describe('the graph', () => {
  const system = systemOf(text)
  const component = (id: string) => system.componentById.get(id)

  test('indexes are places in the lists', () => {
    expect(system.components.every((item, index) => item.index === index)).toBe(true)
    expect(system.flows.every((item, index) => item.index === index)).toBe(true)
    expect(system.moves.every((item, index) => item.index === index)).toBe(true)
  })

  test('zones lie in each other', () =>
    expect(system.zones.get('safe')?.enclosing).toEqual(['safe', 'vault', 'cluster']))

  test('owners: its own, that of the zone, that of the nearest zone around', () =>
    expect(['model', 'helper', 'orders', 'keys', 'base'].map((id) => component(id)?.owner)).toEqual([
      'theirs',
      'ours',
      'ours',
      'theirs',
      undefined,
    ]))

  test('kinds: itself and its parent', () => expect(component('model')?.kinds).toEqual(['llm', 'model']))

  test('hosts, both ways', () => {
    expect(component('helper')?.host?.host?.id).toBe('rack')
    expect(component('server')?.hosted.map(({ id }) => id)).toEqual(['helper', 'orders'])
  })

  test('flows are called by their id, or by their ends; equal names are still different flows', () => {
    expect(system.flows.map(({ id }) => id)).toEqual([
      'helper -> orders',
      'keys -> helper',
      'ask',
      'helper -> model',
      'helper -> model',
    ])
    expect(new Set(system.flows).size).toBe(5)
  })

  test('flows carry the words of their data, once', () => {
    const [look, key, ask, silent] = system.flows
    expect(look && said(look.returns)).toEqual([['document'], ['addresses', 'notes']])
    expect(key && said(key.carries)).toEqual([['credential'], ['key']])
    expect(ask && said(ask.carries)).toEqual([['prompt', 'document'], ['addresses']])
    expect(silent && said(silent.carries)).toEqual([[], []])
  })

  test('crosses: another zone, an outer one, too; unknown without zone', () =>
    expect(system.flows.map(({ crosses }) => crosses)).toEqual([true, true, undefined, undefined, undefined]))

  test('moves: each flow, its way back where it returns something, and what the fields say', () =>
    expect(movesOf(system)).toEqual([
      'helper flow orders',
      'orders flow back helper',
      'keys flow helper',
      'helper flow model',
      'model flow back helper',
      'helper flow model',
      'helper flow model',
      'kit uses helper',
      'server hosted-on helper',
      'server hosted-on orders',
      'orders trained-on model',
      'base based-on model',
      'rack hosted-on server',
    ]))

  test('what structural moves carry', () => {
    const words = new Map(system.moves.filter(({ flow }) => !flow).map(({ kind, payload }) => [kind, payload.words]))
    expect(Object.fromEntries(words)).toEqual({
      uses: ['package'],
      'hosted-on': [],
      'trained-on': ['training-data'],
      'based-on': ['model'],
    })
  })

  test('passes: what it holds and what flows take in or out of it', () =>
    expect(['helper', 'orders', 'keys', 'base'].map((id) => component(id)?.passes.map((item) => item.id))).toEqual([
      ['key', 'addresses', 'notes'],
      ['addresses', 'notes'],
      ['key'],
      [],
    ]))
})

describe('what is not right does no harm', () => {
  const manifest: Manifest = {
    atlaslint: 1,
    system: { name: 'x' },
    zones: {
      a: { trust: 'internal', within: 'b' },
      b: { trust: 'internal', within: 'a' },
      c: { trust: 'no', within: 'd' },
    },
    components: {
      one: { kind: 'host', zone: 'a', 'hosted-on': 'two', holds: ['nothing'] },
      two: { kind: 'nonsense', zone: 'gone', 'hosted-on': 'one' },
      three: { kind: 'constructor', 'hosted-on': 'three', uses: ['gone'] },
    },
    flows: [
      { from: 'gone', to: 'one' },
      { from: 'one', to: 'two', carries: ['constructor', 'nothing'] },
    ],
  }
  const system = buildSystem(manifest)

  test('circles are cut open, so that going up ends', () => {
    expect(system.zones.get('a')?.enclosing).toEqual(['a', 'b'])
    expect(system.components.map(({ host }) => host?.id)).toEqual(['two', undefined, undefined])
  })

  test('what leads nowhere is left out; flows keep their place in the file', () => {
    expect(system.flows.map(({ id, index }) => [id, index])).toEqual([['one -> two', 0]])
    expect(system.flows.map(({ carries }) => said(carries))).toEqual([[[], []]])
    expect(system.components[0]?.holds).toEqual([])
  })
})

/** The same value with the keys of every map the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  )
}

test('the order of keys changes nothing that is derived', () => {
  const facts = (manifest: Manifest) =>
    buildSystem(manifest)
      .components.map(({ id, owner, host, passes, tools, powers, writtenBy, influencedBy, callableBy, zone }) => ({
        id,
        owner,
        host: host?.id,
        zone: zone?.id,
        powers,
        writtenBy,
        influencedBy,
        callableBy,
        passes: passes.map((item) => item.id).sort(),
        tools: tools.map((tool) => tool.id).sort(),
      }))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
  const { manifest } = read(text)
  if (!manifest) throw new Error('unreadable')
  expect(facts(reversed(manifest) as Manifest)).toEqual(facts(manifest))
})

test('a chain of twenty thousand agents neither overflows the stack nor takes long', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `agent-${index}`)
  const system = buildSystem({
    atlaslint: 1,
    system: { name: 'x' },
    components: Object.fromEntries(
      ids.map((id, index) => [id, { kind: 'agent', ...(index === ids.length - 1 && { can: ['run-code'] }) }]),
    ),
    flows: ids.slice(1).map((id, index) => ({ from: ids[index] as string, to: id, carries: ['prompt'] })),
  })
  expect(system.components[0]?.powers).toEqual(['run-code'])
  expect(system.components[0]?.tools).toHaveLength(ids.length - 1)
})
