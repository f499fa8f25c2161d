import type { Catalog } from '../atlas/catalog.ts'
import { type Exposure, type Status, statuses } from './exposure.ts'

/** How many distinct techniques apply, by the worst status they have on any subject. */
export interface Coverage {
  readonly applicable: number
  readonly byStatus: Readonly<Record<Status, number>>
  readonly byTactic: readonly TacticCoverage[]
}

export interface TacticCoverage {
  readonly tactic: string
  readonly name: string
  /** Techniques of the catalog in this tactic. */
  readonly techniques: number
  readonly applicable: number
  readonly byStatus: Readonly<Record<Status, number>>
}

export function coverageOf(exposures: readonly Exposure[], catalog: Catalog): Coverage {
  const worst = worstStatuses(exposures)
  return {
    applicable: worst.size,
    byStatus: countStatuses(worst.values()),
    byTactic: catalog.tactics.map(({ id, name }) => {
      const inTactic = techniquesByTactic(catalog).get(id) ?? []
      const found = inTactic.flatMap((technique) => worst.get(technique) ?? [])
      return { tactic: id, name, techniques: inTactic.length, applicable: found.length, byStatus: countStatuses(found) }
    }),
  }
}

const byTactic = new WeakMap<Catalog, ReadonlyMap<string, readonly string[]>>()

/** Tactic → its techniques. A catalog never changes, and a run counts them for every manifest. */
function techniquesByTactic(catalog: Catalog): ReadonlyMap<string, readonly string[]> {
  const known = byTactic.get(catalog)
  if (known !== undefined) return known
  const lists = new Map<string, string[]>(catalog.tactics.map(({ id }) => [id, []]))
  for (const { id, tactics } of catalog.techniques.values()) for (const tactic of tactics) lists.get(tactic)?.push(id)
  byTactic.set(catalog, lists)
  return lists
}

/** Technique → its worst status on any subject. */
export function worstStatuses(exposures: readonly Exposure[]): Map<string, Status> {
  const worst = new Map<string, Status>()
  for (const { technique, status } of exposures) {
    const known = worst.get(technique)
    if (known === undefined || statuses.indexOf(status) < statuses.indexOf(known)) worst.set(technique, status)
  }
  return worst
}

function countStatuses(found: Iterable<Status>): Record<Status, number> {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>
  for (const status of found) counts[status] += 1
  return counts
}
