/** Two parsers, one truth: values and places as the `yaml` package has them. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { parseEvents } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Pair,
  type ParsedNode,
  parseDocument,
  stringify,
} from 'yaml'
import { buildTree, type Node } from '../../src/source/tree.ts'
import { read, written } from './reading.ts'

const samples = [
  'a: 1\nb: [x, "y", {c: d}]\n',
  'plain: 12e3\nhex: 0x1F\noct: 0o17\nold: 017\nneg: -0.5\nplus: +12\ninf: -.inf\nnan: .nan\ndot: .5\nends: 5.\ndate: 2026-01-31\ntime: 12:30\n',
  'n: \ntilde: ~\nyes: yes\nt: True\nf: FALSE\nnil: Null\nword: nullish\nversion: 1.2.3\n',
  "s: 'it''s'\nd: \"tab\\t\\u00e9\\x41 \\\n  joined\"\nm: one\n  two\n\n  three\n",
  'l: |\n  a\n   b\n\n  c\nf: >\n  a\n  b\n\n  c\nk: |+\n  x\n\ns: >-\n  y\ni: |2\n   z\n',
  '- - a\n  - b\n- c: 1\n  d:\n  - e\n  - f\n-\n- {}\n- []\n',
  '{a: [b, {c: }, d: e], "f": \'g\', h}\n',
  '---\n? a\n: b\n? c\n...\n',
  'a: # c\n  # c\n  b # c\nc:\n  - d # c\n# end\n',
  'ключ: значение 😀\n😀: x\n',
  'url: http://x/y#z\ncolon: a:b\nhash: a#b\nquestion: ?x\ndash: -x\n',
]

const root = path.resolve(import.meta.dirname, '../..')
const cases = path.resolve(root, '../shared/cases')
const manifests = existsSync(cases) ? readdirSync(cases).filter((name) => name.endsWith('.yaml')) : []

/** All that can differ: the value, the place of every node and key, and the spans of scalars. */
function agree(text: string): void {
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'core', uniqueKeys: false, lineCounter: lines })
  expect(document.errors).toEqual([])
  const { source, problems } = read(text)
  expect(problems).toEqual([])
  expect(source.value).toEqual(document.toJS())
  compare(text, document.contents, buildTree(text, parseEvents(text, {})))
  compareSpans(text, document.contents, [], (at, start, end) => {
    const [from, to] = [lines.linePos(start), lines.linePos(end)]
    expect(written(source.span({ path: at }))).toBe(`${from.line}:${from.col}-${to.line}:${to.col}`)
  })
}

function compare(text: string, theirs: ParsedNode | null | undefined, ours: Node | undefined): void {
  const range = theirs?.range
  if (!range || range[0] === range[1] || !theirs) return
  expect(ours?.start).toBe(range[0])
  if (!isCollection(theirs) || theirs.flow)
    expect(trimmed(text, ours?.start, ours?.end)).toBe(trimmed(text, range[0], range[1]))
  if (!isCollection(theirs)) return
  for (const [index, item] of theirs.items.entries()) {
    if (isPair(item)) comparePair(text, item, ours)
    else compare(text, item as ParsedNode, ours?.items?.[index])
  }
}

function comparePair(text: string, { key, value }: Pair, ours: Node | undefined): void {
  const child = ours?.entries?.get(String((key as { value: unknown }).value))
  const [start, end] = (key as ParsedNode).range
  expect([child?.key?.start, child?.key?.end]).toEqual([start, end])
  compare(text, value as ParsedNode | null, child)
}

function trimmed(text: string, start = 0, end = 0): string {
  return text.slice(start, end).replace(/[ \t\r\n]+$/, '')
}

type Visit = (at: (string | number)[], start: number, end: number) => void

function compareSpans(text: string, node: unknown, at: (string | number)[], visit: Visit): void {
  if (isScalar(node) && node.range && node.range[1] > node.range[0]) {
    const [start, end] = node.range
    visit(at, start, start + trimmed(text, start, end).length)
  }
  if (isMap(node)) for (const { key, value } of node.items) compareSpans(text, value, [...at, String(key)], visit)
  else if (isCollection(node)) for (const [i, item] of node.items.entries()) compareSpans(text, item, [...at, i], visit)
}

test.each(samples)('%j', (text) => agree(text))

test.each(samples)('CRLF changes neither value nor place: %j', (text) => {
  const unix = read(text)
  const windows = read(text.replaceAll('\n', '\r\n'))
  expect(windows.problems).toEqual([])
  expect(windows.source.value).toEqual(unix.source.value)
  agree(text.replaceAll('\n', '\r\n'))
})

describe.skipIf(manifests.length === 0)(`${manifests.length} manifests of ../shared/cases`, () => {
  test.each(manifests)('%s', (name) => {
    const text = readFileSync(path.join(cases, name), 'utf8')
    agree(text)
    const windows = read(text.replaceAll('\n', '\r\n'))
    expect(windows.source.value).toEqual(read(text).source.value)
  })
})

test('whatever `yaml` writes is read the same', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('yes', '1', 'null', '- a', 'a: b', '# c', 'x\ny\n'),
  )
  const allowed = word.filter(
    (text) => !/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/u.test(text.replaceAll('\n', '')),
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(allowed, fc.integer(), fc.boolean(), fc.constant(null)),
      tie('list'),
      tie('map'),
    ),
    list: fc.array(tie('tree'), { maxLength: 4 }),
    map: fc.dictionary(
      allowed.filter((text) => text !== ''),
      tie('tree'),
      { maxKeys: 4 },
    ),
  }))
  const collectionStyle = fc.constantFrom('any' as const, 'flow' as const, 'block' as const)
  const defaultStringType = fc.constantFrom(
    'PLAIN' as const,
    'QUOTE_SINGLE' as const,
    'QUOTE_DOUBLE' as const,
    'BLOCK_LITERAL' as const,
  )
  fc.assert(
    fc.property(fc.array(tree), collectionStyle, defaultStringType, (value, style, type) => {
      const text = stringify(value, {
        collectionStyle: style,
        defaultStringType: type,
        defaultKeyType: 'QUOTE_DOUBLE',
        aliasDuplicateObjects: false,
      })
      agree(text)
    }),
    { numRuns: 300 },
  )
})
