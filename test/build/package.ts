/** The built program, run as a user does: in a process of its own, from a copy of what the package holds. */

import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterEach } from 'vitest'
// @ts-expect-error: a plain script
import { bundleOptions } from '../../scripts/build.mjs'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'atlaslint-package-'))
  folders.push(folder)
  return folder
}

/** A copy of the package without its dependencies: the bundles need none. */
export function copyOfPackage(): string {
  const folder = temporaryFolder()
  for (const name of ['bin', 'dist', 'package.json']) {
    cpSync(name, join(folder, name), { recursive: true, filter: (path) => !path.endsWith('.cache') })
  }
  return folder
}

/** The packages that a bundle holds. */
export async function packagesIn(name: string): Promise<Set<string>> {
  const { metafile } = await build({ ...bundleOptions(process.cwd(), name), metafile: true, write: false })
  const inputs = Object.keys(metafile?.inputs ?? {})
  return new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []))
}

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export function runBin(
  folder: string,
  args: readonly string[],
  options: SpawnSyncOptions = {},
  node: readonly string[] = [],
): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...node, join(folder, 'bin', 'atlaslint.js'), ...args],
    {
      encoding: 'utf8',
      maxBuffer: 1e9,
      ...options,
    },
  )
  return { code: status, stdout: String(stdout), stderr: String(stderr) }
}

/** A small valid manifest with something to find. */
export const manifest = `atlaslint: 1
system:
  name: Mail assistant
components:
  strangers: { kind: outsider }
  mailbox: { kind: channel, writable-by: [anyone] }
  agent: { kind: agent, autonomy: autonomous }
flows:
  - { from: strangers, to: mailbox, carries: [message] }
  - { from: mailbox, to: agent, carries: [message] }
`
