/** What happens to a file that was right: a tree is changed and written again, then its text and its bytes are. */

import fc from 'fast-check'
import { dump } from 'js-yaml'

/** One change: what is done, where (reduced to what there is), and which of several things. Plain numbers, so that they shrink. */
export type Change = readonly [kind: number, place: number, pick: number]

export interface Mutation {
  readonly tree: readonly Change[]
  readonly text: readonly Change[]
  /** Whether the changed tree is written as JSON, which is YAML, too. */
  readonly json: boolean
}

const change = fc.tuple(fc.nat(1000), fc.nat(1_000_000), fc.nat(1000))

/** Mostly one level at a time: what is broken as text is not looked at as a tree. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      tree: fc.array(change, { minLength: 1, maxLength: 5 }),
      text: fc.constant([]),
      json: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      tree: fc.constant([]),
      text: fc.array(change, { minLength: 1, maxLength: 4 }),
      json: fc.constant(false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      tree: fc.array(change, { maxLength: 2 }),
      text: fc.array(change, { maxLength: 2 }),
      json: fc.boolean(),
    }),
  },
)

/** A base as it is kept: `tree` is undefined for what is no YAML. */
export interface Base {
  readonly text: string
  readonly tree: unknown
}

/** The bytes of `base` after the mutation; `others` are what is grafted from. */
export function mutated(base: Base, others: readonly Base[], { tree, text, json }: Mutation): Uint8Array {
  let changed = base.text
  if (tree.length > 0 && base.tree !== undefined) {
    const value = tree.reduce<unknown>((before, each) => changedTree(before, others, each), base.tree)
    changed = json ? (JSON.stringify(value, undefined, 1) ?? 'null') : dump(value, { lineWidth: -1, noRefs: true })
  }
  return text.reduce<Uint8Array>((bytes, each) => changedBytes(bytes, others, each), Buffer.from(changed))
}

export const strange: readonly string[] = [
  '',
  ' ',
  '*',
  '__proto__',
  'constructor',
  'toString',
  '../../../etc/passwd',
  '/nowhere/else',
  '\0',
  'a\nb',
  '\u001b[31m',
  '\u202e',
  '\ufeff',
  '\ud800',
  '👩‍👩‍👧',
  'Ａ',
  'ß',
  'İ',
  '::error::x',
  '{subject}',
  '{path}',
  '$&',
  '%s',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '-1',
  '1e999',
  'AML.T0051',
  'AML.T9999',
  'AML.M0000',
  'a -> b',
  '->',
  ' -> ',
  'null',
  'true',
  '~',
  '<<',
  '=1+1',
  '[x](y)',
  '\u2028',
  'x'.repeat(64),
  'x'.repeat(65),
]
const odd: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.5,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  [],
  {},
  [[]],
  [{}],
  [null],
  { a: null },
  ...strange,
]

type Node = Record<string, unknown> | unknown[]
interface Spot {
  readonly parent: Node
  readonly key: string
}

function spots(value: unknown, found: Spot[] = []): Spot[] {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    found.push({ parent: value as Node, key })
    spots(inner, found)
  }
  return found
}

function changedTree(tree: unknown, others: readonly Base[], [kind, place, pick]: Change): unknown {
  const copy = structuredClone(tree)
  const all = spots(copy)
  const spot = all[place % Math.max(all.length, 1)]
  if (spot === undefined) return odd[pick % odd.length]
  const { parent, key } = spot
  const value = (parent as Record<string, unknown>)[key]
  const put = (other: unknown) => {
    // As a key of its own, also where it is `__proto__`.
    Object.defineProperty(parent, key, { value: other, enumerable: true, writable: true, configurable: true })
  }
  treeChanges[kind % treeChanges.length]?.({ parent, key, value, put, all, others, pick })
  return copy
}

interface At extends Spot {
  readonly value: unknown
  readonly put: (value: unknown) => void
  readonly all: readonly Spot[]
  readonly others: readonly Base[]
  readonly pick: number
}

/** Characters that copies of one thing add: copies of copies of copies would be more than there is memory. */
const mostAdded = 2_000_000

const valueAt = ({ parent, key }: Spot): unknown => (parent as Record<string, unknown>)[key]

