import { describe, expect, test } from 'vitest'
import { compareReleases } from '../../src/atlas/releases.ts'
import { counted, listed, ownerChoice } from '../../src/checks/sentences.ts'
import { howToChoose, settlingLine } from '../../src/checks/settling-line.ts'
import type { Manifest } from '../../src/manifest/manifest.ts'

test('lists read as sentences, and long ones are cut with a count', () => {
  expect(listed([])).toBe('')
  expect(listed(['a'])).toBe('a')
  expect(listed(['a', 'b'])).toBe('a and b')
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c')
  expect(listed(['a', 'b', 'c'], 3)).toBe('a, b and c')
  expect(listed(['a', 'b', 'c', 'd'], 3)).toBe('a, b and 2 more')
})

test('one day, two days', () => {
  expect([counted(1, 'day'), counted(2, 'day'), counted(0, 'day')]).toEqual(['1 day', '2 days', '0 days'])
})

test('owners are offered where they are listed', () => {
  expect(ownerChoice(undefined)).toBe('the team that answers for it')
  expect(ownerChoice({ ml: {}, appsec: {} })).toBe('one of ml and appsec')
})

test('releases are compared number by number', () => {
  expect(compareReleases('5.6.1', '2026.09')).toBeLessThan(0)
  expect(compareReleases('2026.10', '2026.09')).toBeGreaterThan(0)
  expect(compareReleases('4.10.0', '4.9.1')).toBeGreaterThan(0)
  expect(compareReleases('5.0', '5.0.0')).toBe(0)
})

describe('the line that settles a fact', () => {
  const manifest = { zones: { internet: {}, prod: {} } } as unknown as Manifest
  test.each([
    ['component', 'memory', 'memory: none | thread | persistent'],
    ['component', 'limits', 'limits: [rate, spend, size, steps]'],
    ['component', 'auth', 'auth: [none, api-key, user, service, mutual]'],
    ['component', 'isolated', 'isolated: true | false'],
    ['component', 'zone', 'zone: internet | prod'],
    ['component', 'hosted-on', 'hosted-on: <component>'],
    ['component', 'uses', 'uses: [<component>]'],
    ['flow', 'auth', 'auth: none | api-key | user | service | mutual'],
    ['flow', 'approval', 'approval: never | once | when-risky | each-call'],
    ['flow', 'automatic', 'automatic: true | false'],
    ['data', 'personal', 'personal: true | false'],
    ['data', 'lifetime', 'lifetime: short | long'],
    ['flow', 'encrypted', 'encrypted: true | false'],
  ] as const)('%s %s', (type, field, line) => {
    expect(settlingLine({ on: { type, id: 'x' }, field, techniques: [] }, manifest)).toBe(line)
  })
})

test('the reader is told how to choose, where there is a choice', () => {
  expect(howToChoose('memory: none | thread')).toBe(' (one of these)')
  expect(howToChoose('limits: [rate, spend]')).toBe(' (keep what holds; [] for none)')
  expect(howToChoose('uses: [<component>]')).toBe('')
  expect(howToChoose('zone: prod')).toBe('')
})
