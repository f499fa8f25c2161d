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
  const byTactic = statusesByTactic(worst, catalog)
  const sizes = sizesOfTactics(catalog)
  return {
    applicable: worst.size,
    byStatus: countStatuses(worst.values()),
    byTactic: catalog.tactics.map(({ id, name }) => {
      const found = byTactic.get(id) ?? []
      const byStatus = countStatuses(found)
      return { tactic: id, name, techniques: sizes.get(id) ?? 0, applicable: found.length, byStatus }
    }),
  }
}

/** Tactic → the worst status of each of its techniques that applies. */
function statusesByTactic(worst: ReadonlyMap<string, Status>, { techniques }: Catalog): Map<string, Status[]> {
  const found = new Map<string, Status[]>()
  for (const [technique, status] of worst) {
    for (const tactic of techniques.get(technique)?.tactics ?? []) {
      const list = found.get(tactic)
      if (list === undefined) found.set(tactic, [status])
      else list.push(status)
    }
  }
  return found
}

const sizes = new WeakMap<Catalog, ReadonlyMap<string, number>>()

/** Tactic → how many techniques it has. A catalog never changes, and a run counts them for every manifest. */
function sizesOfTactics(catalog: Catalog): ReadonlyMap<string, number> {
  const known = sizes.get(catalog)
  if (known !== undefined) return known
  const counts = new Map<string, number>()
  for (const { tactics } of catalog.techniques.values())
    for (const tactic of tactics) counts.set(tactic, (counts.get(tactic) ?? 0) + 1)
  sizes.set(catalog, counts)
  return counts
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
  const counts = none()
  for (const status of found) counts[status] += 1
  return counts
}

/** Written out, in the order of `statuses`: one is made for each tactic of each manifest. */
function none(): Record<Status, number> {
  return {
    open: 0,
    'partly-mitigated': 0,
    detected: 0,
    planned: 0,
    accepted: 0,
    'not-applicable': 0,
    mitigated: 0,
  }
}