const treeChanges: readonly ((at: At) => void)[] = [
  ({ put, pick }) => put(odd[pick % odd.length]),
  ({ parent, key }) => void (Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key]),
  // Words of the same file: names that lead elsewhere, and often to something valid.
  ({ put, all, value, pick }) => {
    const alike: unknown[] = all.map(valueAt).filter((other) => typeof other === typeof value && other !== value)
    put(structuredClone(alike.length === 0 ? value : alike[pick % alike.length]))
  },
  // What stands under the same key in another file.
  ({ put, key, others, value, pick }) => {
    const alike = spots(others[pick % Math.max(others.length, 1)]?.tree).filter((spot) => spot.key === key)
    const spot = alike[pick % Math.max(alike.length, 1)]
    put(spot === undefined ? value : structuredClone(valueAt(spot)))
  },
  ({ put, value, pick }) =>
    put(
      typeof value === 'number'
        ? value * 10 ** (pick % 20)
        : `${typeof value === 'string' ? value : 'x'}${strange[pick % strange.length]}`,
    ),
  ({ put, value, pick }) => put(Array.isArray(value) ? [...value, ...value] : [value, odd[pick % odd.length]]),
  ({ put, value, pick }) => {
    let nested = value
    for (let depth = 0; depth < pick % 80; depth++) nested = depth % 2 ? [nested] : { a: nested }
    put(nested)
  },
  ({ put, pick }) => put('long '.repeat(1 + ((pick * 37) % 20_000))),
  ({ parent, value, pick }) => {
    const count = Math.min(1 + (pick % 300), Math.floor(mostAdded / ((JSON.stringify(value) ?? '').length + 1)))
    if (Array.isArray(parent)) parent.push(...Array.from({ length: count }, () => structuredClone(value)))
    else for (let index = 0; index < count; index++) parent[`more-${index}`] = structuredClone(value)
  },
  ({ parent, key, value, pick }) => {
    if (Array.isArray(parent)) return
    delete parent[key]
    const name = pick % 3 === 0 ? `${key}x` : (strange[pick % strange.length] as string)
    Object.defineProperty(parent, name, { value, enumerable: true, writable: true, configurable: true })
  },
]

/** Pieces that mean something to YAML, JSON, or to whoever reads bytes. */
const pieces = [
  '&a ',
  '*a',
  '*a : ',
  '!!js/function ',
  '!<tag:x> ',
  '? ',
  ': ',
  '- ',
  '- - - ',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  "'",
  '|\n',
  '>-\n',
  '# ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '---\n',
  '...\n',
  '%YAML 1.1\n---\n',
  '<<: *a\n',
  '\\',
  '\\u0000',
  '\\ud800',
  '\0',
  '\x7f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\u202e',
  '1e999',
  '0x7fffffffffffffff',
  '-.inf',
  '.nan',
  '__proto__: ',
  'a: 1\na: 2\n',
  '["',
  '":',
  'null',
  '~',
  '['.repeat(100),
  '{a: '.repeat(100),
  '- '.repeat(3000),
  '*a, '.repeat(500),
]
const bytePieces = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xef, 0xbb, 0xbf],
  [0xfe, 0xff],
  [0x80],
  [0],
]

type ByteChange = (bytes: Buffer, at: number, pick: number, others: readonly Base[]) => Uint8Array

const joined = (...parts: readonly (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
const asText = (bytes: Buffer, edit: (text: string) => string): Buffer => Buffer.from(edit(bytes.toString('utf8')))

const byteChanges: readonly ByteChange[] = [
  (bytes, at, pick) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy[at] = (copy[at] as number) ^ (1 << (pick % 8))
    return copy
  },
  (bytes, at, pick) => joined(bytes.subarray(0, at), pieces[pick % pieces.length] as string, bytes.subarray(at)),
  (bytes, at, pick) =>
    joined(
      bytes.subarray(0, at),
      Uint8Array.from(bytePieces[pick % bytePieces.length] as number[]),
      bytes.subarray(at),
    ),
  (bytes, at, pick) => joined(bytes.subarray(0, at), bytes.subarray(at + 1 + (pick % 50))),
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at) => joined(bytes, bytes.subarray(at)),
  (bytes, at, pick, others) =>
    joined(bytes.subarray(0, at), (others[pick % Math.max(others.length, 1)]?.text ?? '').slice(pick * 7)),
  // A line once more, elsewhere, or further in.
  (bytes, at, pick) =>
    asText(bytes, (text) => {
      const lines = text.split('\n')
      const from = at % lines.length
      const line = lines[from] as string
      lines.splice(pick % lines.length, pick % 2, `${' '.repeat(pick % 3)}${line}`)
      return lines.join('\n')
    }),
  (bytes) => asText(bytes, (text) => text.replaceAll('\n', '\r\n')),
  (bytes) => asText(bytes, (text) => text.replaceAll('\n', '\r')),
  (bytes) => asText(bytes, (text) => text.replaceAll('  ', '\t')),
  (bytes) => joined(Uint8Array.from([0xef, 0xbb, 0xbf]), bytes),
  (bytes) => joined(Uint8Array.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1'),
  (bytes, at, pick) =>
    asText(bytes, (text) =>
      text
        .replace(/: \[/, `: &a [`)
        .replaceAll(/zone: \S+/g, () => (pick % 2 ? 'zone: *a' : 'zone: &a x'))
        .slice(0, text.length + at),
    ),
  (bytes, at, pick) => joined(bytes.subarray(0, at), Buffer.alloc(pick * 60, pick % 2 ? 'x' : ' '), bytes.subarray(at)),
]

function changedBytes(bytes: Uint8Array, others: readonly Base[], [kind, place, pick]: Change): Uint8Array {
  const at = place % Math.max(bytes.length, 1)
  return byteChanges[kind % byteChanges.length]?.(Buffer.from(bytes), at, pick, others) ?? bytes
}
