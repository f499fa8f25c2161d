import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { inline, yamlLines } from '../../src/explain/yaml.ts'

describe('yamlLines', () => {
  test.each([
    ['rows stand on one line', { a: { kind: 'agent', can: ['x', 'y'] } }, ['a: { kind: agent, can: [x, y] }']],
    [
      'what is deeper stands below each other',
      { a: { from: { kind: 'x' }, to: { kind: 'y' } } },
      ['a:', '  from: { kind: x }', '  to: { kind: y }'],
    ],
    ['one row in a map joins it', [{ not: { kind: 'x' } }], ['- { not: { kind: x } }']],
    ['a list of maps', { all: [{ a: { b: { c: { d: 'e' } } } }] }, ['all:', '  - a:', '      b: { c: { d: e } }']],
    ['what is empty', { a: {}, b: [] }, ['a: {}', 'b: []']],
    ['a number and a switch', { a: 1, b: true }, ['a: 1', 'b: true']],
  ])('%s', (_, value, lines) => expect(yamlLines(value)).toEqual(lines))

  test('breaks a long list of words where the line ends', () => {
    const lines = yamlLines({ kind: Array.from({ length: 12 }, (_, index) => `component-${index}`) }, 40)
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.every((line) => line.length <= 40)).toBe(true)
  })

  test.each([
    'true',
    'null',
    '1',
    '0x1f',
    '1.5e3',
    '-',
    'a: b',
    'a #b',
    '*',
    '',
    ' a',
    'a ',
    '[x]',
    '@x',
    'a,b',
    'a\nb',
    '~',
    "'",
    '"',
  ])('quotes %j where it would be read as something else', (word) => {
    expect(parse(yamlLines({ word, list: [word] }).join('\n'))).toEqual({ word, list: [word] })
    expect(load(inline([word]))).toEqual([word])
  })

  test('is read back as it was, by both readers', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('a -> b', '2026-10-01', "it's", 'AML.T0051'),
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z][a-z.-]{0,8}$/), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(tree, fc.integer({ min: 20, max: 100 }), (value, width) => {
        const text = yamlLines(value, width).join('\n')
        expect(parse(text)).toEqual(value)
        expect(load(text)).toEqual(value)
      }),
      { numRuns: 300 },
    )
  })
})
