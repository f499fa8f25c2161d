/** Files with anything anywhere: an import gives a catalog or says why not, and never throws. */

import fc from 'fast-check'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { importCatalog } from '../../src/atlas/import/import.ts'
import { format3, format5, format6 } from './import-snippets.ts'
import { bundled, imported } from './importing.ts'

const junk = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    1e9,
    '',
    'x',
    'AML.T0040',
    'AML.T0000.000',
    'AML.TA0002',
    [],
    {},
    [[]],
    [{}],
    ['AML.T0000'],
  ),
  fc.string(),
  fc.jsonValue(),
)

/** Puts something else in the place of the nth value of a tree. */
function replaced(tree: unknown, place: number, other: unknown): unknown {
  let left = place
  const visit = (value: unknown): unknown => {
    if (left-- === 0) return other
    if (Array.isArray(value)) return value.map(visit)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]))
  }
  return visit(tree)
}

function size(tree: unknown): number {
  const inner = typeof tree === 'object' && tree !== null ? Object.values(tree) : []
  return 1 + inner.reduce((sum: number, value) => sum + size(value), 0)
}

test.each([
  ['3', load(format3)],
  ['5', load(format5)],
  ['6', load(format6)],
  ['compiled', JSON.parse(JSON.stringify(imported(format5).json))],
])('format %s', (_, tree) => {
  const change = fc.tuple(fc.nat(size(tree) - 1), junk)
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const text = JSON.stringify(
        changes.reduce((value, [place, other]) => replaced(value, place, other), tree as unknown),
      )
      const result = importCatalog('x.json', text, bundled)
      if ('problems' in result) expect(result.problems.length).toBeGreaterThan(0)
      else {
        const again = importCatalog('y.json', JSON.stringify(result.json), bundled)
        expect('problems' in again ? again.problems : again.json).toEqual(JSON.parse(JSON.stringify(result.json)))
      }
    }),
    { numRuns: 200 },
  )
})

test('any text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(importCatalog('x.yaml', text, bundled)).toHaveProperty('problems')
    }),
  )
})
