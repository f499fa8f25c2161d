import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Engine } from '../../src/cli/engine.ts'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { checkFinding, sampleFinding } from '../report/sample.ts'
import { engineFinding, folderWith, run, runIn } from './run.ts'

const found = { engine: engineFinding([sampleFinding({ severity: 'medium' })]) }

describe('0: judged, and nothing fails the run', () => {
  test.each([
    ['nothing found', [], {}],
    ['findings below --fail-on', ['--fail-on', 'high'], found],
    ['--exit-zero', ['--exit-zero'], found],
    ['--fail-on none', ['--fail-on=none'], found],
    ['--help', ['--help'], {}],
    ['help', ['help'], {}],
    ['help lint', ['help', 'lint'], {}],
    ['lint --help', ['lint', '--help'], {}],
    ['--version', ['--version'], {}],
    ['-V', ['-V'], {}],
    ['no manifest with --allow-empty', ['--allow-empty'], { files: {} }],
  ])('%s', async (_name, argv, scene) => {
    const { code, stderr } = await run(argv, scene)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })
})

describe('1: findings, in every format alike', () => {
  test.each([['pretty'], ['compact'], ['json']])('%s', async (format) => {
    const { code, stderr } = await run(['-f', format], found)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  })

  test('a check under --strict', async () => {
    const scene = { engine: engineFinding([checkFinding]) }
    expect((await run([], scene)).code).toBe(0)
    expect((await run(['--strict'], scene)).code).toBe(1)
  })

  test('a manifest that is not valid, also with --exit-zero', async () => {
    const scene = { engine: engineFinding([sampleFinding({ kind: 'input' })]) }
    expect((await run(['--fail-on', 'none', '--exit-zero'], scene)).code).toBe(1)
  })
})

const pair = { files: { 'a.yaml': '', 'z.yaml': '' }, stdin: '' }

