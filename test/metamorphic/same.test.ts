/** Changes of the file that change nothing about the system. */

import fc from 'fast-check'
import { dump } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { anySystem, judge, judgeTree, kernel, systems, type Tree, treeOf, words } from './judged.ts'

/** The same lot of shuffles every time. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state
  }
  return items
    .map((item) => ({ item, at: next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
}

/** Keys of every map in another order; lists as they are. */
function reordered(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, seed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    shuffled(Object.entries(value), seed).map(([key, inner]) => [key, reordered(inner, seed + 1)]),
  )
}

/** Every id under another name, wherever it is used. */
function renamed(tree: Tree, rename: (id: string) => string): Tree {
  const keys = (section: 'owners' | 'zones' | 'data' | 'components' | 'controls') =>
    new Set(Object.keys(tree[section] ?? {}))
  const ids = new Set([
    ...keys('owners'),
    ...keys('zones'),
    ...keys('data'),
    ...keys('components'),
    ...keys('controls'),
  ])
  for (const { id } of tree.flows ?? []) if (id !== undefined) ids.add(id)
  const data = keys('data')
  const names = new Set([
    'owner',
    'zone',
    'within',
    'from',
    'to',
    'id',
    'hosted-on',
    'based-on',
    'trained-on',
    'uses',
    'holds',
    'grants',
    'on',
  ])
  const other = (name: string): string => (ids.has(name) ? rename(name) : name)
  const target = (text: string): string =>
    text
      .split(/\s*->\s*/)
      .map(other)
      .join(' -> ')
  const visit = (value: unknown, key: string, depth = 0): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, key, depth + 1))
    if (typeof value === 'string') {
      if (key === 'carries' || key === 'returns') return data.has(value) ? rename(value) : value
      return names.has(key) ? target(value) : value
    }
    if (typeof value !== 'object' || value === null) return value
    const isSection = depth === 1 && ['owners', 'zones', 'data', 'components', 'controls'].includes(key)
    return Object.fromEntries(
      Object.entries(value).map(([inner, each]) => [isSection ? rename(inner) : inner, visit(each, inner, depth + 1)]),
    )
  }
  return visit(tree, '') as Tree
}

/** A zone whose members fall into groups that have nothing to do with each other, as one zone for each group; undefined: it does not. */
function split(tree: Tree): Tree | undefined {
  for (const [zone, entry] of Object.entries(tree.zones ?? {})) {
    const members = Object.keys(tree.components).filter((id) => tree.components[id]?.zone === zone)
    const group = new Map(members.map((id, index) => [id, index]))
    const join = (one: string, other: string) => {
      const [from, to] = [group.get(one), group.get(other)]
      if (from === undefined || to === undefined) return
      for (const [id, number] of group) if (number === from) group.set(id, to)
    }
    for (const { from, to } of tree.flows ?? []) join(from, to)
    for (const id of members)
      for (const key of ['hosted-on', 'uses', 'based-on', 'trained-on'])
        for (const far of [tree.components[id]?.[key]].flat()) join(id, String(far))
    const [first] = group.values()
    const moved = members.filter((id) => group.get(id) !== first)
    if (moved.length === 0) continue
    const components = Object.fromEntries(
      Object.entries(tree.components).map(([id, fields]) => [
        id,
        moved.includes(id) ? { ...fields, zone: 'split-off' } : fields,
      ]),
    )
    const controls = Object.fromEntries(
      Object.entries(tree.controls ?? {}).map(([id, control]) => [
        id,
        { ...control, on: control.on.flatMap((place) => (place === zone ? [zone, 'split-off'] : [place])) },
      ]),
    )
    return {
      ...tree,
      zones: { ...tree.zones, 'split-off': entry },
      components,
      ...(tree.controls ? { controls } : {}),
    } as Tree
  }
  return undefined
}

const rename = (id: string): string => `x-${[...id].reverse().join('')}`.slice(0, 60).replace(/-$/, '-z')

/** Ids of one kind are not those of another, and `system` is none. */
const renamedIn = (tree: Tree) => {
  const ids = new Set(
    [tree.components, tree.zones, tree.data, tree.owners, tree.controls].flatMap((section) =>
      Object.keys(section ?? {}),
    ),
  )
  for (const { id } of tree.flows ?? []) if (id !== undefined) ids.add(id)
  return (id: string): string => (ids.has(id) ? rename(id) : id)
}

const commented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (/^\S/.test(line) && !line.startsWith('#') ? `\n# a word: [about] "it"\n${line}` : line))
    .join('\n')

describe.each([...systems])('%s', (_, text) => {
  const before = judge(text)
  const tree = treeOf(text)

  test('CRLF: the same report', () => {
    const { text: _text, ...after } = judge(text.replaceAll('\n', '\r\n'))
    const { text: __, ...report } = before
    expect(after).toEqual(report)
  })
  test('comments and empty lines: the same words', () => expect(words(judge(commented(text)))).toEqual(words(before)))
  test.each([
    ['JSON', JSON.stringify(tree)],
    ['indented JSON', JSON.stringify(tree, undefined, 5)],
    ['indented further', dump(tree, { indent: 6, lineWidth: -1 })],
    ['folded', dump(tree, { indent: 3, lineWidth: 40, quoteStyle: 'double' })],
  ])('%s: the same words', (_name, other) => expect(words(judge(other))).toEqual(words(before)))
  test('keys in another order: the same findings', () => {
    for (const seed of [1, 2, 3]) expect(kernel(judgeTree(reordered(tree, seed) as Tree))).toEqual(kernel(before))
  })
  test('other names: the same findings', () =>
    expect(kernel(judgeTree(renamed(tree, rename)))).toEqual(kernel(before, renamedIn(tree))))
  test('a zone in two: the same findings', () => {
    const other = split(tree)
    if (other !== undefined) expect(kernel(judgeTree(other))).toEqual(kernel(before))
  })
})

describe('random systems', () => {
  const holds = (change: (tree: Tree) => Tree | undefined) =>
    fc.assert(
      fc.property(anySystem, (tree) => {
        const other = change(tree)
        if (other !== undefined) expect(kernel(judgeTree(other))).toEqual(kernel(judgeTree(tree)))
      }),
      { seed: 7, numRuns: 150 },
    )
  test('keys in another order', () => holds((tree) => reordered(tree, 5) as Tree))
  test('flows in another order', () => holds((tree) => ({ ...tree, flows: shuffled(tree.flows ?? [], 5) })))
  test('a zone in two', () => holds(split))
  test('other names', () => {
    fc.assert(
      fc.property(anySystem, (tree) => {
        const expected = kernel(judgeTree(tree), renamedIn(tree))
        expect(kernel(judgeTree(renamed(tree, rename)))).toEqual(expected)
      }),
      { seed: 7, numRuns: 150 },
    )
  })
})

test('there is a zone to split', () => {
  expect([...systems.values()].filter((text) => split(treeOf(text)) !== undefined).length).toBeGreaterThan(10)
})
