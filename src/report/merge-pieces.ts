import type { ManifestReport, Shard } from './report.ts'

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

/** A part, and the systems that it judged. */
export interface NamedPiece {
  readonly name: string
  readonly systems: Iterable<string>
}

/** Each part took all that a baseline knows of a system for its own manifests: where two of that name are in two parts, it was taken twice. */
export function sharedSystem(pieces: Iterable<NamedPiece>): string | undefined {
  const seen = new Map<string, string>()
  for (const { name, systems } of pieces) {
    for (const system of systems) {
      const before = seen.get(system) ?? name
      if (before !== name)
        return `${before} and ${name} both speak of a system called '${system}', so the baseline counted twice: give each system a name of its own, or judge them in one run`
      seen.set(system, name)
    }
  }
  return undefined
}

/** Names of the systems that a report judged, each once. */
export function systemsIn(manifests: Iterable<ManifestReport>): Set<string> {
  const systems = new Set<string>()
  for (const { judged, isDecisionsFile, system } of manifests)
    if (judged && isDecisionsFile !== true) systems.add(system)
  return systems
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
