import { chmodSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { CacheFolder } from '../../src/cli/cache/cache-folder.ts'
import { Contents, RunResults } from '../../src/cli/cache/run-results.ts'
import { cacheHome } from '../../src/cli/cache/sealed.ts'
import { folderWith } from '../cli/run.ts'
import { CachedScene } from './scene.ts'

let scene: CachedScene
let results: string
const resultFiles = () => readdirSync(results).map((name) => join(results, name))

beforeEach(async () => {
  scene = new CachedScene()
  results = join(scene.home, 'atlaslint', 'results')
  expect((await scene.cached()).stderr).toBe('')
})

/** Nothing of the cache is believed; the report is right all the same, and it is said. */
async function ignored(note: RegExp, count = 3): Promise<void> {
  const plain = await scene.plain()
  const { judged, stderr, ...rest } = await scene.cached()
  expect({ ...rest, stderr: '' }).toEqual(plain)
  expect(judged).toHaveLength(count)
  expect(stderr).toMatch(note)
}

describe('what was not written by this user as it is', () => {
  const damaged = /^atlaslint: cache ignored: .* is damaged, or this user did not write it$/m

  test.each([
    ['a byte changed', (bytes: Buffer) => bytes.fill((bytes.at(-1) as number) ^ 1, bytes.length - 1)],
    ['a header changed', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"key"', '"kez"'), 'latin1')],
    ['a seal changed', (bytes: Buffer) => bytes.fill((bytes.at(0) as number) ^ 1, 0, 1)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 10)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('{"code":0,"written":[]}'.padEnd(100))],
  ])('%s', async (_what, change) => {
    for (const file of resultFiles()) writeFileSync(file, change(readFileSync(file)))
    await ignored(damaged)
    expect((await scene.cached()).stderr).toBe('')
  })

  test('sealed with the key of another user', async () => {
    const other = new CachedScene()
    await other.cached()
    renameSync(join(other.home, 'atlaslint', 'cache-key'), join(scene.home, 'atlaslint', 'cache-key'))
    await ignored(damaged)
  })

  test('results of another run under the name of this one', async () => {
    const before = resultFiles()
    await scene.cached(['--now', '2026-01-01'])
    const runs = resultFiles().filter((file) => file.includes('-run-'))
    const other = runs.find((file) => !before.includes(file)) as string
    for (const file of before.filter((name) => name.includes('-run-'))) renameSync(other, file)
    const { stdout, stderr } = await scene.cached()
    expect(stdout).toBe((await scene.plain()).stdout)
    expect(stderr).toMatch(damaged)
  })

  test('a file that others may read, and a link, are as if they were not there', async () => {
    for (const file of resultFiles()) chmodSync(file, 0o644)
    expect((await scene.cached()).judged).toHaveLength(3)
    for (const file of resultFiles()) {
      renameSync(file, join(scene.home, 'elsewhere'))
      symlinkSync(join(scene.home, 'elsewhere'), file)
    }
    expect((await scene.cached()).judged).toHaveLength(3)
  })
})

describe('places that cannot be trusted', () => {
  const none = /^atlaslint: no cache: .* is not a folder that this user alone can write to$/m

  test.each([
    ['the folder of results', () => chmodSync(results, 0o777)],
    ['the cache home', () => chmodSync(join(scene.home, 'atlaslint'), 0o777)],
  ])('%s', async (_what, open) => {
    open()
    // Nobody asks, so nothing is told to have been judged.
    await ignored(none, 0)
  })

  test('a key that others may read is replaced', async () => {
    chmodSync(join(scene.home, 'atlaslint', 'cache-key'), 0o644)
    await ignored(/is damaged/)
    expect(statSync(join(scene.home, 'atlaslint', 'cache-key')).mode & 0o777).toBe(0o600)
  })

  test('no home', async () => {
    const { stderr, stdout } = await scene.cached([], { env: { XDG_CACHE_HOME: '' } })
    expect(stderr).toMatch(none)
    expect(stdout).toBe((await scene.plain()).stdout)
  })

  test('what is written, this user alone may read', () => {
    for (const file of [results, ...resultFiles()]) expect(statSync(file).mode & 0o077).toBe(0)
  })

  test('where the cache lies', () => {
    expect(cacheHome({ XDG_CACHE_HOME: '/x', HOME: '/h' })).toBe('/x/atlaslint')
    expect(cacheHome({ XDG_CACHE_HOME: 'relative', HOME: '/h' })).toBe('/h/.cache/atlaslint')
    expect(cacheHome({ HOME: '' })).toBeUndefined()
  })

  test('a folder that is named', async () => {
    const folder = join(folderWith({}), 'new', 'results')
    for (const count of [3, 0]) expect((await scene.cached(['--cache', folder])).judged).toHaveLength(count)
    expect(readdirSync(folder)).toHaveLength(2)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test.each([
    [
      'a manifest',
      'a/ai-system.yaml',
      /^atlaslint: a\/ai-system\.yaml cannot be the folder of --cache: it is no folder; /,
    ],
    [
      'a folder of manifests',
      'a',
      /^atlaslint: a cannot be .*: it holds manifests \(a\/ai-system\.yaml\); write --cache=/,
    ],
    ['this folder', '.', /it holds manifests \(a\/ai-system\.yaml\)/],
  ])('%s, which was meant to be linted, is no place for results', async (_what, named, message) => {
    const before = readdirSync(join(scene.cwd, 'a'))
    const { code, stdout, stderr, judged } = await scene.cached(['--cache', named])
    expect({ code, stdout, judged }).toEqual({ code: 2, stdout: '', judged: [] })
    expect(stderr).toMatch(message)
    expect(readdirSync(join(scene.cwd, 'a'))).toEqual(before)
  })

  test('a folder that holds results already stays one', async () => {
    const folder = join(folderWith({}), 'results')
    expect((await scene.cached(['--cache', folder])).judged).toHaveLength(3)
    writeFileSync(join(folder, 'ai-system.yaml'), 'atlaslint: 1\n')
    expect((await scene.cached(['--cache', folder])).judged).toHaveLength(0)
  })

  test('only a few results are kept', async () => {
    for (let day = 10; day < 22; day++) await scene.cached(['--now', `2026-11-${day}`])
    const names = readdirSync(results)
    expect(names.filter((name) => name.includes('-run-'))).toHaveLength(8)
    expect(names.filter((name) => name.includes('-manifests-'))).toHaveLength(2)
  })
})

describe('the short cut by what the file system says', () => {
  const later = () => Date.now() + 60_000

  function runOver(file: string, byContent: boolean, began: number): RunResults {
    const surroundings = { cwd: scene.cwd, env: { XDG_CACHE_HOME: scene.home }, stderr: { write() {} } }
    const folder = CacheFolder.open(undefined, { surroundings } as never) as CacheFolder
    const found = [{ name: 'x', file }]
    return new RunResults(folder, 'key', { found, placeOf: ({ name }) => name, maxFileSize: 1000, byContent, began })
  }

  test('is taken where nothing was written for a while, and never by content', () => {
    const file = join(folderWith({ x: 'text' }), 'x')
    const ended = { code: 0, written: [] }
    runOver(file, false, later()).save(ended, 'hash of other contents', new Map())
    // The contents were not looked at: they would not be the same.
    expect(runOver(file, false, later()).recall()).toEqual(ended)
    expect(runOver(file, true, later()).recall()).toBeUndefined()
    // A file of the same size that was written again has another time.
    writeFileSync(file, 'next')
    expect(runOver(file, false, later()).recall()).toBeUndefined()
  })

  test('is taken from the run on in which the files were settled', () => {
    const file = join(folderWith({ x: 'text' }), 'x')
    const contents = new Contents()
    contents.add('x', Buffer.from('text'))
    runOver(file, false, Date.now()).save({ code: 0, written: [] }, contents.hash(), new Map())
    const before = readFileSync(resultFiles().find((name) => name.includes('-run-key')) as string, 'latin1')
    expect(before).toContain('"states":null')
    expect(runOver(file, true, later()).recall()).toBeDefined()
    expect(runOver(file, false, later()).recall()).toBeDefined()
    const after = readFileSync(resultFiles().find((name) => name.includes('-run-key')) as string, 'latin1')
    expect(after).toMatch(/"states":"[0-9a-f]{64}"/)
  })

  test('is not taken where a file was written just now', () => {
    const file = join(folderWith({ x: 'text' }), 'x')
    runOver(file, false, Date.now()).save({ code: 0, written: [] }, 'hash of other contents', new Map())
    expect(runOver(file, false, later()).recall()).toBeUndefined()
  })
})
