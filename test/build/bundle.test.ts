import type { SpawnSyncOptions } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reporterNames } from '../../src/report/reporters.ts'
import { copyOfPackage, manifest, packagesIn, runBin } from './package.ts'

/** Read on every run; a limit, so that growth is a decision. */
const hotLimit = 275_000

/** Packages that the usual way must not load, and packages that it may. */
const rare = ['yaml', 'globby', 'cli-table3', 'chalk', 'ajv']

describe('the hot bundle', () => {
  test('holds none of the rare packages', async () => {
    const packages = await packagesIn('cli')
    expect([...packages].sort()).toEqual(['commander', 'js-yaml'])
    for (const name of rare) expect(packages).not.toContain(name)
  })

  test('is small, and holds ASCII only', () => {
    expect(statSync('dist/cli.cjs').size).toBeLessThanOrEqual(hotLimit)
    expect(readFileSync('dist/cli.cjs', 'latin1')).not.toMatch(/[\u0080-\u00ff]/)
  })

  test('lints without the other bundles, in colour as well, and needs one for results of earlier runs', () => {
    const folder = copyOfPackage()
    rmSync(join(folder, 'dist', 'extra.cjs'))
    rmSync(join(folder, 'dist', 'cache.cjs'))
    rmSync(join(folder, 'dist', 'catalog-full.json'))
    writeFileSync(join(folder, 'ai-system.yaml'), manifest)
    for (const format of ['pretty', 'compact', 'json']) {
      const { code, stderr } = runBin(folder, ['-f', format], { cwd: folder })
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    }
    expect(runBin(folder, ['--color', 'always'], { cwd: folder }).stdout).toContain('\u001b[')
    rmSync(join(folder, 'dist', 'color.cjs'))
    for (const option of [['--color', 'always'], ['--cache']])
      expect(runBin(folder, option, { cwd: folder }).code).toBe(3)
  })
})

test('what a build server asks for needs two bundles: other formats, files, the summary', async () => {
  const folder = copyOfPackage()
  for (const name of ['extra', 'color', 'cache']) rmSync(join(folder, 'dist', `${name}.cjs`))
  writeFileSync(join(folder, 'ai-system.yaml'), manifest)
  for (const format of reporterNames.filter((name) => name !== 'html')) {
    const { code, stderr } = runBin(folder, ['-f', format, '-f', 'json=out.json', '--summary', 'out.md'], {
      cwd: folder,
    })
    expect({ format, code, stderr }).toEqual({ format, code: 1, stderr: '' })
  }
  expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).manifests).toHaveLength(1)
  const packages = await packagesIn('formats')
  for (const name of rare) expect(packages).not.toContain(name)
})

test('the cache needs none of what is rare', () => {
  const folder = copyOfPackage()
  rmSync(join(folder, 'dist', 'extra.cjs'))
  writeFileSync(join(folder, 'ai-system.yaml'), manifest)
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') }
  const [first, second] = [1, 2].map(() => runBin(folder, ['--cache', '--now', '2026-11-24'], { cwd: folder, env }))
  expect(second).toEqual(first)
  expect(first).toMatchObject({ code: 1, stderr: '' })
})

describe('the slow parts of Node', () => {
  /** What a lint of the manifest loads of Node. */
  function loadedFor(text: string, options: SpawnSyncOptions = {}): string {
    const folder = copyOfPackage()
    writeFileSync(join(folder, 'ai-system.yaml'), text)
    const list = join(folder, 'list.cjs')
    writeFileSync(
      list,
      "process.on('exit',()=>require('fs').writeFileSync('list.json',JSON.stringify(process.moduleLoadList)))",
    )
    expect(runBin(folder, [], { cwd: folder, ...options }, ['--require', list]).code).toBe(1)
    const loaded = readFileSync(join(folder, 'list.json'), 'utf8')
    expect(loaded).toContain('NativeModule vm')
    return loaded
  }

  test('are not loaded on the usual way', () => {
    const loaded = loadedFor(manifest)
    for (const name of ['child_process', 'net', 'tty', 'crypto', 'v8', 'stream'])
      expect(loaded).not.toContain(`"NativeModule ${name}"`)
  })

  test('node:v8 is, with all that it needs, where its switch for the optimiser saves many times what both take', () => {
    expect(loadedFor(`${manifest}#${'-'.repeat(5000)}\n`)).toContain('"NativeModule v8"')
  })

  test('the null device is no terminal', () => {
    const nowhere = openSync(devNull, 'w')
    expect(loadedFor(manifest, { stdio: ['ignore', nowhere, nowhere] })).not.toContain('"NativeModule tty"')
    closeSync(nowhere)
  })
})

describe('the second bundle', () => {
  test('holds the rare packages that are needed at run time', async () => {
    const packages = await packagesIn('extra')
    for (const name of ['yaml', 'globby', 'cli-table3', 'chalk']) expect(packages).toContain(name)
    expect(packages).not.toContain('ajv')
  })

  test('is found when something rare is asked for', () => {
    const folder = copyOfPackage()
    writeFileSync(join(folder, 'ai-system.yaml'), manifest)
    writeFileSync(join(folder, 'broken.yaml'), 'atlaslint: 1\nsystem: [\ncomponents: }\n')
    expect(runBin(folder, ['--color', 'always'], { cwd: folder }).stdout).toContain('\u001b[')
    expect(runBin(folder, ['ai-*.yaml'], { cwd: folder }).code).toBe(1)
    const broken = runBin(folder, ['broken.yaml', '-f', 'compact'], { cwd: folder })
    expect({ code: broken.code, stderr: broken.stderr }).toEqual({ code: 1, stderr: '' })
    expect(broken.stdout).toMatch(/^broken\.yaml:\d+:\d+: critical/)
  })

  test('is loaded once, however often it is needed', () => {
    const folder = copyOfPackage()
    const extra = join(folder, 'dist', 'extra.cjs')
    writeFileSync(extra, `process._rawDebug('loaded');${readFileSync(extra, 'latin1')}`, 'latin1')
    for (const name of ['one', 'two', 'three'])
      writeFileSync(join(folder, `${name}.ai-system.yaml`), manifest.replace('outsider', 'nobody'))
    const { code, stderr } = runBin(folder, ['-f', 'csv', '--summary', 'summary.md'], { cwd: folder })
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'loaded\n' })
  })
})
