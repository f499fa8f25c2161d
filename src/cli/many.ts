/** What a run over very many manifests needs: a share of them, reading one by one with a sign of life, and room for the results. */

import { InvalidArgumentError } from 'commander'
import { type Found, type Input, readInput, readLater } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import type { Detail } from '../report/details.ts'
import type { Shows } from '../report/keeping.ts'
import type { ManifestReport } from '../report/report.ts'
import { type ReporterName, showsDetails } from '../report/reporters.ts'
import type { Context } from './context.ts'
import type { Crew } from './jobs/crew.ts'
import { pacing } from './pace.ts'
import type { ShardChoice } from './shard.ts'
import type { Surroundings } from './surroundings.ts'

/** From this many on, progress is shown. Fewer are done in the blink of an eye. */
const many = 100
/** From this many on, what was judged is packed: it costs a tenth of the time. */
const veryMany = 400

export function shardChoice(value: string): ShardChoice {
  const [, index, count] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(value) ?? []
  if (index === undefined || Number(index) > Number(count))
    throw new InvalidArgumentError('Write i/n with i from 1 to n, as in --shard 2/8.')
  return { index: Number(index), count: Number(count) }
}

interface ReadingOptions {
  readonly maxFileSize: number
  readonly quiet?: boolean
}

/** Reads a file when it is asked for, and says on a terminal how far it is. */
export function* readOneByOne(
  found: readonly Found[],
  piped: readonly Input[],
  options: ReadingOptions,
  context: Context,
): Generator<Input> {
  const paced = pacing(context.surroundings)
  for (const file of eachShown(found, options, context)) yield paced(readInput(file, options.maxFileSize))
  yield* piped.map(paced)
}

/** The same where other threads judge most of the files: bytes are read when they are looked at. */
export function* readWhenNeeded(
  found: readonly Found[],
  crew: Pick<Crew, 'dismiss'>,
  options: ReadingOptions,
  context: Context,
): Generator<Input> {
  try {
    for (const file of eachShown(found, options, context)) yield readLater(file, options.maxFileSize)
  } finally {
    crew.dismiss()
  }
}

/** The files one by one, with a line that says on a terminal how far it is. */
function* eachShown(
  found: readonly Found[],
  { quiet = false }: ReadingOptions,
  { surroundings }: Context,
): Generator<Found> {
  const isShown = showsProgress(found.length, surroundings, quiet)
  const progress = isShown ? loadExtra().progressOf(found.length, surroundings.stderr) : undefined
  try {
    for (const [index, file] of found.entries()) {
      progress?.show(index)
      yield file
    }
  } finally {
    progress?.clear()
  }
}

/** What is kept of each manifest: everything, or with many of them what the formats show, in little room. */
export function keepFor(
  shows: Shows,
  total: number,
  crew?: Pick<Crew, 'beBrief'>,
): { readonly keep?: (manifest: ManifestReport) => ManifestReport } {
  if (total < veryMany && crew === undefined) return {}
  const { keepBy, keepingFor } = loadExtra()
  return { keep: keepBy(keepingFor(shows), crew?.beBrief) }
}

/** What makes the details that the formats show; nothing where none shows any. It is work that optimised code pays for. */
export function detailFor(
  targets: readonly { readonly format: ReporterName }[],
  { surroundings: { data, optimize } }: Context,
): { readonly detail?: Detail } {
  if (!targets.some(({ format }) => showsDetails.has(format))) return {}
  optimize?.()
  return { detail: loadExtra().page.detailing(data) }
}

/** None in a pipe, on a build server, or where a line cannot be cleared. */
function showsProgress(total: number, { env, stderr }: Surroundings, quiet: boolean): boolean {
  return !quiet && total >= many && !env.CI && env.TERM !== 'dumb' && stderr.isTTY === true
}
