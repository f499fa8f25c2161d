/** Pages as the command line writes them, in folders that are gone after the tests of a file. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { runIn } from '../cli/run.ts'

export interface WrittenPage {
  readonly file: string
  readonly text: string
  readonly code: number
  readonly folder: string
}

const folders: string[] = []

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'atlaslint-page-'))
  folders.push(folder)
  return folder
}

/** The page about these manifests, by their names. */
export async function pageOf(files: Readonly<Record<string, string>>, ...more: string[]): Promise<WrittenPage> {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return written(folder, more)
}

/** The page about an example, with its evidence beside it. */
export async function pageOfExamples(...names: string[]): Promise<WrittenPage> {
  const folder = newFolder()
  for (const name of names) cpSync(join('examples', name), join(folder, name), { recursive: true })
  return written(folder, [])
}

async function written(folder: string, more: readonly string[]): Promise<WrittenPage> {
  const argv = ['lint', '.', '--now', '2026-11-24', '-f', 'html=page.html', ...more]
  const { code, stderr } = await runIn(folder, argv, { engine: lintEngine })
  if (stderr !== '') throw new Error(stderr)
  const file = join(folder, 'page.html')
  return { file, text: readFileSync(file, 'utf8'), code, folder }
}

/** A system of this size, of every kind that one finds in practice, with flows from each to others. */
export function generated(components: number): string {
  const kinds = [
    'outsider',
    'channel',
    'agent',
    'tool',
    'llm',
    'vector-store',
    'app',
    'database',
    'dataset',
    'training-job',
  ]
  const ids = Array.from({ length: components }, (_, index) => `c${index}-${kinds[index % kinds.length]}`)
  const zones = ['world', 'edge', 'core']
  return JSON.stringify({
    atlaslint: 1,
    system: { name: `Of ${components} components`, criticality: 'high' },
    zones: { world: { trust: 'untrusted' }, edge: { trust: 'partner' }, core: { trust: 'restricted', within: 'edge' } },
    components: Object.fromEntries(
      ids.map((id, index) => [id, { kind: kinds[index % kinds.length], zone: zones[(index * 7) % zones.length] }]),
    ),
    flows: Array.from({ length: Math.floor(components * 1.6) }, (_, index) => ({
      id: `f${index}`,
      from: ids[index % components],
      to: ids[(index * 3 + 1 + Math.floor(index / components) * 5) % components],
      carries: [['message', 'document', 'prompt', 'training-data', 'code'][index % 5]],
    })).filter(({ from, to }) => from !== to),
  })
}
