/** One case: a folder with one file changed, a command run in it, and what has to hold whatever the file says. */

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { load } from 'js-yaml'
import type { Engine, Prepared } from '../../src/cli/engine.ts'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { main } from '../../src/cli/main.ts'
import { type Base, type Mutation, mutated, mutation } from './mutations.ts'
import type { Target } from './targets.ts'

export interface Case {
  readonly base: number
  readonly command: number
  readonly mutation: Mutation
  /** Instead of a command of the target, what somebody typed. */
  readonly argv?: readonly string[]
}

const untouched: Mutation = { tree: [], text: [], json: false }

/** Any case of a target: a file that is changed, or a command line beside files that are right. */
export function casesOf({ commandLines }: Target): fc.Arbitrary<Case> {
  return commandLines === undefined
    ? fc.record({ base: fc.nat(10_000), command: fc.nat(10_000), mutation })
    : commandLines.map((argv) => ({ base: 0, command: 0, mutation: untouched, argv }))
}

/** A file below the size limit takes no longer, in processor time. */
const mostMilliseconds = 2000

/** Where cases run: files are written there and removed. */
export class Bench {
  readonly #engine: Engine
  readonly #target: Target
  readonly #folder: string
  readonly #data: string
  readonly #bases: readonly Base[]

  constructor(target: Target, folder: string, data: string, engine: Engine = usualEngine) {
    this.#engine = engine
    this.#target = target
    this.#folder = folder
    this.#data = data
    this.#bases = target.bases.map((text) => ({ text, tree: treeOf(text) }))
  }

  argv({ command, argv }: Case): readonly string[] {
    return argv ?? (this.#target.commands[command % this.#target.commands.length] as readonly string[])
  }

  bytes({ base, mutation: change }: Case): Uint8Array {
    return mutated(this.#bases[base % this.#bases.length] as Base, this.#bases, change)
  }

  /** Lays the folder out; it stays as it is when the case brings the process down. */
  lay(one: Case): void {
    rmSync(this.#folder, { recursive: true, force: true })
    for (const [name, content] of [
      ...Object.entries(this.#target.files),
      [this.#target.file, this.bytes(one)] as const,
    ]) {
      const path = join(this.#folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
    }
  }

  /** What is wrong; undefined when all is well. Slow is only what is slow twice, as the machine does other things, too. */
  async trouble(one: Case): Promise<string | undefined> {
    this.lay(one)
    const first = await this.#run(one)
    if (first.trouble !== undefined || first.milliseconds <= mostMilliseconds) return first.trouble
    this.lay(one)
    const second = await this.#run(one)
    return second.milliseconds > mostMilliseconds ? `took ${Math.round(second.milliseconds)} ms` : second.trouble
  }

  async #run(one: Case): Promise<{ milliseconds: number; trouble: string | undefined }> {
    const written = { stdout: '', stderr: '' }
    const output = (name: 'stdout' | 'stderr') => ({
      write: (text: string) => {
        written[name] += text
      },
    })
    const before = process.cpuUsage()
    const code = await main(
      ['--debug', ...this.argv(one)],
      {
        stdin: (async function* () {})(),
        stdout: output('stdout'),
        stderr: output('stderr'),
        env: { HOME: this.#folder },
        cwd: this.#folder,
        now: new Date('2026-11-24T12:00:00Z'),
        data: this.#data,
      },
      this.#engine,
    )
    const { user, system } = process.cpuUsage(before)
    return { milliseconds: (user + system) / 1000, trouble: this.#judge(code, written) }
  }

  #judge(code: number, { stdout, stderr }: { stdout: string; stderr: string }): string | undefined {
    if (code !== 0 && code !== 1 && code !== 2) return `exit code ${code}: ${stderr.slice(0, 3000)}`
    if (code === 2 && stderr === '') return 'exit code 2 without a word'
    if (/undefined|\[object Object\]|NaN/.test(stderr) && code === 2)
      return `a message with a hole: ${stderr.slice(0, 500)}`
    const left = readdirSync(this.#folder).find((name) => name.endsWith('.tmp'))
    if (left !== undefined) return `left ${left}`
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
    const control = /[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]/.exec(stdout + stderr)
    return control === null ? undefined : `a control character in the output: ${JSON.stringify(control[0])}`
  }
}

function treeOf(text: string): unknown {
  try {
    return load(text)
  } catch {
    return undefined
  }
}

/** What is read of the program's own files is the same every time. */
const usualEngine: Engine = { prepare }
let usual: Prepared | undefined

function prepare(...[folder, ruleFiles, catalog, tuning]: Parameters<Engine['prepare']>): Prepared {
  if (ruleFiles.length > 0 || catalog !== undefined || tuning !== undefined)
    return lintEngine.prepare(folder, ruleFiles, catalog, tuning)
  usual ??= lintEngine.prepare(folder, [])
  return usual
}
