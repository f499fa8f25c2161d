/** What fuzzing found, each as small as it gets: never a bug (3), always a word about what is wrong. */

import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { folderWith, run, runIn } from '../cli/run.ts'

const manifest = 'atlaslint: 1\nsystem: { name: x }\ncomponents: { a: { kind: agent } }\n'

/** A rule with other fields. */
const rule = (fields: Readonly<Record<string, string>>): string => {
  const all = {
    id: 'mine',
    technique: 'AML.T0034',
    title: 'Mine',
    why: 'Because.',
    subject: '{ component: { kind: agent } }',
    message: '"{subject}"',
    impact: '[integrity]',
    fix: 'Do something.',
    examples:
      '[{ title: one, system: { components: { a: { kind: agent } } }, fires-on: [a], near-misses: [{ title: none, without: [a] }] }]',
    ...fields,
  }
  const lines = Object.entries(all).map(([key, value]) => `    ${key}: ${value}`)
  return `rules:\n${lines.join('\n').replace(/^ {4}/, '  - ')}\n`
}

describe('a map where a rule takes a word', () => {
  test.each([
    ['impact', '[{ a: 1 }]'],
    ['severity', '{ a: 1 }'],
    ['answered-by', '[{ a: 1 }]'],
    ['technique', '{ a: 1 }'],
    ['subject', '{ component: { is: { a: 1 } } }'],
    ['subject', '{ component: { kind: [{ a: 1 }] } }'],
    ['subject', '{ component: { exposure: { at-least: { a: 1 } } } }'],
    ['when', '{ reached-from: { from: { is: [{ a: 1 }] }, carrying: { a: 1 } } }'],
    ['unknown', '{ exposure: { a: 1 } }'],
    ['examples', `[{ title: { a: 1 }, system: {}, fires-on: [a], near-misses: [{ title: none, without: [a] }] }]`],
    ['examples', `[{ title: one, system: {}, fires-on: [{ a: 1 }], near-misses: [{ title: none, without: [a] }] }]`],
    ['examples', `[{ title: one, system: {}, fires-on: [a], near-misses: [{ title: { a: 1 }, without: [a] }] }]`],
    ['examples', `[{ title: one, system: {}, fires-on: [a], near-misses: [{ title: none, without: [{ a: 1 }] }] }]`],
    ['examples', `[{ title: one, system: { system: x }, fires-on: [a], near-misses: [{ title: none, set: [1] }] }]`],
    ['examples', `[{ title: one, system: {}, fires-on: [a], near-misses: { a: 1 } }]`],
    ['examples', `[{ titlex: one, system: {}, fires-on: [a], near-misses: [{ title: none, without: [a] }] }]`],
    ['examples', `[{ system: {}, fires-on: [a], near-misses: [{ title: none, without: [a] }] }]`],
    ['examples', `[{ title: one, system: {}, fires-on: [a], near-misses: [{ without: [a] }] }]`],
    ['examples', `[{ title: one, system: {}, fires-on: [a], near-misses: [{ title: none }] }]`],
    ['examples', `[{ title: one, system: {}, fires-on: [a], near-misses: [{ title: none, without: [] }] }]`],
    ['examples', `[{ title: one, system: {}, fires-on: [a], near-misses: [{ title: none, without: [a], with: b }] }]`],
  ])('%s: %s', async (field, value) => {
    const files = { 'ai-system.yaml': manifest, 'r.yaml': rule({ [field]: value }), '.git/HEAD': '' }
    for (const argv of [
      ['rules', 'validate', 'r.yaml'],
      ['lint', '--rules', 'r.yaml'],
    ]) {
      const { code, stderr } = await run(argv, { engine, files })
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^atlaslint: r\.yaml:\d+:\d+: /) })
    }
    const locked = { ...files, 'atlaslint.config.yaml': 'locked: [AML.T0034]\nrules: [r.yaml]\n' }
    expect((await run(['lint'], { engine, files: locked })).code).toBe(2)
  })

  test('a definition that is broken, and a rule that stands on it', async () => {
    const definitions = 'definitions: { odd: { exposure: { at-least: { a: 1 } } } }\n'
    const files = { 'r.yaml': definitions + rule({ subject: '{ component: { is: odd } }' }) }
    const { code, stderr } = await run(['rules', 'validate', 'r.yaml'], { engine, files })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^atlaslint: r\.yaml:1:\d+: /) })
  })
})

