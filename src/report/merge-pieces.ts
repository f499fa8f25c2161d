import type { Shard } from './report.ts'

/** A file to merge, and which shard it is where it is one. */
export interface Piece {
  readonly name: string
  readonly shard: Shard | undefined
}

/** Why these are not all shards of one run, or no shards at all; undefined when they are. */
export function isWhole(pieces: readonly Piece[]): string | undefined {
  const [first] = pieces
  if (first === undefined) return 'there is nothing to merge'
  const other = pieces.find(({ shard }) => (shard === undefined) !== (first.shard === undefined))
  if (other) {
    const [part, whole] = first.shard === undefined ? [other, first] : [first, other]
    return `${part.name} is a shard and ${whole.name} is not: merge the shards of one run, or whole runs`
  }
  const { shard } = first
  if (shard === undefined) return undefined
  return strangerIn(pieces, first.name, shard) ?? doubleIn(pieces) ?? missingIn(pieces, shard)
}

function strangerIn(pieces: readonly Piece[], name: string, { run, count }: Shard): string | undefined {
  const stranger = pieces.find(({ shard }) => shard?.run !== run || shard.count !== count)
  return (
    stranger &&
    `${stranger.name} is a shard of another run than ${name}: other manifests, options, rule files or number of shards`
  )
}

function doubleIn(pieces: readonly Piece[]): string | undefined {
  const seen = new Map<number, string>()
  for (const { name, shard } of pieces) {
    const index = shard?.index ?? 0
    const before = seen.get(index)
    if (before !== undefined) return `${before} and ${name} are both shard ${index}`
    seen.set(index, name)
  }
  return undefined
}

/** Of many, the first few are named. */
const mostNamed = 10

function missingIn(pieces: readonly Piece[], { count }: Shard): string | undefined {
  const there = new Set(pieces.map(({ shard }) => shard?.index))
  if (pieces.some(({ shard }) => (shard?.index ?? 0) > count)) return 'there is a shard with a number that is too large'
  if (there.size === count) return undefined
  const named: string[] = []
  for (let index = 1; index <= count && named.length < mostNamed; index++)
    if (!there.has(index)) named.push(`${index}/${count}`)
  const more = count - there.size - named.length
  const [shards, are] = count - there.size === 1 ? ['shard', 'is'] : ['shards', 'are']
  return `the verdict would not be whole: ${shards} ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${are} missing`
}
