/** Every command, with a stranger's text in every file, name and argument: what is said on either stream does no harm. */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/command-names.ts'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { reporterNames } from '../../src/report/reporters.ts'
import { folderWith, type Outcome, run, runIn } from '../cli/run.ts'
import { payloads } from '../formats/hostile-report.ts'
import { expectHarmless, expectOwnMarkup } from './harmless.ts'
import { fileName, hostileFiles } from './hostile-folder.ts'

/** Every kind of picture, as the message about a wrong one names them. */
const { stderr: wrongPicture } = await run(['graph', '-f', 'none'], { engine })
const pictures = (/Allowed: ([a-z, ]+)/.exec(wrongPicture)?.[1] ?? '').trim().split(', ')

const onAgent = ['--technique', 'AML.T0051.001', '--on', 'agent', '--file', 'plain/ai-system.yaml']
const reasons = '--reason TEXT --approved-by TEXT --ticket TEXT --owner mail --expires 2027-03-31'.split(' ')

/** `TEXT` stands for the text, `ODD` for a folder of that name. What exits with 1 has findings, what exits with 2 says what is wrong. */
const commands: readonly (readonly [code: number, ...argv: string[]])[] = [
  ...reporterNames.map((format) => [1, 'lint', '-f', format, '--show-accepted', '--summary', 'out.md'] as const),
  [
    1,
    'lint',
    'ai-system.yaml',
    '--rules',
    'rules.yaml',
    '--decisions',
    'decisions.yaml',
    '--baseline',
    'baseline.json',
  ],
  [1, 'lint', 'ODD', '--strict', '--quiet', '--color', 'never'],
  [1, 'lint', 'broken.yaml'],
  [2, 'lint', '--rules', 'bad-rules.yaml'],
  [2, 'lint', '--decisions', 'bad-decisions.yaml'],
  [2, 'lint', '--baseline', 'bad-baseline.json'],
  [2, 'lint', '--baseline', 'no.json'],
  [2, 'lint', '--config', 'bad-config.yaml'],
  [2, 'lint', '--config', 'lost-config.yaml'],
  [2, 'lint', '--config', 'odd-config.yaml'],
  [2, 'lint', '--config', 'TEXT'],
  [2, 'lint', 'TEXT.nowhere'],
  [2, 'lint', '--rules', './TEXT'],
  [2, 'lint', '--catalog', './TEXT'],
  [2, 'lint', '-f', 'TEXT'],
  [2, 'lint', '-f', 'json=no/where/TEXT'],
  [2, 'lint', '--now', 'TEXT'],
  [2, 'lint', '--fail-on', 'TEXT'],
  [2, 'lint', '--changed-since', 'TEXT'],
  [2, 'lint', '--decisions-from', 'TEXT'],
  [2, '--TEXT'],
  [0, 'why', 'ai-system.yaml', 'agent', 'AML.T0053', '--rules', 'rules.yaml'],
  [0, 'why', 'ODD/ai-system.yaml', 'agent', 'AML.T0051.001'],
  [1, 'why', 'bad/ai-system.yaml', 'agent', 'AML.T0053'],
  [2, 'why', 'ai-system.yaml', 'TEXT', 'AML.T0053'],
  [2, 'why', 'ai-system.yaml', 'agent', 'TEXT'],
  [0, 'plan', 'ai-system.yaml', '--rules', 'rules.yaml'],
  [0, 'plan', 'ai-system.yaml', '--json'],
  [0, 'plan', 'ai-system.yaml', '--without', 'guard'],
  [2, 'plan', 'ai-system.yaml', '--without', 'TEXT'],
  [2, 'plan', 'ai-system.yaml', '--what-if', '{ "TEXT": [agent] }'],
  [1, 'plan', 'bad/ai-system.yaml'],
  [0, 'incidents', 'ai-system.yaml', '--all'],
  [0, 'incidents', 'ai-system.yaml', '--json'],
  [1, 'incidents', 'bad/ai-system.yaml'],
  [0, 'coverage', 'ai-system.yaml', 'ODD', '--all'],
  [0, 'coverage', 'ai-system.yaml', 'ODD', '--json'],
  [1, 'coverage'],
  [0, 'portfolio', 'ai-system.yaml', 'ODD'],
  [0, 'portfolio', 'ai-system.yaml', 'ODD', '--json'],
  [0, 'portfolio', 'report.json'],
  ...reporterNames
    .filter((format) => !['sarif', 'rdjson', 'html', 'navigator'].includes(format))
    .map((format) => [1, 'merge', 'report.json', '-f', format, '--show-accepted', '--summary', 'out.md'] as const),
  [2, 'merge', 'no.json'],
  [2, 'merge', 'TEXT'],
  [0, 'accept', ...onAgent, '--to', 'manifest', ...reasons],
  [0, 'accept', ...onAgent, '--to', 'decisions', '--decisions', 'new.yaml', ...reasons],
  [2, 'accept', 'TEXT', ...reasons],
  [2, 'accept', '--technique', 'AML.T0051.001', '--on', 'TEXT', ...reasons],
  [2, 'accept', '--technique', 'TEXT', '--on', 'agent', ...reasons],
  [2, 'accept', '--technique', 'AML.T0051.001', '--on', 'agent', '--treatment', 'TEXT'],
  [0, 'explain', 'own-rule', '--rules', 'rules.yaml'],
  [2, 'explain', 'TEXT'],
  [0, 'rules', 'list', '--rules', 'rules.yaml', '--covers', 'AML.T0053'],
  [0, 'rules', 'list', '--rules', 'rules.yaml', '--covers', 'AML.T0053', '--json'],
  [2, 'rules', 'list', '--covers', 'TEXT'],
  [0, 'rules', 'test', 'rules.yaml'],
  [1, 'rules', 'test', 'failing.yaml'],
  [2, 'rules', 'validate', 'bad-rules.yaml'],
  [2, 'rules', 'TEXT'],
  [0, 'catalog', 'show', '--catalog', 'atlas.yaml'],
  [0, 'catalog', 'show', '--catalog', 'atlas.yaml', '--json'],
  [0, 'catalog', 'list', '--catalog', 'atlas.yaml'],
  [0, 'catalog', 'list', '--catalog', 'atlas.yaml', '--json'],
  [0, 'catalog', 'import', 'atlas.yaml'],
  [0, 'catalog', 'import', 'atlas.yaml', '-o', 'out.json'],
  [2, 'catalog', 'import', 'ai-system.yaml'],
  [2, 'catalog', 'import', 'TEXT'],
  [0, 'catalog', 'diff', '2026.09', 'atlas.yaml'],
  [0, 'catalog', 'diff', '2026.09', 'atlas.yaml', '--json'],
  [0, 'catalog', 'diff', '5.6.1', '2026.09', '--manifest', 'ai-system.yaml'],
  [2, 'catalog', 'diff', 'TEXT', '2026.09'],
  [0, 'config', 'show', 'ai-system.yaml'],
  [0, 'config', 'show', 'ai-system.yaml', '--rules', 'rules.yaml', '--json'],
  [2, 'config', 'show', 'TEXT'],
  [2, 'config', 'show', '--config', 'bad-config.yaml'],
  [2, 'config', 'schema', 'TEXT'],
  [0, 'init', 'new', '--template', 'recommender', '--name', 'TEXT'],
  [0, 'init', 'new/TEXT', '--template', 'recommender', '--owner', 'me', '--contact', 'TEXT'],
  [2, 'init', '--template', 'TEXT'],
  [2, 'init', '--owner', 'TEXT'],
  ...pictures.map((format) => [0, 'graph', 'ai-system.yaml', '-f', format] as const),
  ...pictures.map((format) => [0, 'graph', 'ODD/ai-system.yaml', '-f', format, '--no-exposures'] as const),
  [1, 'graph', 'bad/ai-system.yaml'],
  [2, 'graph', 'TEXT'],
  [2, 'graph', 'ai-system.yaml', '-f', 'TEXT'],
  [2, 'graph', 'ai-system.yaml', '-o', 'no/where/TEXT'],
  [2, 'completion', 'TEXT'],
]

