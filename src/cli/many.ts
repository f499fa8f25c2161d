/** What a run over very many manifests needs: a share of them, reading one by one with a sign of life, and room for the results. */

import { InvalidArgumentError } from 'commander'
import { type Found, type Input, readInput } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import type { Detail } from '../report/details.ts'
import type { ManifestReport } from '../report/report.ts'
import { type ReporterName, showsDetails, showsSource } from '../report/reporters.ts'
import type { Context } from './context.ts'
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

/** Reads a file when it is asked for, and says on a terminal how far it is. */
export function* readOneByOne(
  found: readonly Found[],
  piped: readonly Input[],
  options: { readonly maxFileSize: number; readonly quiet?: boolean },
  { surroundings }: Context,
): Generator<Input> {
  const isShown = showsProgress(found.length, surroundings, options.quiet ?? false)
  const progress = isShown ? loadExtra().progressOf(found.length, surroundings.stderr) : undefined
  let size = 0
  const counted = (input: Input): Input => {
    size += input.bytes.length
    if (size > worthOptimizing) surroundings.optimize?.()
    return input
  }
  try {
    for (const [index, file] of found.entries()) {
      progress?.show(index)
      yield counted(readInput(file, options.maxFileSize))
    }
  } finally {
    progress?.clear()
  }
  yield* piped.map(counted)
}

/** Bytes of manifests from which optimised code saves more time than making it takes: measured, some fifty files. */
const worthOptimizing = 524_288

/** What is kept of each manifest: everything, or with many of them what the formats show, in little room. */
export function keepFor(
  targets: readonly { readonly format: ReporterName }[],
  total: number,
): { readonly keep?: (manifest: ManifestReport) => ManifestReport } {
  if (total < veryMany) return {}
  const keepsText = targets.some(({ format }) => showsSource.has(format))
  const { packed } = loadExtra()
  return { keep: (manifest) => packed(manifest, keepsText) }
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
