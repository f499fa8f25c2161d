/** A run that is split: which manifests are a shard's, and what it tells so that merging can hold it against the others; in the second bundle. */

import type { Found, Input } from '../io.ts'
import type { Shard } from '../report/report.ts'
import { sha256 } from '../report/sha256.ts'
import { count } from '../report/words.ts'
import { type Context, complain } from './context.ts'
import { UsageError } from './usage-error.ts'

declare module '../load-extra.ts' {
  interface Extra {
    sharding: typeof import('./shard.ts')
  }
}

/** `2/8`. */
export type ShardChoice = Pick<Shard, 'index' | 'count'>

/** Every n-th of the files, so that neighbours, which are often alike, are spread. An empty share is no error, but it is said. */
export function shareOf(found: readonly Found[], choice: ShardChoice, context: Context): readonly Found[] {
  const { index, count: shards } = choice
  const share = found.filter((_, position) => position % shards === index - 1)
  if (share.length === 0)
    complain(context.surroundings, `shard ${index}/${shards} is empty: there are ${count(found.length, 'manifest')}`)
  return share
}

/** A piped manifest would be in every shard, and each shard would write a baseline of its own. */
export function refuseInShard(
  { updateBaseline, prune }: { updateBaseline?: string | boolean; prune?: boolean },
  readsStdin: boolean,
): void {
  if (readsStdin) throw new UsageError('--shard does not go with standard input')
  if (updateBaseline !== undefined || prune)
    throw new UsageError('a shard cannot write the baseline: leave --shard out')
}

/** Options that say how a report looks and where it goes: shards of one run may differ in them. */
const looks: ReadonlySet<string> = new Set([
  ...['shard', 'format', 'maxDetails', 'color', 'quiet', 'debug'],
  ...['summary', 'pathBase', 'sarifSuppressed', 'sarifLineHash', 'cache', 'jobs'],
])

/**
 * A shard's place in its run, for the pipeline. What all shards have to be told alike is hashed, and merging refuses reports that were
 * told something else. An option that this module never heard of counts, so that a new one cannot be forgotten.
 */
export function shardOf(
  options: { readonly shard?: ShardChoice },
  found: readonly Found[],
  rules: readonly Input[],
): { readonly shard?: Shard } {
  const { shard } = options
  if (shard === undefined) return {}
  const told = Object.entries(options).filter(([name]) => !looks.has(name))
  const texts = rules.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('latin1')])
  const run = sha256(JSON.stringify([shard.count, found.map(({ name }) => name), told.sort(), texts]))
  return { shard: { ...shard, run } }
}
