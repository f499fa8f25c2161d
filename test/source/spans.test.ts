import { describe, expect, test } from 'vitest'
import { covered, read, written } from './reading.ts'

const manifest = `# the assistant
system:
  name: "Help 'desk'"   # quoted
  owner:
components:
  web: { kind: app, zone: 'in''side' }
  agent:
    kind: agent
    can: [read, # why
      send]
    notes: |  # a | in the comment
      first
      second

flows:
  - from: web
    to: agent      # there
  - { from: agent, to: web }
  -
  - folded: >-
      text
      more
  - [a, b]
`

describe('what is underlined', () => {
  test.each([
    [['system', 'name'], `"Help 'desk'"`],
    [['components', 'web', 'zone'], `'in''side'`],
    [['components', 'web', 'kind'], 'app'],
    [['components', 'agent', 'can', 1], 'send'],
    [['flows', 0, 'to'], 'agent'],
    [['flows', 4, 0], 'a'],
  ])('a scalar with its quotes: %j', (path, text) => {
    expect(covered(manifest, { path })).toBe(text)
  })

  test('a block scalar from its header to its last letter, not to the next line', () => {
    expect(covered(manifest, { path: ['components', 'agent', 'notes'] })).toBe(
      '|  # a | in the comment\n      first\n      second',
    )
    expect(covered(manifest, { path: ['flows', 3, 'folded'] })).toBe('>-\n      text\n      more')
    expect(covered('"a | # b": | # c\n  x\n', { path: ['a | # b'] })).toBe('| # c\n  x')
    expect(covered('a: |', { path: ['a'] })).toBe('|')
    expect(covered('a:\n  # >\n  |+\n  x\n\n\n', { path: ['a'] })).toBe('|+\n  x')
  })

  test('a key, also a quoted one', () => {
    expect(covered(manifest, { path: ['components', 'agent'], part: 'key' })).toBe('agent')
    expect(covered('"a b" : 1\n', { path: ['a b'], part: 'key' })).toBe('"a b"')
  })

  test('a flow map or list on one line as a whole, up to its bracket', () => {
    expect(covered(manifest, { path: ['components', 'web'] })).toBe(`{ kind: app, zone: 'in''side' }`)
    expect(covered(manifest, { path: ['flows', 1] })).toBe('{ from: agent, to: web }')
    expect(covered(manifest, { path: ['flows', 4] })).toBe('[a, b]')
    expect(covered('a: {b, c: }\n', { path: ['a'] })).toBe('{b, c: }')
    expect(covered('a: [ ]\n', { path: ['a'] })).toBe('[ ]')
    expect(covered('a: [b: c, d]\n', { path: ['a', 0] })).toBe('b: c')
  })

  test('a block map or list, and a flow list over several lines, by its key', () => {
    expect(covered(manifest, { path: ['components'] })).toBe('components')
    expect(covered(manifest, { path: ['components', 'agent'] })).toBe('agent')
    expect(covered(manifest, { path: ['components', 'agent', 'can'] })).toBe('can')
    expect(covered(manifest, { path: ['flows'] })).toBe('flows')
  })

  test('one without a key by its first line, without the comment', () => {
    expect(covered(manifest, { path: ['flows', 0] })).toBe('from: web')
    expect(covered('- a: 1 # c\n  b: 2\n', { path: [0] })).toBe('a: 1')
    expect(covered('- a:   # c\n    b: 2\n', { path: [0] })).toBe('a')
    expect(covered('- [a, # c\n  b]\n', { path: [0] })).toBe('[a')
    expect(covered('-\n  - a\n  - b\n', { path: [0] })).toBe('- a')
  })

  test('a key without a value by the key, an empty item by its dash', () => {
    expect(covered(manifest, { path: ['system', 'owner'] })).toBe('owner')
    expect(covered(manifest, { path: ['flows', 2] })).toBe('-')
    expect(covered('-\n-\n# -\n-\n', { path: [2] })).toBe('-')
    expect(written(read('-\n-\n# -\n-\n').source.span({ path: [2] }))).toBe('4:1-4:2')
  })

  test('what is missing by the nearest thing there is', () => {
    expect(covered(manifest, { path: ['components', 'agent', 'owner'] })).toBe('agent')
    expect(covered(manifest, { path: ['components', 'web', 'owner'], part: 'key' })).toBe('web')
    expect(covered(manifest, { path: ['components', 'gone', 'owner', 3] })).toBe('components')
    expect(covered(manifest, { path: ['flows', 9, 'from'] })).toBe('flows')
    expect(covered(manifest, { path: ['flows', 0, 'carries'] })).toBe('from: web')
    expect(covered(manifest, { path: ['gone'] })).toBe('system')
    expect(covered(manifest, { path: ['system', 'name', 'first'] })).toBe('name')
    expect(covered(manifest, { path: ['__proto__'] })).toBe('system')
    expect(covered(manifest, { path: ['flows', 'length'] })).toBe('flows')
  })

  test('of duplicate keys the first', () => {
    expect(written(read('a: 1\na: 22\n').source.span({ path: ['a'] }))).toBe('1:4-1:5')
  })
})

describe('places by offset', () => {
  test('one character, or as far as told', () => {
    const { source } = read('a: 1\nbc: 2\n')
    expect(written(source.span({ offset: 5 }))).toBe('2:1-2:2')
    expect(written(source.span({ offset: 5, end: 7 }))).toBe('2:1-2:3')
  })

  test('the end of a line is before its CRLF', () => {
    const { source } = read('a: 1\r\nb: 2\r\n')
    expect(written(source.span({ offset: 4 }))).toBe('1:5-1:5')
    expect(written(source.span({ offset: 5 }))).toBe('1:5-1:5')
    expect(written(source.span({ offset: 6 }))).toBe('2:1-2:2')
  })

  test('never into the indentation of a next line, never behind the text, never line 0', () => {
    const { source } = read('a:\n  b: 1\n')
    expect(written(source.span({ offset: 0, end: 5 }))).toBe('1:1-1:3')
    expect(written(source.span({ offset: 10 }))).toBe('2:7-2:7')
    expect(written(source.span({ offset: 999, end: 9999 }))).toBe('2:7-2:7')
    expect(written(read('').source.span({ offset: 3 }))).toBe('1:1-1:1')
  })

  test('a route into an unreadable file leads to its first line', () => {
    expect(written(read('\n\na: [\n').source.span({ path: ['a', 0] }))).toBe('3:1-3:5')
  })
})
