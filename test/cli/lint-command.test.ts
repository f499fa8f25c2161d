import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { sampleFinding } from '../report/sample.ts'
import { type Asked, engineFinding, folderWith, run, runIn } from './run.ts'

const names = async (argv: readonly string[], files: Record<string, string>, stdin?: string) => {
  const asked: Partial<Asked> = {}
  const { stderr } = await run(argv, {
    files,
    engine: engineFinding([], asked),
    ...(stdin === undefined ? {} : { stdin }),
  })
  expect(stderr).toBe('')
  return asked.manifests?.map(({ name }) => name)
}

describe('which files are read', () => {
  const tree = {
    'b/shop.ai-system.yml': '',
    'ai-system.yaml': '',
    'a/.hidden/ai-system.yml': '',
    'a/other.yaml': '',
    'a/my-ai-system.yaml': '',
    'node_modules/x/ai-system.yaml': '',
    '.git/ai-system.yaml': '',
    'odd/[id]/system.yaml': '',
  }

  test('folders are searched for the names of manifests, in the order of their names', async () => {
    const all = ['a/.hidden/ai-system.yml', 'ai-system.yaml', 'b/shop.ai-system.yml']
    expect(await names([], tree)).toEqual(all)
    expect(await names(['lint', '.'], tree)).toEqual(all)
    expect(await names(['b', 'a'], tree)).toEqual(['a/.hidden/ai-system.yml', 'b/shop.ai-system.yml'])
  })

  test('a file that is named is read whatever its name', async () => {
    expect(await names(['a/other.yaml', 'node_modules/x/ai-system.yaml'], tree)).toEqual([
      'a/other.yaml',
      'node_modules/x/ai-system.yaml',
    ])
  })

  test('brackets are a name first and a pattern second', async () => {
    expect(await names(['odd/[id]/system.yaml'], tree)).toEqual(['odd/[id]/system.yaml'])
  })

  test('patterns', async () => {
    expect(await names(['**/*.yaml'], tree)).toEqual([
      'a/my-ai-system.yaml',
      'a/other.yaml',
      'ai-system.yaml',
      'odd/[id]/system.yaml',
    ])
  })

  test('each file once, however often it is named', async () => {
    expect(await names(['ai-system.yaml', './ai-system.yaml', '.', '*.yaml'], tree)).toHaveLength(3)
  })

  test('stdin under the name it is given', async () => {
    expect(await names(['-'], {}, 'x')).toEqual(['<stdin>'])
    expect(await names(['--stdin-filename', 'a/b.yaml'], {}, 'x')).toEqual(['a/b.yaml'])
    expect(await names(['-', 'ai-system.yaml'], tree, 'x')).toEqual(['ai-system.yaml', '<stdin>'])
  })
})

describe('links and things that are not files', () => {
  test('a link in a folder adds nothing when its target is found, and fails the run when it leads elsewhere', async () => {
    const cwd = folderWith({ 'a/ai-system.yaml': '', 'elsewhere/secret': '' })
    symlinkSync('a/ai-system.yaml', join(cwd, 'ai-system.yaml'))
    symlinkSync('..', join(cwd, 'a', 'loop'))
    expect((await runIn(cwd, ['.'])).code).toBe(0)
    symlinkSync('../elsewhere/secret', join(cwd, 'a', 'x.ai-system.yaml'))
    const { code, stderr } = await runIn(cwd, ['.'])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'atlaslint: a/x.ai-system.yaml is a symbolic link to a file elsewhere: name that file instead\n',
    })
  })

  test('a named link to a file is refused, to a folder it is followed', async () => {
    const cwd = folderWith({ 'a/ai-system.yaml': '' })
    symlinkSync('a/ai-system.yaml', join(cwd, 'link.yaml'))
    symlinkSync('a', join(cwd, 'folder'))
    expect((await runIn(cwd, ['link.yaml'])).stderr).toMatch(/link\.yaml is a symbolic link/)
    const asked: Partial<Asked> = {}
    expect((await runIn(cwd, ['a', 'folder'], { engine: engineFinding([], asked) })).code).toBe(0)
    expect(asked.manifests?.map(({ name }) => name)).toEqual(['a/ai-system.yaml'])
  })

  test('a device', async () => {
    expect((await run(['/dev/null'])).stderr).toMatch(/not a regular file/)
  })
})

