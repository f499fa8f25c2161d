import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { version } from '../../src/version.ts'
import { run } from '../cli/run.ts'
import { copyOfPackage, manifest, runBin, temporaryFolder } from './package.ts'

describe('short answers', () => {
  test('--help, -h and help print what the program itself would', async () => {
    const { stdout } = await run(['--help'], { engine: lintEngine })
    expect(readFileSync('dist/help.txt', 'utf8')).toBe(stdout)
    for (const flag of ['--help', '-h', 'help']) {
      expect(runBin('.', [flag])).toEqual({ code: 0, stdout, stderr: '' })
      expect((await run([flag], { engine: lintEngine })).stdout).toBe(stdout)
    }
  })

  test('--version and -V need nothing but the package', async () => {
    for (const flag of ['--version', '-V']) {
      expect(runBin('.', [flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
      expect((await run([flag], { engine: lintEngine })).stdout).toBe(`${version}\n`)
    }
  })
})

describe('streams', () => {
  const manyManifests = () => {
    const folder = temporaryFolder()
    for (let index = 0; index < 60; index++) writeFileSync(join(folder, `m${index}.ai-system.yaml`), manifest)
    return folder
  }

  test('a large report arrives whole through a pipe', () => {
    const { code, stdout } = runBin('.', ['-f', 'json', manyManifests()])
    expect(code).toBe(1)
    expect(stdout.length).toBeGreaterThan(200_000)
    expect(JSON.parse(stdout).manifests).toHaveLength(60)
  })

  test('a slow reader gets everything', async () => {
    const child = spawn(process.execPath, ['bin/atlaslint.js', '-f', 'json', manyManifests()])
    await new Promise((resolve) => setTimeout(resolve, 1000))
    let text = ''
    for await (const chunk of child.stdout) text += chunk
    expect(JSON.parse(text).manifests).toHaveLength(60)
  })

  test('a reader that leaves is no error', async () => {
    const child = spawn(process.execPath, ['bin/atlaslint.js', '-f', 'json', manyManifests()])
    child.stdout.destroy()
    let complaint = ''
    for await (const chunk of child.stderr) complaint += chunk
    expect(complaint).toBe('')
  })

  test('stdin is read when it is named', () => {
    const { code, stdout } = runBin('.', ['-', '-f', 'compact'], { input: manifest })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^<stdin>:\d+:\d+: /)
  })

  test('stdout carries the report and nothing else; what goes wrong is on stderr', () => {
    expect(runBin('.', ['nowhere.yaml'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'atlaslint: no such file: nowhere.yaml\n',
    })
  })
})

/** On Node 22.1 and later Node keeps the files itself; where they lie and who may write there is the same. */
describe('the code cache', () => {
  const caches = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])
  const prepared = () => {
    const folder = copyOfPackage()
    chmodSync(join(folder, 'dist'), 0o755)
    writeFileSync(join(folder, 'ai-system.yaml'), manifest)
    const home = temporaryFolder()
    const env = { PATH: process.env.PATH ?? '', HOME: home }
    const lint = (extra: Record<string, string> = {}) =>
      runBin(folder, ['-f', 'compact'], { cwd: folder, env: { ...env, ...extra } })
    return { folder, home, own: join(folder, 'dist', '.cache'), lint }
  }

  test('lies in the package when the package is ours, for us alone', () => {
    const { own, home, lint } = prepared()
    const first = lint()
    expect(first.code).toBe(1)
    expect(caches(own)).not.toEqual([])
    expect(statSync(own).mode & 0o777).toBe(0o700)
    expect(readdirSync(home)).toEqual([])
    expect(lint()).toEqual(first)
  })

  test('else in the cache folder of the user, never in a shared one', () => {
    const { folder, home, own, lint } = prepared()
    chmodSync(join(folder, 'dist'), 0o777)
    expect(lint().code).toBe(1)
    expect(caches(own)).toEqual([])
    expect(caches(join(home, '.cache', 'atlaslint'))).not.toEqual([])
    const elsewhere = temporaryFolder()
    expect(lint({ XDG_CACHE_HOME: elsewhere }).code).toBe(1)
    expect(caches(join(elsewhere, 'atlaslint'))).not.toEqual([])
    expect(statSync(join(elsewhere, 'atlaslint')).mode & 0o777).toBe(0o700)
  })

  test('is not used when others can write to its folder', () => {
    const { folder, home, lint } = prepared()
    chmodSync(join(folder, 'dist'), 0o777)
    const shared = join(home, '.cache', 'atlaslint')
    mkdirSync(shared, { recursive: true })
    chmodSync(shared, 0o777)
    expect(lint().code).toBe(1)
    expect(caches(shared)).toEqual([])
  })

  test('ATLASLINT_NO_CACHE=1 leaves no trace', () => {
    const { own, home, lint } = prepared()
    expect(lint({ ATLASLINT_NO_CACHE: '1' }).code).toBe(1)
    expect(caches(own)).toEqual([])
    expect(readdirSync(home)).toEqual([])
  })

  // Later versions of Node keep the files themselves.
  describe.skipIf(!process.version.startsWith('v20.'))('holds what each kind of run needs', () => {
    /** Size and time of the caches after a run. */
    const cachesAfter = (folder: string, args: readonly string[]) => {
      const { stderr } = runBin(folder, args, { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: folder } })
      expect(stderr).toBe('')
      const own = join(folder, 'dist', '.cache')
      return caches(own).map((name) => ({
        name,
        size: statSync(join(own, name)).size,
        at: statSync(join(own, name)).mtimeMs,
      }))
    }
    const large = `${manifest}#${'-'.repeat(5000)}\n`

    test('a lint adds its code to the cache of another command, once', () => {
      const { folder } = prepared()
      const [before] = cachesAfter(folder, ['rules', 'list'])
      const first = cachesAfter(folder, ['-f', 'compact'])
      expect(first[0]?.size).toBeGreaterThan(1.5 * (before?.size ?? 0))
      expect(cachesAfter(folder, ['-f', 'compact'])).toEqual(first)
      const both = cachesAfter(folder, ['rules', 'list'])
      expect(both).toEqual(first)
    })

    test('and that of a format to the cache of another', () => {
      const { folder } = prepared()
      const [before] = cachesAfter(folder, ['-f', 'compact'])
      const [pretty] = cachesAfter(folder, [])
      expect(pretty?.size).toBeGreaterThan(before?.size ?? 0)
      expect(cachesAfter(folder, ['-f', 'compact'])).toEqual([pretty])
    })

    test.each([
      ['another command', ['rules', 'list']],
      ['a small manifest', ['-f', 'compact']],
      ['a manifest for which the optimiser is switched off', ['large.yaml', '--color', 'always']],
      ['work for which it is switched on again', ['-f', 'html']],
    ])('the next run takes it: %s', (_, args) => {
      const { folder } = prepared()
      writeFileSync(join(folder, 'large.yaml'), large)
      const first = cachesAfter(folder, args)
      expect(first).not.toEqual([])
      expect(cachesAfter(folder, args)).toEqual(first)
    })
  })

  test('rubbish in it does no harm', () => {
    const { own, lint } = prepared()
    const first = lint()
    for (const name of readdirSync(own)) if (name.endsWith('.bin')) writeFileSync(join(own, name), 'rubbish')
    expect(lint()).toEqual(first)
    expect(lint()).toEqual(first)
  })

  test('a folder in the place of the cache does no harm', () => {
    const { own, lint } = prepared()
    writeFileSync(own, 'a file')
    expect(lint().code).toBe(1)
  })
})
