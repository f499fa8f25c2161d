/** What the program writes and reads again: reports of shards, a baseline, a compiled catalog. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { main } from '../../src/cli/main.ts'
import { format5 } from '../atlas/import-snippets.ts'
import type { targetsWith } from './targets.ts'

const small = (name: string): string => `atlaslint: 1
system: { name: ${name}, owner: mail }
owners: { mail: { contact: mail@example.com } }
components:
  strangers: { kind: outsider }
  agent: { kind: agent, autonomy: autonomous, can: [send-messages] }
flows:
  - { from: strangers, to: agent, carries: [message] }
controls:
  guard: { implements: [AML.M0020], on: [agent], status: planned, due: 2027-01-01 }
decisions:
  - { technique: AML.T0086, on: agent, treatment: accept, reason: known, owner: mail, expires: 2027-01-01 }
`

export async function shardsIn(folder: string, data: string): Promise<Parameters<typeof targetsWith>[0]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.ai-system.yaml`), small(name))
  writeFileSync(join(folder, 'atlas.yaml'), format5)
  const nowhere = { write() {} }
  const run = (...argv: string[]) =>
    main(
      [...argv, '--now', '2026-11-24'],
      {
        stdin: (async function* () {})(),
        stdout: nowhere,
        stderr: nowhere,
        env: {},
        cwd: folder,
        now: new Date(0),
        data,
      },
      lintEngine,
    )
  for (const shard of ['1', '2'])
    await run('lint', '--shard', `${shard}/2`, '-f', `json=${shard}.json`, '-f', `sarif=${shard}.sarif`)
  await run('lint', '--update-baseline')
  await main(
    ['catalog', 'import', 'atlas.yaml', '-o', 'catalog.json'],
    {
      stdin: (async function* () {})(),
      stdout: nowhere,
      stderr: nowhere,
      env: {},
      cwd: folder,
      now: new Date(0),
      data,
    },
    lintEngine,
  )
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  return {
    json: [text('1.json'), text('2.json')],
    sarif: [text('1.sarif'), text('2.sarif')],
    baseline: text('atlaslint-baseline.json'),
    catalog: text('catalog.json'),
  }
}
