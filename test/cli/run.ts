/** Runs the command line in this process, in a folder of its own, with a report made by hand or a real one behind it. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach } from 'vitest'
import type { Engine, LintOptions } from '../../src/cli/engine.ts'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { main } from '../../src/cli/main.ts'
import type { Threads } from '../../src/cli/surroundings.ts'
import type { Input } from '../../src/io.ts'
import { computeGate } from '../../src/report/gate.ts'
import type { LocatedFinding, Report } from '../../src/report/report.ts'
import { sampleManifest, sampleReport } from '../report/sample.ts'

export interface Scene {
  /** Files of the working folder. */
  readonly files?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  readonly isTTY?: boolean
  readonly engine?: Engine
  readonly optimize?: () => void
  readonly withoutOptimizer?: () => void
  readonly threads?: Threads
  /** Another folder of compiled data. */
  readonly data?: string
}

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly cwd: string
}

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A temporary folder with these files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'atlaslint-test-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

export async function run(argv: readonly string[], scene: Scene = {}): Promise<Outcome> {
  const cwd = folderWith(scene.files ?? { 'ai-system.yaml': 'atlaslint: 1\n' })
  return { ...(await runIn(cwd, argv, scene)), cwd }
}

/** The same in a folder that is there already. */
export async function runIn(cwd: string, argv: readonly string[], scene: Omit<Scene, 'files'> = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: scene.isTTY ?? false,
    write: (text: string | Uint8Array) => {
      written[name] += text.toString()
    },
  })
  const surroundings = {
    stdin: (async function* () {
      yield Buffer.from(scene.stdin ?? '')
    })(),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: scene.env ?? {},
    cwd,
    now: new Date('2026-11-24T23:59:59Z'),
    data: scene.data ?? resolve('dist'),
    ...(scene.optimize === undefined ? {} : { optimize: scene.optimize }),
    ...(scene.withoutOptimizer === undefined ? {} : { withoutOptimizer: scene.withoutOptimizer }),
    ...(scene.threads === undefined ? {} : { threads: scene.threads }),
  }
  const code = await main(argv, surroundings, scene.engine ?? engineFinding())
  return { code, ...written, cwd }
}

/** What a made-up engine was asked. */
export interface Asked {
  manifests: readonly Input[]
  ruleFiles: readonly Input[]
  options: LintOptions
}

/** An engine that finds the same in every manifest, and keeps what it was asked. */
export function engineFinding(findings: readonly LocatedFinding[] = [], asked: Partial<Asked> = {}): Engine {
  return {
    prepare: (folder, ruleFiles) => ({
      ...lintEngine.prepare(folder, []),
      lint: (inputs, options) => {
        const manifests = [...inputs]
        Object.assign(asked, { manifests, ruleFiles, options })
        return reportOn(manifests, findings, options)
      },
    }),
  }
}

function reportOn(inputs: readonly Input[], findings: readonly LocatedFinding[], options: LintOptions): Report {
  const judged = findings.every(({ kind }) => kind !== 'input')
  const manifests = inputs.map(({ name }) => sampleManifest({ file: name, findings, judged }))
  const { failOn, strict, exitZero } = options
  return {
    ...sampleReport(manifests),
    now: options.now,
    gate: computeGate(
      manifests.flatMap((manifest) => manifest.findings),
      { failOn, strict, exitZero },
    ),
  }
}
