import { describe, expect, test } from 'vitest'
import { daysOf } from '../../src/config/period.ts'
import { mergeConfigs, settingOf, settingsOf } from '../../src/config/settings.ts'
import { readExample } from './reading.ts'

describe('what is wrong has a place, and the nearest spelling', () => {
  test.each([
    ['fail-no: high', ["1:1 the configuration has no key 'fail-no'; did you mean 'fail-on'?"]],
    ['fail-on: hihg', ["1:10 'fail-on' of the configuration cannot be 'hihg'; did you mean 'high'?"]],
    ['severity:\n  x: lwo', ["2:6 'x' of 'severity' cannot be 'lwo'; did you mean 'low'?"]],
    ['evidence: { max-agee: 1d }', ["1:13 'evidence' has no key 'max-agee'; did you mean 'max-age'?"]],
    ['evidence: { max-age: 1y }', ["1:22 '1y' is no length of time; write days, weeks or months: 90d, 12w, 6m"]],
    ['evidence: { max-age: 180 }', ["1:22 'max-age' of 'evidence' takes text, not the number '180'; write 180d"]],
    [
      'evidence: { max-age: 99999 }',
      ["1:22 'max-age' of 'evidence' takes text, not the number '99999'; write days, weeks or months: 90d, 12w, 6m"],
    ],
    ['coverage: { minimum: 80 }', ["1:22 'minimum' of 'coverage' is a share; write a number from 0 to 1, such as 0.6"]],
    [
      'coverage: { minimum: 60% }',
      ["1:22 'minimum' of 'coverage' is a share; write a number from 0 to 1, such as 0.6"],
    ],
    ['rules: x.yaml', ["1:8 'rules' of the configuration takes a list, not the text 'x.yaml'; write [x.yaml]"]],
    ['- a', ['1:1 the configuration takes keys and values, not a list; write keys and values']],
    ['fail-on:', ["1:1 'fail-on' of the configuration has no value; write one, or delete the key"]],
  ])('%s', (text, said) => {
    expect(readExample(text).problems).toEqual(said)
  })

  test('both mistakes of a file are told', () => {
    expect(readExample('fail-no: 1\nlocked: 5\n').problems).toHaveLength(2)
  })
})

describe('hostile files', () => {
  test.each([
    [
      'an alias bomb',
      `a: &a [x, x]\n${'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [*${'abcdefg'[index]}, *${'abcdefg'[index]}]`)
        .join('\n')}`,
    ],
    ['a merge key', 'severity:\n  <<: { a: low }'],
    ['a tag that would make an object', 'rules: !!js/function "x"'],
    ['two documents', 'fail-on: low\n---\nfail-on: none'],
    ['the same key twice', 'fail-on: low\nfail-on: none'],
    ['deep nesting', `rules: ${'['.repeat(20_000)}`],
    ['a key that is a prototype', '__proto__: { fail-on: none }'],
  ])('%s is refused', (_, text) => {
    const started = performance.now()
    expect(readExample(text).problems.length).toBeGreaterThan(0)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(({} as Record<string, unknown>)['fail-on']).toBeUndefined()
  })

  test('ids that are names of object members are ids like others', () => {
    const { file, problems } = readExample('severity: { __proto__: off, constructor: low, toString: high }')
    expect(problems).toEqual([])
    expect(file?.settings.map(({ part, value }) => [part, value])).toEqual([
      ['__proto__', 'off'],
      ['constructor', 'low'],
      ['toString', 'high'],
    ])
  })

  test('lists have an end', () => {
    expect(readExample(`locked: [${'a, '.repeat(2001)}]`).problems[0]).toMatch(/has more than 2000 entries/)
  })
})

describe('files on top of each other', () => {
  const merged = (...texts: string[]) =>
    mergeConfigs(texts.map((text, rank) => readExample(text, rank).file ?? { extends: [], settings: [] }))

  test('what comes later wins, entry by entry', () => {
    const settings = merged(
      'fail-on: low\nseverity: { a: low, b: high }\nmanifests: [x]\nlongest-acceptance: { high: 90d }',
      'fail-on: high\nseverity: { a: off }\nmanifests: [y, z]',
    )
    expect(settingOf(settings, 'fail-on')).toMatchObject({ value: 'high', rank: 1, replaces: { value: 'low' } })
    expect(settingsOf(settings, 'severity').map(({ part, value }) => [part, value])).toEqual([
      ['a', 'off'],
      ['b', 'high'],
    ])
    expect(settingOf(settings, 'manifests')?.value).toEqual(['y', 'z'])
    expect(settingOf(settings, 'longest-acceptance', 'high')?.value).toBe('90d')
  })

  test('rules and locks grow, and a lock stays where it was first made', () => {
    const settings = merged('rules: [a]\nlocked: [x]', 'rules: [b]\nlocked: [x, y]')
    expect(settingsOf(settings, 'rules').map(({ value }) => value)).toEqual(['a', 'b'])
    expect(settingsOf(settings, 'locked').map(({ part, rank }) => [part, rank])).toEqual([
      ['x', 0],
      ['y', 1],
    ])
  })

  test('each value knows its line', () => {
    const settings = merged('# first\nseverity:\n  a: low\nrules:\n  - x\n  - y')
    expect(settingsOf(settings, 'severity')[0]?.at).toEqual({ file: 'atlaslint.config.yaml', line: 3, column: 3 })
    expect(settingsOf(settings, 'rules').map(({ at }) => at.line)).toEqual([5, 6])
  })
})

test('periods in days', () => {
  expect(['90d', '2w', '12m', '6m', '1m'].map(daysOf)).toEqual([90, 14, 365, 183, 30])
})
