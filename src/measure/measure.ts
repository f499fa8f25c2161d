import type { Exposure } from '../analysis/exposure.ts'
import type { Catalog } from '../atlas/catalog.ts'
import { onTarget } from '../atlas/tactics.ts'

/** What was done to a system: `on-target` leaves out what happens on the attacker's own side. */
export interface ExpectedCase {
  readonly name: string
  readonly 'on-target': readonly string[]
}

/** How one system came out. */
export interface CaseResult {
  readonly id: string
  readonly name: string
  readonly expected: number
  readonly found: number
  /** Found among the first 20 distinct on-target techniques of the report. */
  readonly foundEarly: number
  readonly flagged: number
  readonly missed: readonly string[]
  readonly late: readonly string[]
}

/** The three numbers of the measure, over all systems. */
export interface MeasureResult {
  /** Share of expected on-target techniques that the rules say apply. */
  readonly recall: number
  /** Share flagged of all techniques that can be on-target, averaged over the systems. */
  readonly flaggedShare: number
  /** Recall when only the first 20 distinct on-target techniques of each report count. */
  readonly recallAt20: number
  readonly possible: number
  readonly cases: readonly CaseResult[]
}

const early = 20

/** Holds what a report says of one system against what was done to it. A flagged sub-technique counts for its parent, too. */
export function measureCase(
  id: string,
  expected: ExpectedCase,
  exposures: readonly Exposure[],
  catalog: Catalog,
): CaseResult {
  const flagged = distinctOnTarget(exposures, catalog)
  const covered = withParents(flagged)
  const coveredEarly = withParents(flagged.slice(0, early))
  const wanted = expected['on-target']
  return {
    id,
    name: expected.name,
    expected: wanted.length,
    found: wanted.filter((technique) => covered.has(technique)).length,
    foundEarly: wanted.filter((technique) => coveredEarly.has(technique)).length,
    flagged: flagged.length,
    missed: wanted.filter((technique) => !covered.has(technique)),
    late: wanted.filter((technique) => covered.has(technique) && !coveredEarly.has(technique)),
  }
}

/** On-target techniques in the order of the report, each once. */
function distinctOnTarget(exposures: readonly Exposure[], catalog: Catalog): string[] {
  const ids = new Set(exposures.map(({ technique }) => technique))
  return [...ids].filter((id) => {
    const technique = catalog.techniques.get(id)
    return technique !== undefined && onTarget(technique)
  })
}

function withParents(ids: readonly string[]): Set<string> {
  return new Set(ids.flatMap((id) => [id, id.replace(/\.\d{3}$/, '')]))
}

export function measureAll(cases: readonly CaseResult[], catalog: Catalog): MeasureResult {
  const possible = [...catalog.techniques.values()].filter((technique) => onTarget(technique)).length
  const sum = (pick: (result: CaseResult) => number): number => cases.reduce((total, result) => total + pick(result), 0)
  const expected = sum((result) => result.expected)
  return {
    recall: sum((result) => result.found) / expected,
    flaggedShare: sum((result) => result.flagged / possible) / cases.length,
    recallAt20: sum((result) => result.foundEarly) / expected,
    possible,
    cases,
  }
}
