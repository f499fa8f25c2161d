import '../../src/cli/extra.ts'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/command-names.ts'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { folderWith, run } from '../cli/run.ts'

const script = async (shell: string): Promise<string> => (await run(['completion', shell], { engine })).stdout
const has = (shell: string): boolean => spawnSync(shell, ['--version']).error === undefined

/** What is offered for the last word, by a shell in a folder that holds `notes.txt` and `a folder/`. */
async function offers(shell: string, program: (file: string) => string): Promise<string[]> {
  const cwd = folderWith({ 'notes.txt': '', 'a folder/x': '' })
  const file = join(folderWith({}), 'script')
  writeFileSync(file, await script(shell))
  const { stdout, stderr } = spawnSync(shell, ['-c', program(file)], { cwd, encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.split('\n').filter((line) => line !== '')
}

test.each(['bash', 'zsh', 'fish', 'pwsh'])('%s: names every command, and runs nothing', async (shell) => {
  const text = await script(shell)
  for (const name of commandNames) expect(text).toContain(name)
  expect(text).toContain('--changed-since'.replace('--', shell === 'fish' ? '' : '--'))
  expect(text).not.toMatch(/\$\(atlaslint|`/)
})

test('another shell is not known', async () => {
  expect(await run(['completion', 'csh'], { engine })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/bash, zsh, fish, pwsh/),
  })
})

describe.runIf(has('bash'))('bash', () => {
  const complete = (...words: string[]) =>
    offers('bash', (file) => {
      const list = words.map((word) => `'${word}'`).join(' ')
      return `source ${file}; COMP_WORDS=(atlaslint ${list}); COMP_CWORD=${words.length}; _atlaslint; printf '%s\\n' "\${COMPREPLY[@]}"`
    })

  test('commands, and files of the default command', async () => {
    expect(await complete('ex')).toEqual(['explain'])
    expect(await complete('')).toEqual(expect.arrayContaining(['lint', 'init', 'help', 'notes.txt', 'a folder']))
  })
  test('commands of a command, after options with values', async () => {
    expect(await complete('--color', 'never', 'rules', '')).toEqual(['list', 'test', 'validate'])
    expect(await complete('--color', '=', 'never', 'rules', 'v')).toEqual(['validate'])
    expect(await complete('--rules', 'rules', 'expl')).toEqual(['explain'])
  })
  test('options of the command only', async () => {
    expect(await complete('lint', '--fail')).toEqual(['--fail-on'])
    expect(await complete('--fail')).toEqual(['--fail-on'])
    expect(await complete('why', '--fail')).toEqual([])
    expect(await complete('coverage', '--fail')).toEqual(['--fail-under'])
    expect(await complete('rules', 'list', '--co')).toEqual(expect.arrayContaining(['--color', '--covers']))
  })
  test('values', async () => {
    expect(await complete('--fail-on', 'h')).toEqual(['high'])
    expect(await complete('lint', '--fail-on', '=', 'h')).toEqual(['high'])
    expect(await complete('lint', '--fail-on', '=')).toEqual(expect.arrayContaining(['none', 'critical']))
    expect(await complete('-f', 'com')).toEqual(['compact'])
    expect(await complete('init', '--template', 'cod')).toEqual(['coding-agent'])
    expect(await complete('-f', 'ht')).toEqual(['html'])
    expect(await complete('completion', 'f')).toEqual(['fish'])
    expect(await complete('config', 'schema', '')).toEqual(expect.arrayContaining(['manifest', 'report']))
    expect(await complete('config', 'schema', 'no')).toEqual([])
  })
  test('files where a file belongs', async () => {
    expect(await complete('--rules', 'no')).toEqual(['notes.txt'])
    expect(await complete('lint', 'a')).toEqual(['a folder'])
    expect(await complete('explain', 'rules')).toEqual([])
  })
})

describe.runIf(has('fish'))('fish', () => {
  const complete = async (line: string) =>
    (await offers('fish', (file) => `source ${file}; complete -C ${JSON.stringify(`atlaslint ${line}`)}`)).map(
      (each) => each.split('\t')[0],
    )
  test.each([
    ['ex', ['explain']],
    ['--color never rules v', ['validate']],
    ['--rules rules expl', ['explain']],
    ['lint --fail', ['--fail-on']],
    ['coverage --fail', ['--fail-under']],
    ['--fail-on h', ['high']],
    ['init --template cod', ['coding-agent']],
    ['completion f', ['fish']],
    ['--rules no', ['notes.txt']],
  ])('%s', async (line, expected) => expect(await complete(line)).toEqual(expected))
})

describe.runIf(has('zsh'))('zsh', () => {
  test('is right in its syntax, and declares itself', async () => {
    const file = join(folderWith({}), '_atlaslint')
    writeFileSync(file, await script('zsh'))
    expect(spawnSync('zsh', ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
    const loaded = spawnSync(
      'zsh',
      ['-fc', `autoload -Uz compinit; compinit -D; source ${file}; print $_comps[atlaslint]`],
      { encoding: 'utf8' },
    )
    expect(loaded).toMatchObject({ stdout: '_atlaslint\n', stderr: '' })
  })
})
