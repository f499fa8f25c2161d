import '../../src/cli/extra.ts'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { ask, isInteractive } from '../../src/cli/init/ask.ts'
import { readTemplates } from '../../src/cli/init/templates.ts'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import type { Surroundings } from '../../src/cli/surroundings.ts'
import { run, runIn } from '../cli/run.ts'

const init = (argv: readonly string[], files: Record<string, string> = {}) => run(['init', ...argv], { files, engine })
const read = (cwd: string, name: string) => readFileSync(join(cwd, name), 'utf8')

describe('what is written', () => {
  test('a manifest and a configuration, which lint', async () => {
    const { code, stdout, stderr, cwd } = await init(['--template', 'recommender'], { '.git/HEAD': '' })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('written  ai-system.yaml: a manifest, from recommender\nwritten  atlaslint.config.yaml')
    expect(stdout).toContain('no pipeline found')
    expect(read(cwd, 'ai-system.yaml')).toContain('name: Shop recommendations')
    const linted = await runIn(cwd, [], { engine })
    expect([linted.code, linted.stderr]).toEqual([1, ''])
    expect(linted.stdout).toContain("System 'Shop recommendations' has no owner")
    expect(linted.stdout).not.toContain('not valid')
    expect((await runIn(cwd, ['--fail-on', 'none'], { engine })).code).toBe(0)
  })

  test('name, owner and contact take the place of their TODOs', async () => {
    const { cwd } = await init(['--template', 'recommender', '--name', 'R: 1', '--owner', 'shop', '--contact', '#shop'])
    const text = read(cwd, 'ai-system.yaml')
    expect(text).toContain('name: "R: 1"')
    expect(text).toContain('owners:\n  shop: { contact: "#shop" }')
    expect(text).not.toContain('owner: TODO')
  })

  test('--minimal: only the manifest, in the folder named', async () => {
    const { cwd, stdout } = await init(['a/b', '--template', 'recommender', '--minimal'], {
      '.git/HEAD': '',
      '.github/x': '',
    })
    expect(existsSync(join(cwd, 'a/b/ai-system.yaml'))).toBe(true)
    expect(existsSync(join(cwd, 'atlaslint.config.yaml'))).toBe(false)
    expect(existsSync(join(cwd, '.github/workflows'))).toBe(false)
    expect(stdout).toContain('atlaslint a/b ')
  })

  test.each([
    ['.github/x', '.github/workflows/atlaslint.yml', 'uses: atlaslint/atlaslint@v'],
    ['.gitlab-ci.yml', '.gitlab/atlaslint.gitlab-ci.yml', 'codequality: '],
    ['azure-pipelines.yml', '.azuredevops/atlaslint-steps.yml', 'PublishTestResults'],
  ])('with %s, the pipeline %s, in the root of the repository', async (sign, file, text) => {
    const { cwd, stdout } = await init(['deep/er', '--template', 'recommender'], { '.git/HEAD': '', [sign]: 'theirs' })
    expect(read(cwd, file)).toContain(text)
    expect(read(cwd, sign)).toBe('theirs')
    expect(existsSync(join(cwd, 'atlaslint.config.yaml'))).toBe(true)
    if (!sign.startsWith('.github')) expect(stdout).toContain(`add to`)
    expect(stdout).not.toContain('no pipeline found')
  })

  test('the schema of the installed package, where there is one', async () => {
    const schema = 'node_modules/atlaslint/schemas/manifest.schema.json'
    const { cwd } = await init(['a', '--template', 'recommender'], { [schema]: '{}' })
    expect(read(cwd, 'a/ai-system.yaml').split('\n')[0]).toBe(`# yaml-language-server: $schema=./../${schema}`)
  })
})

describe('what is there already', () => {
  test('a manifest ends the run before anything is written', async () => {
    const { code, stderr, cwd } = await init(['--template', 'recommender'], { 'ai-system.yaml': 'mine' })
    expect([code, stderr]).toEqual([2, 'atlaslint: ai-system.yaml is there already (--force overwrites it)\n'])
    expect(read(cwd, 'ai-system.yaml')).toBe('mine')
    expect(existsSync(join(cwd, 'atlaslint.config.yaml'))).toBe(false)
  })
  test('--force overwrites it', async () => {
    const { code, cwd } = await init(['--template', 'recommender', '--force'], { 'ai-system.yaml': 'mine' })
    expect([code, read(cwd, 'ai-system.yaml').length > 1000]).toEqual([0, true])
  })
  test('a configuration and a pipeline are kept, and that is said', async () => {
    const files = {
      '.git/HEAD': '',
      'atlaslint.config.yaml': 'fail-on: low',
      '.github/workflows/atlaslint.yml': 'theirs',
    }
    const { code, stdout, cwd } = await init(['--template', 'recommender'], files)
    expect(code).toBe(0)
    expect(read(cwd, 'atlaslint.config.yaml')).toBe('fail-on: low')
    expect(read(cwd, '.github/workflows/atlaslint.yml')).toBe('theirs')
    expect(stdout.match(/^kept /gm)).toHaveLength(2)
  })
})

