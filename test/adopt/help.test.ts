import '../../src/cli/extra.ts'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { pathOf, teachings } from '../../src/cli/help-examples.ts'
import { addLint } from '../../src/cli/lint-command.ts'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { createProgram } from '../../src/cli/main.ts'
import { run } from '../cli/run.ts'

const nowhere = { write: () => true }
const surroundings = {
  stdin: (async function* () {})(),
  stdout: nowhere,
  stderr: nowhere,
  env: {},
  cwd: '.',
  now: new Date(),
  data: 'dist',
}
const program = () => createProgram({ surroundings, engine, exitCode: 0 }, [addLint, ...commands])
const below = (command: Command): Command[] => command.commands.flatMap((each) => [each, ...below(each)])
const paths = below(program()).map(pathOf)

test('the help of every command ends with examples and exit codes', async () => {
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => (teachings[path]?.examples.length ?? 0) < 2)).toEqual([])
  expect(Object.keys(teachings).filter((path) => !paths.includes(path))).toEqual([])
})

test.each(['lint', 'init', 'coverage', 'rules test'])('%s --help', async (path) => {
  const { code, stdout } = await run([...path.split(' '), '--help'], { engine })
  expect(code).toBe(0)
  for (const [words] of teachings[path]?.examples ?? []) expect(stdout).toContain(`  atlaslint ${words} `)
  expect(stdout).toMatch(/\nExit codes:\n {2}0 {2}\w/)
})

test.each([
  ['plan'],
  ['incidents'],
  ['why', 'agent', 'AML.T0051'],
  ['portfolio'],
  ['graph'],
  ['coverage'],
  ['catalog diff'],
])('%s ends with 1 for a manifest that is not valid, and its help says so', async (path, ...more) => {
  const files = { 'ai-system.yaml': 'atlaslint: 2\n' }
  const start = path === 'catalog diff' ? ['5.6.1', '2026.09', '--manifest'] : []
  const { code } = await run([...path.split(' '), ...start, 'ai-system.yaml', ...more], { engine, files })
  expect(code).toBe(1)
  expect((await run([...path.split(' '), '--help'], { engine })).stdout).toMatch(/\n {2}1 {2}.*not valid\n/)
})

/** As a shell would split it; what comes after a `>` or `>>` is the shell's. */
function words(example: string): string[] {
  return [...example.replace(/ >.*/, '').matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}

describe('every example parses', () => {
  const examples = Object.entries(teachings).flatMap(([path, { examples }]) =>
    examples.map(([line]) => [line, path] as const),
  )
  test.each(examples)('atlaslint %s', async (line, path) => {
    const parsed = program()
    let ran = ''
    for (const command of below(parsed)) {
      // Groups have no action of their own; the others only say that they were reached.
      if (command.commands.length === 0)
        command.action(() => {
          ran = pathOf(command)
        })
    }
    await parsed.parseAsync(words(line), { from: 'user' })
    expect(ran.startsWith(path)).toBe(true)
  })
})
