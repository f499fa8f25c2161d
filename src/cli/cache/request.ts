/** What a cache has to know of a run, what it does for it, and how it is loaded when it is asked for. */

import type { Catalog } from '../../atlas/catalog.ts'
import type { Found, Input } from '../../io.ts'
import type { Report } from '../../report/report.ts'
import type { ConfiguredRun } from '../configured-run.ts'
import type { Context } from '../context.ts'
import type { LintOptions } from '../engine.ts'
import type { LookOptions, Tap } from '../outputs.ts'
import type { Target } from '../parsers.ts'

/** The options that are looked at here; the others count as they are. */
export interface Told extends LookOptions {
  readonly cache?: string | boolean
  readonly maxFileSize: number
  readonly decisionsFrom?: string
  readonly stdinFilename?: string
  readonly changedSince?: string
  readonly updateBaseline?: string | boolean
  readonly prune?: boolean
}

export interface CacheRequest {
  readonly context: Context
  /** As told on the command line. */
  readonly options: Told
  readonly paths: readonly string[]
  readonly targets: readonly Target[]
  readonly now: string
  readonly found: readonly Found[]
  /** With those of the other shards. */
  readonly all: readonly Found[]
  /** Files that all manifests are held against. */
  readonly shared: readonly Found[]
  /** Whether the report came to depend on manifests that the run does not judge. */
  readonly readOthers: () => boolean
  readonly catalog: Catalog
  readonly run: Pick<ConfiguredRun, 'catalog' | 'configuredOf'>
}

export interface ResultCache {
  /** Writes what the same run wrote, and gives its exit code; undefined: it has to be made. */
  replay(): number | undefined
  /** The same inputs, watched for what is asked about their surroundings. */
  watched(inputs: Iterable<Input>): Iterable<Input>
  readonly options: Pick<LintOptions, 'recall'>
  /** Takes down what is written. */
  readonly look: { readonly tap: Tap }
  /** Keeps what was found and what was written. */
  save(report: Report): void
}

/** Undefined where nothing can be kept; then that was said. */
type OpenCache = (request: CacheRequest) => ResultCache | undefined

let load: (() => OpenCache) | undefined

export function installCache(loader: () => OpenCache): void {
  load = loader
}

export function openCache(request: CacheRequest): ResultCache | undefined {
  if (!load) throw new Error('the cache is not installed')
  return load()(request)
}
