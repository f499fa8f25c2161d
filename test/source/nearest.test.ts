import { expect, test } from 'vitest'
import { nearest } from '../../src/source/nearest.ts'

const fields = ['kind', 'owner', 'zone', 'provenance', 'reachable-from', 'runs-on']

test.each([
  ['ownr', 'owner'],
  ['onwer', 'owner'],
  ['owners', 'owner'],
  ['Owner', 'owner'],
  ['OWNER', 'owner'],
  ['provenence', 'provenance'],
  ['reachable_form', 'reachable-from'],
  ['run_on', 'runs-on'],
  ['knd', 'kind'],
  ['kidn', 'kind'],
])('%s is most like %s', (word, expected) => {
  expect(nearest(word, fields)).toBe(expected)
})

test.each(['kxxd', 'zero', 'x', '', 'description', 'owwwwner'])('%j is like none of them', (word) => {
  expect(nearest(word, fields)).toBeUndefined()
})

test('the nearer one wins; of equals the first in code-unit order, whatever their order', () => {
  expect(nearest('house', ['mouses', 'mouse', 'horse'])).toBe('horse')
  expect(nearest('house', ['horse', 'mouse'])).toBe('horse')
  expect(nearest('house', ['horse', 'house'])).toBe('house')
  expect(nearest('lnit', ['init', 'lint'])).toBe('lint')
  expect(nearest('lnit', ['lint', 'init'])).toBe('lint')
})

test('hostile lengths cost nothing', () => {
  const start = performance.now()
  expect(nearest('a'.repeat(1_000_000), ['a'.repeat(1_000_001)])).toBeUndefined()
  expect(nearest('a'.repeat(64), Array(2_000).fill('b'.repeat(64)))).toBeUndefined()
  expect(performance.now() - start).toBeLessThan(5000)
})
