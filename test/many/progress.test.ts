import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { engineFinding, folderWith, runIn, type Scene } from '../cli/run.ts'

const number = 250

function folderOfMany(files = number): string {
  const cwd = folderWith({})
  mkdirSync(join(cwd, 'all'))
  for (let index = 0; index < files; index++) writeFileSync(join(cwd, 'all', `${index}.ai-system.yaml`), '')
  return cwd
}

const told = async (argv: readonly string[], scene: Scene, cwd = folderOfMany()): Promise<string> =>
  (await runIn(cwd, argv, { engine: engineFinding(), ...scene })).stderr

/** What is left on the line of a terminal. */
function left(written: string): string {
  return written
    .split('\r')
    .reduce((line, part) => part + line.slice(part.length), '')
    .trimEnd()
}

test('on a terminal one line says how far it is, and is gone at the end', async () => {
  const written = await told(['all'], { isTTY: true })
  expect(written).toContain(`\ratlaslint: 3 of ${number} manifests`)
  expect(written.split('\r').length).toBeLessThan(110)
  expect(written).not.toContain('\n')
  expect(left(written)).toBe('')
  expect(written).not.toContain('\u001b')
})

test.each<[string, readonly string[], Scene, number?]>([
  ['in a pipe', ['all'], {}],
  ['on a build server', ['all'], { isTTY: true, env: { CI: 'true' } }],
  ['on a terminal that cannot', ['all'], { isTTY: true, env: { TERM: 'dumb' } }],
  ['when quiet', ['-q', 'all'], { isTTY: true }],
  ['for a few', ['all'], { isTTY: true }, 20],
])('%s there is none', async (_when, argv, scene, files) => {
  expect(await told(argv, scene, folderOfMany(files))).toBe('')
})

test('it is gone before a complaint', async () => {
  const cwd = folderOfMany()
  writeFileSync(join(cwd, 'all', '99.ai-system.yaml'), 'x'.repeat(2000))
  const written = await told(['all', '--max-file-size', '1000'], { isTTY: true }, cwd)
  const [progress, complaint] = written.split('atlaslint: all/')
  expect(left(progress as string)).toBe('')
  expect(complaint).toMatch(/^99\.ai-system\.yaml is larger/)
})