describe('where reports go', () => {
  const finding = { engine: engineFinding([sampleFinding()]) }

  test('several formats: one on stdout, the others in files, all of the same run', async () => {
    const { code, stdout, cwd } = await run(['-f', 'compact', '-f', 'json=out.json', '-f', 'pretty=out.txt'], finding)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^ai-system\.yaml:7:3: critical/)
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).manifests).toHaveLength(1)
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toMatch(/FAIL: 1 finding/)
    expect(readdirSync(cwd).sort()).toEqual(['ai-system.yaml', 'out.json', 'out.txt'])
  })

  test('files only: stdout stays empty', async () => {
    expect((await run(['-f', 'json=out.json'], finding)).stdout).toBe('')
  })

  test('an older report is replaced, and a folder in its place is not', async () => {
    const cwd = folderWith({ 'ai-system.yaml': '', 'out.json': 'old' })
    await runIn(cwd, ['-f', 'json=out.json'], finding)
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toMatch(/^\{/)
    mkdirSync(join(cwd, 'taken'))
    writeFileSync(join(cwd, 'taken', 'x'), '')
    const { code, stdout } = await runIn(cwd, ['-f', 'pretty', '-f', 'json=taken'], finding)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(existsSync(join(cwd, 'taken', 'x'))).toBe(true)
    expect(readdirSync(cwd)).not.toContainEqual(expect.stringMatching(/tmp$/))
  })

  test('colour follows the flag on a terminal and in a pipe, and never gets into a file', async () => {
    const start = '\u001b['
    const report = async (argv: string[], scene: object) => (await run(argv, { ...finding, ...scene })).stdout
    expect(await report([], { isTTY: true })).toContain(start)
    expect(await report([], {})).not.toContain(start)
    expect(await report(['lint', '--color', 'always'], {})).toContain(start)
    expect(await report(['--color=never'], { isTTY: true })).not.toContain(start)
    expect(await report([], { isTTY: true, env: { NO_COLOR: '1' } })).not.toContain(start)
    const { cwd } = await run(['--color', 'always', '-f', 'pretty=out.txt'], finding)
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).not.toContain(start)
  })

  test('lines outside ASCII only on a terminal with UTF-8', async () => {
    const report = async (scene: object) => (await run([], { ...finding, ...scene })).stdout
    expect(await report({ isTTY: true, env: { LANG: 'de_DE.UTF-8' } })).toContain('│')
    expect(await report({ isTTY: true, env: { LANG: 'C' } })).not.toContain('│')
    expect(await report({ env: { LANG: 'de_DE.UTF-8' } })).not.toContain('│')
  })
})

describe('what the pipeline is asked', () => {
  const optionsOf = async (argv: readonly string[], env: Record<string, string> = {}) => {
    const asked: Partial<Asked> = {}
    await run(argv, { engine: engineFinding([], asked), env })
    return asked.options
  }

  test('the gate, with its defaults', async () => {
    expect(await optionsOf([])).toMatchObject({ failOn: 'medium', strict: false, exitZero: false, now: '2026-11-24' })
    expect(await optionsOf(['--strict', '--exit-zero', '--fail-on', 'low'])).toMatchObject({
      failOn: 'low',
      strict: true,
      exitZero: true,
    })
  })

  test('the date: --now, then SOURCE_DATE_EPOCH, then the clock in UTC', async () => {
    expect(await optionsOf(['--now', '2028-02-29'], { SOURCE_DATE_EPOCH: '0' })).toMatchObject({ now: '2028-02-29' })
    expect(await optionsOf([], { SOURCE_DATE_EPOCH: '86400' })).toMatchObject({ now: '1970-01-02' })
  })

  test('rule files: files and folders, repeatable', async () => {
    const asked: Partial<Asked> = {}
    const files = {
      'ai-system.yaml': '',
      'rules/b.yml': 'b',
      'rules/a/a.yaml': 'a',
      'one.yaml': '1',
      'rules/readme.md': '',
    }
    await run(['--rules', 'rules', '--rules', 'one.yaml'], { files, engine: engineFinding([], asked) })
    expect(asked.ruleFiles?.map(({ name }) => name)).toEqual(['one.yaml', 'rules/a/a.yaml', 'rules/b.yml'])
  })

  test('the file system for evidence, seen from the manifest', async () => {
    const asked: Partial<Asked> = {}
    await run([], { files: { 'a/ai-system.yaml': '', 'a/evidence/test.pdf': '' }, engine: engineFinding([], asked) })
    const [manifest] = asked.manifests ?? []
    expect([manifest?.exists?.('evidence/test.pdf'), manifest?.exists?.('evidence/none.pdf')]).toEqual([true, false])
  })
})

describe('with the real engine', () => {
  const system = 'atlaslint: 1\nsystem: { name: Small }\ncomponents: { a: { kind: agent } }\n'
  const rulesIn = async (text: string, ...args: string[]) => {
    const { stdout } = await run(['-f', 'csv', ...args], { files: { 'ai-system.yaml': text }, engine: lintEngine })
    return stdout
  }

  test('--max-file-size is also an upper limit that can be raised', async () => {
    const large = `${system}#${' '.repeat(1_100_000)}\n`
    expect(await rulesIn(large)).toBe('')
    expect(await rulesIn(large, '--max-file-size', '2000000')).toBe(await rulesIn(system))
  })

  test('evidence at a URL is no missing file', async () => {
    const control = (ref: string) =>
      `${system}controls: { c: { covers: [AML.T0051], on: [a], status: implemented, evidence: [{ type: test, ref: ${ref}, date: 2026-11-01 }] } }\n`
    expect(await rulesIn(control('proof.md'))).toContain('missing-evidence-file')
    expect(await rulesIn(control('"https://ci.example/run/1"'))).not.toContain('missing-evidence-file')
  })
})
