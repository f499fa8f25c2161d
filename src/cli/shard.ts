/** What a shard tells of its run, so that merging can hold it against the others; in the second bundle. */

import type { Found, Input } from '../io.ts'
import type { Shard } from '../report/report.ts'
import { sha256 } from '../report/sha256.ts'

declare module '../load-extra.ts' {
  interface Extra {
    shardOf: typeof shardOf
  }
}

/** `2/8`. */
export type ShardChoice = Pick<Shard, 'index' | 'count'>

/** Options that say how a report looks and where it goes: shards of one run may differ in them. */
const looks: ReadonlySet<string> = new Set([
  ...['shard', 'format', 'maxDetails', 'color', 'quiet', 'debug'],
  ...['summary', 'pathBase', 'sarifSuppressed', 'sarifLineHash'],
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
