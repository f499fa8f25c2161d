/** The largest manifests that are read, judged within 2 seconds and 512 MB; what is larger is refused by name. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { read } from '../manifest/reading.ts'
import { largeSystems } from './large-systems.ts'

const folder = mkdtempSync(join(tmpdir(), 'atlaslint-scale-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Tells on the last line of stderr how much processor time the run took: what else the machine does counts less there. */
const watch = join(folder, 'watch.cjs')
writeFileSync(
  watch,
  `process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeSync(2, '\\n' + Math.round((user + system) / 1000)) })`,
)

/** Twice what is promised, as the machine may do other things: this tells a square from a line. */
const most = 4000

function lint(text: string, format: string): { status: number | null; milliseconds: number; stderr: string } {
  const file = join(folder, 'ai-system.yaml')
  writeFileSync(file, text)
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--max-old-space-size=512',
      '--require',
      watch,
      resolve('bin/atlaslint.js'),
      file,
      '-f',
      `${format}=${folder}/out`,
    ],
    { encoding: 'utf8', timeout: 60_000, env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined } },
  )
  return { status, milliseconds: Number(stderr.split('\n').at(-1)), stderr }
}

describe('the largest that is read is judged in time', () => {
  test.each(Object.keys(largeSystems))('%s', { timeout: 120_000 }, (name) => {
    const text = largeSystems[name] as string
    expect(text.length).toBeLessThan(1_048_576)
    expect(read(text).located).toEqual([])
    const { status, milliseconds } = lint(text, 'pretty')
    expect(status).toBe(1)
    expect(milliseconds).toBeLessThan(most)
  })

  test.each(['json', 'sarif'])('a chain, in %s', { timeout: 120_000 }, (format) => {
    const { status, milliseconds } = lint(largeSystems['a chain'] as string, format)
    expect(status).toBe(1)
    expect(milliseconds).toBeLessThan(most)
  })
})

describe('one entry more is refused, whatever else is wrong', () => {
  const valid = { atlaslint: 1, system: { name: 'x' }, components: { a: { kind: 'app' }, b: { kind: 'app' } } }
  const record = <Value>(count: number, value: Value): Record<string, Value> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index}`, value]))
  const list = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value)
  const control = { on: ['a'], status: 'verified', implements: ['AML.M0015'] }
  const told = (change: object) =>
    read(JSON.stringify({ ...valid, ...change })).problems.map(({ code, message }) => `${code}: ${message}`)

  test.each([
    ['components', record(501, { kind: 'nonsense' })],
    ['owners', record(501, {})],
    ['zones', record(501, { trust: 'internal' })],
    ['data', record(501, {})],
    ['controls', record(501, control)],
    ['decisions', list(501, {})],
  ])('%s', (section, value) =>
    expect(told({ [section]: value })).toEqual([`too-many: '${section}' of the manifest has more than 500 entries`]),
  )

  test('flows, and evidence', () => {
    expect(told({ flows: list(2501, {}) })).toEqual(["too-many: 'flows' of the manifest has more than 2500 entries"])
    const evidence = list(101, { type: 'test', ref: 'x' })
    expect(told({ controls: { k: { ...control, evidence } } })).toEqual([
      "too-many: 'evidence' of control 'k' has more than 100 entries",
    ])
  })

  test('but not where large files are allowed', () => {
    const file = join(folder, 'large.ai-system.yaml')
    writeFileSync(file, JSON.stringify({ ...valid, components: record(600, { kind: 'app' }) }))
    const lint = (...options: string[]) =>
      spawnSync(process.execPath, [resolve('bin/atlaslint.js'), file, '-f', 'compact', ...options], {
        encoding: 'utf8',
      })
    expect(lint().stdout).toContain('too-many')
    expect(lint('--max-file-size', '2000000').stdout).not.toContain('too-many')
  })

  test('components times places of controls', () => {
    const components = { ...valid.components, ...record(498, { kind: 'app' }) }
    const on = list(200, 'a')
    expect(told({ components, controls: { k: { ...control, on } } })).toEqual([])
    expect(told({ components, controls: { k: { ...control, on: [...on, 'b'] } } })).toEqual([
      'too-many: 500 components with controls on 201 places are too much: at most 100000 pairs are judged',
    ])
  })
})