describe('definitions on definitions', () => {
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('')
  const file = (definitions: string, name: string) =>
    `definitions:\n  d0: { kind: agent }\n${definitions}${rule({ subject: `{ component: { is: ${name} } }` })}`
  const twice = (index: number) => `  d${index + 1}: { all: [{ is: d${index} }, { is: d${index} }] }\n`
  const chain = (index: number) => `  d${index + 1}: { is: d${index} }\n`
  const downward = (index: number) => `  e${index}: { is: e${index + 1} }\n`

  test.each([
    ['that double 30 times', file(lines(30, twice), 'd30'), /used more than 50000 times/],
    ['a chain of 5000', file(lines(5000, chain), 'd5000'), /more than 32 deep/],
    ['a chain of 20,000 the other way', file(lines(20_000, downward), 'e1'), /more than 32 deep/],
  ])('%s', async (_, text, message) => {
    const { code, stderr } = await run(['rules', 'validate', 'r.yaml'], { engine, files: { 'r.yaml': text } })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) })
  })

  test('a few are fine, and a circle is told as one', async () => {
    const validate = (text: string) => run(['rules', 'validate', 'r.yaml'], { engine, files: { 'r.yaml': text } })
    expect((await validate(file(lines(8, twice), 'd8'))).code).toBe(0)
    expect((await validate(file(lines(30, chain), 'd30'))).code).toBe(0)
    expect((await validate(file('  d1: { is: d2 }\n  d2: { is: d1 }\n', 'd1'))).stderr).toMatch(/leads back to itself/)
  })
})

test('near misses of what is no system', async () => {
  const odd = (system: string, change: string) =>
    rule({ examples: `[{ title: one, system: ${system}, fires-on: [a], near-misses: [{ title: none, ${change} }] }]` })
  const agent = '{ components: { a: { kind: agent } }, flows: [] }'
  for (const text of [
    odd('{ components: [1], flows: { a: 1 } }', 'without: [a]'),
    odd('{ components: text }', 'without: [a]'),
    odd(agent, 'set: { flows: [null, { from: { a: 1 }, to: 1 }], flows.x.y: 1 }'),
    odd(agent, 'set: { components: text, components.a.kind: app }'),
  ]) {
    const { code, stdout, stderr } = await run(['rules', 'test', 'r.yaml'], { engine, files: { 'r.yaml': text } })
    expect(stdout + stderr).not.toBe('')
    expect([1, 2]).toContain(code)
  }
})

test('a map where a flow has an end', async () => {
  const text = `${manifest}flows: [{ from: { a: 1 }, to: [{ b: 1 }] }]\n`
  const { code, stdout } = await run(['-f', 'compact'], { engine, files: { 'ai-system.yaml': text } })
  expect(code).toBe(1)
  expect(stdout).toMatch(/wrong-type - 'from' of flow 1 takes text/)
})

test('a report that would go where a link leads nowhere', async () => {
  const cwd = folderWith({ 'ai-system.yaml': manifest })
  symlinkSync('nowhere', join(cwd, 'link'))
  const { code, stderr } = await runIn(cwd, ['-f', 'json=link'], { engine })
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/symbolic link/) })
})

test('maps in a list of words, twice the same', async () => {
  const files = {
    'ai-system.yaml': manifest,
    'atlaslint.config.yaml': 'evidence: { required-for: [{ a: [1] }, { a: [1] }, [x], [x]] }\n',
  }
  const { code, stderr } = await run(['lint'], { engine, files })
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/nothing was judged\n$/) })
  expect(stderr).toContain('twice')
})