describe('arguments', () => {
  test.each([
    [['--template', 'recomender'], /no such template: recomender \(did you mean recommender\?\); there are agent-/],
    [['--owner', 'Our Team'], /--owner Our Team: Small letters/],
    [['--owner', ''], /--owner : is empty/],
    [['--contact', 'x'], /--contact needs --owner/],
    [['file', '--template', 'recommender'], /file is not a folder/],
  ])('%s', async (argv, message) => {
    const { code, stdout, stderr, cwd } = await init(argv, { file: '' })
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)])
    expect(existsSync(join(cwd, 'ai-system.yaml'))).toBe(false)
  })
  test('a name that is hostile stays text', async () => {
    const { cwd, code } = await init(['--template', 'recommender', '--name', 'a\n::error::x\u001b[2J'])
    expect(code).toBe(0)
    const linted = await runIn(cwd, ['-f', 'compact'], { engine })
    expect(linted.stdout).not.toMatch(/^::/m)
    expect(linted.stdout).not.toContain('\u001b')
    expect(linted.stdout).toContain('has no owner')
  })
  test('--list', async () => {
    const { code, stdout } = await init(['--list'])
    expect([code, stdout.split('\n')]).toEqual([
      0,
      expect.arrayContaining([expect.stringMatching(/^recommender +Recommender: /)]),
    ])
  })
})

describe('questions', () => {
  const templates = readTemplates('dist').manifests

  /** A terminal at which somebody types these, one after the other. */
  function terminal(keys: readonly string[]) {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {} })
    const screen: string[] = []
    const stderr = { isTTY: true, columns: 0, write: (text: string) => screen.push(text) }
    const surroundings = {
      stdin,
      stderr,
      stdout: stderr,
      env: {},
      cwd: '.',
      now: new Date(),
      data: 'dist',
    } as Surroundings
    keys.forEach((key, index) => {
      setTimeout(() => stdin.write(key), 50 * (index + 1))
    })
    return { surroundings, screen: () => screen.join('') }
  }

  test('none in a pipe: the default, and a note', async () => {
    const { code, stderr, cwd } = await init([])
    expect([code, stderr]).toEqual([0, expect.stringContaining('nobody to ask: retrieval-chatbot')])
    expect(read(cwd, 'ai-system.yaml')).toContain('Retrieval chatbot')
  })

  test('none in a pipeline, even where it has a terminal', () => {
    const { surroundings } = terminal([])
    expect(isInteractive(surroundings)).toBe(true)
    expect(isInteractive({ ...surroundings, env: { CI: 'true' } })).toBe(false)
    expect(isInteractive({ ...surroundings, stderr: { write: () => true } })).toBe(false)
  })

  test('all of them, a wrong id asked again', async () => {
    const { surroundings, screen } = terminal([
      '\u001b[B',
      '\r',
      'Ours',
      '\r',
      'A b',
      '\r',
      '\u0015',
      'ours',
      '\r',
      '#us',
      '\r',
    ])
    const answers = await ask({}, templates, surroundings)
    expect(answers).toEqual({ template: templates[1]?.id, name: 'Ours', owner: 'ours', contact: '#us' })
    expect(screen()).toContain('Small letters, digits and hyphens')
    // Terminals that tell no width must not get a letter a line.
    expect(screen()).toContain('Which of these is nearest to it?')
  })

  test('Enter leaves a TODO, and what was given is not asked', async () => {
    const { surroundings } = terminal(['\r', '\r'])
    expect(await ask({ template: 'recommender' }, templates, surroundings)).toEqual({ template: 'recommender' })
  })

  test('Ctrl-C ends the run with 130', async () => {
    const { surroundings } = terminal(['\u0003'])
    await expect(ask({}, templates, surroundings)).rejects.toMatchObject({ endsRunWith: 130 })
  })
})
