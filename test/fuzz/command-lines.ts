/** Command lines as anybody may type them: any command, any of its options, and values that are right, wrong or odd. */

import fc from 'fast-check'
import { commands } from '../../src/cli/commands.ts'
import { addLint } from '../../src/cli/lint-command.ts'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { createProgram } from '../../src/cli/main.ts'
import { strange } from './mutations.ts'

/** A command with its options, as the program itself has them. */
interface Known {
  readonly words: readonly string[]
  readonly options: readonly Flag[]
}

interface Flag {
  readonly flag: string
  readonly takes: 'nothing' | 'perhaps' | 'a value'
  readonly choices: readonly string[]
}

const formats = [
  'pretty',
  'json',
  'sarif',
  'html',
  'json=out.json',
  'sarif=out.sarif',
  'markdown=out/a/b.md',
  'navigator',
]

/** What is right for an option, or nearly. */
const right: Readonly<Record<string, readonly string[]>> = {
  '--config': ['atlaslint.config.yaml', 'base.yaml', 'missing.yaml', 'a folder'],
  '--stdin-filename': ['x.yaml', 'a folder/x.yaml', ''],
  '--rules': ['rules.yaml', 'a folder', '.', 'missing.yaml', 'ai-system.yaml'],
  '--catalog': ['atlas.yaml', 'missing.json', 'ai-system.yaml'],
  '--shard': ['1/1', '1/2', '2/2', '3/2', '0/1'],
  '--changed-since': ['HEAD', 'main', '-x', '@{u}'],
  '--jobs': ['1', '2', '0', '64'],
  '--cache': ['cache', 'ai-system.yaml', 'a folder'],
  '--max-file-size': ['1', '100', '10000000', '999999999999999'],
  '--format': formats,
  '--summary': ['sum.md', 'out/sum.md', 'a folder'],
  '--path-base': ['.', 'a folder', 'missing', 'ai-system.yaml'],
  '--max-details': ['0', '1', '1000'],
  '--now': ['2026-11-24', '2030-01-01', '1999-12-31', '2026-02-30'],
  '--decisions': ['decisions.yaml', 'missing.yaml', 'rules.yaml', 'new/decisions.yaml'],
  '--decisions-from': ['HEAD', 'main'],
  '--baseline': ['atlaslint-baseline.json', 'missing.json', 'ai-system.yaml'],
  '--update-baseline': ['known.json', 'ai-system.yaml', 'out/known.json', 'a folder'],
  '--output': ['out.txt', 'a folder', 'out/b/c.txt', 'ai-system.yaml'],
  '--steps': ['0', '1', '1000'],
  '--what-if': [
    '{ implements: [AML.M0020], on: [agent] }',
    '{ implements: [AML.M0020] }',
    '{ on: [agent] }',
    '[]',
    '{',
    'x',
    '&a [*a]',
  ],
  '--without': ['guard', 'gard'],
  '--technique': ['AML.T0051.001', 'AML.T0086', 'AML.T0104', 'AML.T9999', 'AML.T0051'],
  '--on': ['agent', '*', 'ask', 'inbox -> agent', 'nobody'],
  '--file': ['ai-system.yaml', 'missing.yaml', 'a folder', 'rules.yaml'],
  '--reason': ['Read by a person', ''],
  '--owner': ['mail', 'nobody', ''],
  '--approved-by': ['risk office'],
  '--expires': ['2027-03-31', '2026-11-24', '2020-01-01', '9999-12-31'],
  '--due': ['2027-03-31', '2020-01-01'],
  '--ticket': ['RISK-1'],
  '--fail-under': ['0', '0.5', '1', '1.5'],
  '--top': ['0', '1', '1000'],
  '--template': ['retrieval-chatbot', 'chatbot'],
  '--name': ['Mail', ': x', '# y', '"'],
  '--contact': ['mail@example.com', '#risk'],
  '--manifest': ['ai-system.yaml', 'missing.yaml'],
  '--against': ['5.6.1', 'atlas.yaml'],
}

/** Odd, but no way out of the folder: the program writes where it is told to. */
const odd = strange.filter((text) => !text.includes('/'))

/** What commands take besides: files, ids, releases. */
const given = [
  'ai-system.yaml',
  'missing.yaml',
  '.',
  '-',
  '--',
  'a folder',
  'rules.yaml',
  'decisions.yaml',
  'CODEOWNERS',
  '1.json',
  '1.sarif',
  'atlas.yaml',
  'agent',
  'inbox',
  'ask',
  'inbox -> agent',
  'guard',
  'AML.T0051.001',
  'AML.T0086',
  'AML.M0020',
  'AML.CS0035',
  'AML.TA0002',
  'AML.T0104',
  'unused-owner',
  '5.6.1',
  '2026.09',
  '3.0.0',
  'bash',
  'zsh',
  'fish',
  'powershell',
  'manifest',
  'config',
]

const known: readonly Known[] = knownCommands()

function knownCommands(): Known[] {
  const nowhere = { write() {} }
  const stdin = (async function* () {})()
  const surroundings = { stdin, stdout: nowhere, stderr: nowhere, env: {}, cwd: '.', now: new Date(0), data: '.' }
  const program = createProgram({ surroundings, engine: lintEngine, exitCode: 0 }, [addLint, ...commands])
  const found: Known[] = []
  const visit = (command: typeof program, words: readonly string[]) => {
    const options = [...program.options, ...command.options].map(
      ({ long, required, optional, argChoices }): Flag => ({
        flag: long ?? '',
        takes: required ? 'a value' : optional ? 'perhaps' : 'nothing',
        choices: argChoices ?? [],
      }),
    )
    found.push({ words, options })
    for (const inner of command.commands) visit(inner, [...words, inner.name()])
  }
  visit(program, [])
  return found
}

type Written = readonly [pick: number, how: number]
const written = (kinds: number) => fc.tuple(fc.nat(1000), fc.nat(kinds - 1))

/** Arguments of one run. */
export const commandLine: fc.Arbitrary<readonly string[]> = fc
  .record({
    command: fc.nat(known.length - 1),
    options: fc.array(fc.tuple(fc.nat(1000), written(12)), { maxLength: 5 }),
    others: fc.array(written(8), { maxLength: 3 }),
    optionsFirst: fc.boolean(),
  })
  .map(({ command, options, others, optionsFirst }) => {
    const { words, options: all } = known[command] as Known
    const flags = options.flatMap(([which, how]) => flagOf(all[which % all.length] as Flag, how))
    const arguments_ = others.map(([pick, how]) => one(how === 0 ? odd : given, pick))
    return optionsFirst ? [...flags, ...words, ...arguments_] : [...words, ...arguments_, ...flags]
  })

/** Mostly with a value that fits. */
function flagOf({ flag, takes, choices }: Flag, [pick, how]: Written): string[] {
  if (takes === 'nothing') return [how === 0 ? `${flag}=x` : flag]
  if (takes === 'perhaps' && how < 4) return [flag]
  if (how === 4) return [flag]
  const fitting = choices.length > 0 ? choices : (right[flag] ?? given)
  const value = one(how === 5 ? odd : how === 6 ? given : fitting, pick)
  return how === 7 ? [`${flag}=${value}`] : [flag, value]
}

function one<T>(list: readonly T[], pick: number): T {
  return list[pick % list.length] as T
}
