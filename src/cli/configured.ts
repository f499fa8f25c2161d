/** The configurations of a run: one for each manifest, read once each. */

import { dirname, resolve } from 'node:path'
import type { Policy } from '../config/policy.ts'
import type { Severity } from '../finding.ts'
import { displayName, type Found, isThere } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import type { GateOptions } from '../report/gate.ts'
import { ConfigFinder } from './config-find.ts'
import type { ConfigOptions } from './config-options.ts'
import type { Context } from './context.ts'
import type { Tuning } from './engine.ts'
import { UsageError } from './usage-error.ts'

/** A configuration with everything that it names found and read. */
export interface Configured {
  /** As in messages. */
  readonly name: string
  /** Absolute. */
  readonly file: string
  /** The file itself, those that it builds on, and those about owners. */
  readonly files: readonly Found[]
  /** Manifests for when none is named; undefined: it names none. */
  manifests(allowEmpty: boolean): Found[] | undefined
  readonly ruleFiles: readonly Found[]
  readonly catalog: Origin<string> | undefined
  readonly failOn: Origin<Severity | 'none'> | undefined
  /** File with decisions. */
  readonly decisions: Origin<string> | undefined
  readonly tuning: Tuning
  /** All but the rules and the levels of checks, which come from preparing. */
  readonly policy: Policy
  /** Whether CODEOWNERS names somebody for a file (absolute); undefined where there is no such file. */
  readonly hasCodeowner: ((file: string) => boolean) | undefined
}

/** A value, and which line says so. */
export interface Origin<T> {
  readonly value: T
  readonly at: string
}

declare module '../load-extra.ts' {
  interface Extra {
    loadConfiguration(file: string, root: string, options: ConfigOptions, context: Context): Configured
  }
}

export class Configurations {
  readonly #options: ConfigOptions
  readonly #context: Context
  readonly #finder: ConfigFinder
  readonly #read = new Map<string, Configured>()
  readonly #ofFolder = new Map<string, Configured | undefined>()

  constructor(options: ConfigOptions, context: Context) {
    this.#options = options
    this.#context = context
    this.#finder = new ConfigFinder(context.surroundings.cwd)
  }

  /** The configuration of what lies in a folder. */
  of(folder: string): Configured | undefined {
    if (!this.#ofFolder.has(folder)) this.#ofFolder.set(folder, this.#find(folder))
    return this.#ofFolder.get(folder)
  }

  #find(folder: string): Configured | undefined {
    const { cwd } = this.#context.surroundings
    const file = this.fileFor(folder)
    if (file === undefined) return undefined
    let configured = this.#read.get(file)
    if (configured === undefined) {
      if (!isThere(file)) throw new UsageError(`no such configuration: ${displayName(file, cwd)}`)
      const root = this.#finder.rootOf(dirname(file))
      configured = loadExtra().loadConfiguration(file, root, this.#options, this.#context)
      this.#read.set(file, configured)
    }
    return configured
  }

  /** The flag counts before the environment, and that before the nearest file. */
  fileFor(folder: string): string | undefined {
    const { env, cwd } = this.#context.surroundings
    if (this.#options.config === false) return undefined
    const named = this.#options.config ?? (env.ATLASLINT_CONFIG || undefined)
    return named === undefined ? this.#finder.nearest(folder) : resolve(cwd, named)
  }
}

/** A run has one gate and one catalog: manifests whose configurations want different ones cannot share it. */
export function agreed<T extends string>(
  all: readonly (Configured | undefined)[],
  key: 'failOn' | 'catalog',
  flag: string,
): T | undefined {
  const [first, ...others] = [...new Set(all)].map((configured) => configured?.[key])
  const other = others.find((wanted) => wanted?.value !== first?.value)
  if (others.every((wanted) => wanted?.value === first?.value)) return first?.value as T | undefined
  const said = [first, other].map((wanted) => (wanted === undefined ? 'the default' : `${wanted.value} (${wanted.at})`))
  throw new UsageError(
    `the configurations of these manifests differ in ${flag.slice(2)}: ${said.join(', ')}; name one with ${flag}, or run once for each`,
  )
}

export function failOnOf(option: GateOptions['failOn'] | undefined, all: readonly (Configured | undefined)[]) {
  return option ?? agreed<GateOptions['failOn']>(all, 'failOn', '--fail-on') ?? 'medium'
}

export function catalogOf(option: string | undefined, all: readonly (Configured | undefined)[]): string | undefined {
  return option ?? agreed(all, 'catalog', '--catalog')
}
