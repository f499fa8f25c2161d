/** Input that is large in one way or another costs no more than its size, and is not printed back at it. */

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { reporterNames } from '../../src/report/reporters.ts'
import { run } from '../cli/run.ts'

const size = 2_000_000
const large = ['--max-file-size', '9000000']

describe.each([
  ['in a name', `atlaslint: 1\nsystem: { name: "${'x'.repeat(size)}", ownr: me }\n`],
  ['in a comment', `atlaslint: 1 # ${'x'.repeat(size)}\nsystem: {}\n`],
  ['of a syntax error', `atlaslint: 1\nsystem: [${'x, '.repeat(size / 3)}\n  }\n`],
  [
    'of an unknown key',
    `atlaslint: 1\nsystem: { name: Mail }\ncomponents: { a: { kind: app, ${'k'.repeat(size)}: 1 } }\n`,
  ],
])('a line of 2 MB, %s', (_, text) => {
  // A page brings its own style and script.
  const most = (format: string) => (format === 'html' ? 100_000 : 40_000)
  test.each(reporterNames)('%s tells of it in little room', async (format) => {
    const { code, stdout, stderr } = await run(['-f', format, ...large], { engine, files: { 'ai-system.yaml': text } })
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout.length).toBeGreaterThan(30)
    expect(stdout.length).toBeLessThan(most(format))
  })
})

/** Every pattern of the public schemas, with what makes one that backtracks go on for ever: nearly what it asks for, and long. */
describe('patterns', () => {
  const patterns = readdirSync('schemas').flatMap((file) =>
    [...readFileSync(`schemas/${file}`, 'utf8').matchAll(/"pattern": "((?:[^"\\]|\\.)*)"/g)].map(([, pattern]) =>
      JSON.parse(`"${pattern}"`),
    ),
  ) as string[]

  test.each([...new Set(patterns)])('%s answers at once, however long the text', (pattern) => {
    const started = performance.now()
    for (const piece of ['a', '0', '-', 'a-', 'AML.T0001.', ' ', 'a '])
      for (const end of ['!', '\n', '-', ''])
        for (const begin of ['', '"', '^']) new RegExp(pattern, 'u').test(begin + piece.repeat(50_000) + end)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

test.each(['matches', 'pattern', 'regex', 'like'])(
  'a rule has no regular expressions: %s is refused, and nothing is judged',
  async (key) => {
    const rule = `rules:
  - id: mine
    technique: AML.T0051
    title: Mine
    why: It is mine.
    subject: { component: { kind: agent, ${key}: '^(a+)+$' } }
    message: "{subject} is an agent."
    impact: [integrity]
    fix: Do something.
    examples: [{ title: one, system: { components: { a: { kind: agent } } }, fires-on: [a], near-misses: [{ title: none, without: [a] }] }]
`
    const files = { 'ai-system.yaml': `atlaslint: 1\nsystem: { name: ${'a'.repeat(60)}! }\n`, 'rules.yaml': rule }
    const { code, stdout, stderr } = await run(['--rules', 'rules.yaml'], { engine, files })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(new RegExp(`rules\\.yaml:6:\\d+: '${key}' is not something a component can be asked for`))
  },
)
