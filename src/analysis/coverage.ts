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
      const inTactic = [...catalog.techniques.values()].filter(({ tactics }) => tactics.includes(id))
      const found = inTactic.flatMap((technique) => worst.get(technique.id) ?? [])
      return { tactic: id, name, techniques: inTactic.length, applicable: found.length, byStatus: countStatuses(found) }
    }),
  }
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