const noDate = ['explain', 'rules', 'catalog', 'config', 'init', 'completion', 'merge']
const isJson = (argv: readonly string[]) =>
  argv.includes('--json') || argv.join(' ').startsWith('catalog import atlas.yaml')

/** All of them, in a few texts that each begin with another one: every command runs with each. */
const texts = [0, 1, 2].map((start) => payloads.filter((_, index) => index % 3 === start).join(' '))

test('every command is tried', () => {
  for (const name of commandNames) expect(commands.map(([, command]) => command)).toContain(name)
})

describe.each(commands.map((command) => [command.slice(1).join(' '), command] as const))('%s', (_, command) => {
  const [expected, ...argv] = command
  test('says nothing that acts, hides or gives a command', async () => {
    for (const text of texts) {
      const { cwd, code, stdout, stderr } = await tried(argv, text)
      const format = argv[argv.indexOf('-f') + 1] ?? ''
      expectHarmless(stdout, format)
      expectHarmless(stderr)
      if (stdout.startsWith('<')) expectOwnMarkup(stdout, (await tried(argv, 'Harmless')).stdout)
      expect(code, stderr).toBe(expected)
      if (argv[0] === 'accept' && code === 0)
        expectWritten(cwd, argv.includes('new.yaml') ? 'new.yaml' : 'plain/ai-system.yaml', text)
      if (code === 0 && isJson(argv) && stdout !== '') expect(() => JSON.parse(stdout)).not.toThrow()
      if (argv.includes('out.md')) expectHarmless(readFileSync(join(cwd, 'out.md'), 'utf8'))
    }
  })
})

/** The command in a folder full of the text. */
async function tried(argv: readonly string[], text: string): Promise<Outcome> {
  const cwd = folderWith(hostileFiles(text))
  if (argv.includes('report.json')) await writeReport(cwd, text)
  const arg = (word: string) => word.replaceAll('TEXT', argument(text)).replaceAll('ODD', `odd/${fileName(text)}`)
  const date = noDate.includes(argv[0] ?? '') ? [] : ['--now', '2026-11-24']
  return runIn(cwd, [...argv.map(arg), ...date], { engine })
}

/** The text as an argument arrives: without what no argument can hold. */
function argument(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd')
}

/** What was written is the text, and one entry: it did not end its string. */
function expectWritten(cwd: string, file: string, text: string): void {
  const { decisions } = load(readFileSync(join(cwd, file), 'utf8')) as { decisions: Record<string, string>[] }
  const last = decisions.at(-1)
  const written = argument(text)
  for (const key of ['reason', 'approved-by', 'ticket'])
    expect(last?.[key]).toBe(key === 'reason' ? written.trim() : written)
}

/** A report of the hostile systems, in which names that a manifest cannot have are the text, too. */
async function writeReport(cwd: string, text: string): Promise<void> {
  await runIn(cwd, ['lint', 'ai-system.yaml', 'odd', '-f', 'json=report.json', '--now', '2026-11-24'], { engine })
  const file = join(cwd, 'report.json')
  const report = readFileSync(file, 'utf8').replaceAll('"agent"', () => JSON.stringify(text))
  writeFileSync(file, report)
}
