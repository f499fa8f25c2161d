import { describe, expect, test } from 'vitest'
import { readCodeowners } from '../../src/config/codeowners.ts'
import { ownerBook } from '../../src/config/owner-book.ts'
import { readTeams } from '../../src/config/teams.ts'
import { readSource } from '../../src/source/reader.ts'

const owners = (text: string, path: string) => readCodeowners(text).ownersOf(path)

describe('which line owns a path', () => {
  test.each([
    ['*', 'a/b/ai-system.yaml', true],
    ['*.yaml', 'a/b/ai-system.yaml', true],
    ['*.yml', 'a/b/ai-system.yaml', false],
    ['/*.yaml', 'a/ai-system.yaml', false],
    ['/*.yaml', 'ai-system.yaml', true],
    ['docs/', 'x/docs/y/z', true],
    ['/docs/', 'x/docs/y', false],
    ['docs/*', 'docs/a', true],
    ['docs/*', 'docs/a/b', false],
    ['/a/b', 'a/b/c/d', true],
    ['a/b', 'x/a/b', false],
    ['**/b', 'x/a/b', true],
    ['a/**', 'a/b/c', true],
    ['a/**/d', 'a/b/c/d', true],
    ['a/**/d', 'a/d', true],
    ['a?c', 'x/abc', true],
    ['ai-system.yaml', 'my-ai-system.yaml', false],
    ['my\\ folder/', 'my folder/x', true],
  ])('%s and %s: %s', (pattern, path, isOwned) => {
    expect(owners(`${pattern} @us`, path)).toEqual(isOwned ? ['@us'] : [])
  })

  test('the last line that matches counts, also when it takes owners away', () => {
    expect(owners('* @all\n/a/ @a # the team\n', 'a/x')).toEqual(['@a'])
    expect(owners('* @all\n/a/\n', 'a/x')).toEqual([])
    expect(owners('# * @all\n\n', 'a/x')).toEqual([])
  })

  test('sections each answer for themselves, with owners of their own', () => {
    const text = '* @all\n[Security][2] @sec @appsec\n*.yaml\n/docs/ @writers\n^[Optional]\n*.md @docs\n'
    expect(owners(text, 'x.yaml')).toEqual(['@all', '@sec', '@appsec'])
    expect(owners(text, 'docs/x.md')).toEqual(['@all', '@writers', '@docs'])
  })

  test('a pattern of stars is not slow', () => {
    const started = performance.now()
    expect(
      owners(`${'*a'.repeat(400)}b @us\n${'**/'.repeat(400)}b @us`, `${'a/'.repeat(300)}${'a'.repeat(2000)}`),
    ).toEqual([])
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('who is known', () => {
  const codeowners = { name: 'CODEOWNERS', codeowners: readCodeowners('* @Acme/Support kim@example.com @lee') }

  test.each([
    ['support', undefined, true],
    ['acme/support', undefined, true],
    ['lee', undefined, true],
    ['desk', 'kim@example.com', true],
    ['desk', '@acme/support', true],
    ['desk', undefined, false],
    ['acme', undefined, false],
  ])('%s with contact %s: %s', (id, contact, isKnown) => {
    expect(ownerBook({ codeowners })?.knows(id, contact)).toBe(isKnown)
  })

  test('either file will do, and the nearest name is offered', () => {
    const book = ownerBook({ codeowners, teams: { name: 'teams.yaml', teams: new Map([['fraud', {}]]) } })
    expect([book?.knows('fraud', undefined), book?.knows('lee', undefined)]).toEqual([true, true])
    expect(book?.files).toEqual(['teams.yaml', 'CODEOWNERS'])
    expect(book?.nearest('frued')).toBe('fraud')
    expect(ownerBook({})).toBeUndefined()
  })
})

test('a teams file is held against its shape', () => {
  const read = (text: string) => readTeams(readSource('teams.yaml', text).source)
  expect([...read('a: { name: A, contact: a@example.com, slack: x }\nb:\n').teams.keys()]).toEqual(['a', 'b'])
  const messages = read('A: {}\nb: 5\nc: { name: 5 }\n').problems.map(({ message }) => message)
  expect(messages).toEqual(["'A' is no owner id", "team 'b' takes keys and values", "'name' of team 'c' takes text"])
  expect(read('[a]').problems).toHaveLength(1)
})