describe('2: nothing was linted, and stderr says why', () => {
  test.each<[string, string[], RegExp, object?]>([
    ['unknown option', ['--fail-onn', 'low'], /unknown option '--fail-onn'\n\(Did you mean --fail-on\?\)/],
    ['unknown value', ['--fail-on', 'hihg'], /Allowed: none, low, medium, high, critical \(did you mean high\?\)/],
    ['unknown format', ['-f', 'jsom'], /Allowed: pretty, compact, json, [a-z, ]+ \(did you mean json\?\)/],
    ['an empty path', [''], /an argument is empty/],
    ['a catalog with an empty path', ['--catalog', ''], /--catalog: the path is empty/],
    ['rules with an empty path', ['--rules', 'ai-system.yaml', '--rules='], /--rules: the path is empty/],
    ['a cache with an empty path', ['--cache='], /--cache: the path is empty/],
    ['a configuration with an empty path', ['--config', ''], /--config: the path is empty/],
    ['format to nowhere', ['-f', 'json='], /Write json=<file>/],
    ['missing value', ['--fail-on'], /argument missing/],
    ['not a number', ['--max-file-size', '1k'], /Not a whole number/],
    ['nothing may be that small', ['--max-file-size', '0'], /more than 0/],
    ['not a date', ['--now', '2026-02-30'], /Not a date/],
    ['mistyped command', ['lnit'], /no such file: lnit \(did you mean the command 'lint'\?\)/],
    ['missing file', ['nowhere.yaml'], /no such file: nowhere\.yaml\n$/],
    ['one missing file of two', ['ai-system.yaml', 'nowhere.yaml'], /no such file: nowhere\.yaml/],
    ['pattern without a match', ['*.toml'], /no file matches \*\.toml/],
    ['pattern that is a bomb', ['{a,b}'.repeat(9)], /pattern is too complex/],
    ['empty folder', [], /no manifest .* in this folder/, { files: {} }],
    [
      'empty folder of two',
      ['.', 'empty'],
      /no manifest .* in folder empty/,
      { files: { 'ai-system.yaml': '', 'empty/x': '' } },
    ],
    ['too large', ['--max-file-size', '5'], /ai-system\.yaml is larger than 5 bytes/],
    ['stdin too large', ['-', '--max-file-size', '5'], /<stdin> is larger/, { stdin: '123456' }],
    ['two reports on stdout', ['-f', 'json', '-f', 'pretty'], /two reports go to stdout/],
    ['two reports on stdout, one by a dash', ['-f', 'json=-', '-f', 'pretty'], /two reports go to stdout/],
    ['two reports in one file', ['-f', 'json=a', '-f', 'compact=./a'], /two reports go to/],
    ['report over its input', ['-f', 'json=./ai-system.yaml'], /would overwrite its input ai-system\.yaml/],
    [
      'report over the manifest of another shard',
      ['--shard', '1/2', '-f', 'json=z.yaml', 'a.yaml', 'z.yaml'],
      /its input z/,
      pair,
    ],
    ['report over what is piped in', ['--stdin-filename', 'a.yaml', '-f', 'json=a.yaml'], /its input a\.yaml/, pair],
    ['piped in and named', ['--stdin-filename', './a.yaml', 'a.yaml'], /a\.yaml is piped in and would be/, pair],
    ['paths that start nowhere', ['--path-base', 'no/where'], /--path-base no\/where is no folder/],
    ['report into nowhere', ['-f', 'json=no/where.json'], /cannot write .*: no such file or folder/],
    ['missing rules', ['--rules', 'rules'], /no such file: rules/],
    ['empty rules', ['--rules', 'rules'], /no rule file/, { files: { 'ai-system.yaml': '', 'rules/x.txt': '' } }],
    ['a command without its command', ['rules'], /Usage: atlaslint rules/],
    ['bad SOURCE_DATE_EPOCH', [], /SOURCE_DATE_EPOCH/, { env: { SOURCE_DATE_EPOCH: 'now' } }],
  ])('%s', async (_name, argv, message, scene = {}) => {
    const { code, stdout, stderr } = await run(argv, scene)
    expect(stderr).toMatch(message)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test.runIf(process.platform === 'linux')('a name that is not UTF-8, only where it hides a manifest', async () => {
    const cwd = folderWith({ 'ai-system.yaml': '', 'below/x': '' })
    const odd = Buffer.concat([Buffer.from(`${cwd}/below/`), Buffer.from([0xff])])
    mkdirSync(odd)
    expect((await runIn(cwd, [])).code).toBe(0)
    // Whoever writes the sign for what cannot be read has a name.
    mkdirSync(join(cwd, 'below/\ufffd\ufffd'))
    expect((await runIn(cwd, [])).code).toBe(0)
    writeFileSync(Buffer.concat([odd, Buffer.from('/ai-system.yaml')]), '')
    const { code, stderr } = await runIn(cwd, [])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^atlaslint: below holds a name that is not UTF-8/)])
  })

  test('two reports in one file whose folder has two names', async () => {
    const cwd = folderWith({ 'ai-system.yaml': '', 'folder/x': '' })
    symlinkSync('folder', join(cwd, 'link'))
    const { code, stderr } = await runIn(cwd, ['-f', 'json=folder/a.json', '-f', 'sarif=link/a.json'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('two reports go to link/a.json')])
  })

  test('a rule file with mistakes names them all', async () => {
    const problem = { file: 'r.yaml', line: 3, column: 5, message: "unknown key 'wen'", fix: "write 'when'" }
    const engine: Engine = {
      prepare: (folder) => ({
        ...lintEngine.prepare(folder, []),
        problems: [problem, { ...problem, line: 9 }],
        lint: () => expect.unreachable(),
      }),
    }
    const { code, stderr } = await run(['--rules', 'r.yaml'], { files: { 'ai-system.yaml': '', 'r.yaml': '' }, engine })
    expect(code).toBe(2)
    expect(stderr).toBe(
      "atlaslint: r.yaml:3:5: unknown key 'wen'; write 'when'\natlaslint: r.yaml:9:5: unknown key 'wen'; write 'when'\natlaslint: rule files are not valid: nothing was judged\n",
    )
  })
})

describe('3: a bug', () => {
  const engine = {
    prepare() {
      throw new TypeError('x is not\na function ##[error]')
    },
  }

  test('is one line', async () => {
    const { code, stdout, stderr } = await run([], { engine })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toBe(
      'atlaslint: internal error: x is not\\na function #\\#[error] (--debug shows where); please report it\n',
    )
  })

  test('shows its stack with --debug', async () => {
    const { code, stderr } = await run(['--debug'], { engine })
    expect(code).toBe(3)
    expect(stderr).toMatch(/\n {2} {4}at .*exit-codes\.test\.ts/)
  })

  test('leaves no half report when it happens in a format', async () => {
    const broken: Engine = { prepare: (folder) => ({ ...lintEngine.prepare(folder, []), lint: () => ({}) as never }) }
    const { code, stdout } = await run(['-f', 'pretty', '-f', 'json=out.json'], { engine: broken })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
  })
})

test('every exit code is in the help', async () => {
  const { stdout } = await run(['--help'])
  for (const code of [0, 1, 2, 3]) expect(stdout).toMatch(new RegExp(`^ {2}${code} {2}\\S`, 'm'))
})

test('what the user typed cannot reach the log as a command', async () => {
  const { stderr } = await run(['--x\n::error::owned', '\u001b[2J'])
  expect(stderr).not.toMatch(/^\s*::/m)
  const other = await run(['\u001b[2J\n::error::owned'])
  expect(other.stderr).toBe('atlaslint: no file matches \\x1b[2J\\n::error::owned\n')
})
