/** Which controls to add first. */

import type { System } from '../system/system.ts'
import type { Exposure } from './exposure.ts'
import type { AnalysisInput } from './exposures.ts'
import { type Candidate, type Claim, candidatesFor, type PlaceIndex } from './plan-candidates.ts'
import { choose } from './plan-choice.ts'
import { weights } from './weights.ts'

/** A control to add: a mitigation (or the technique that it would have to cover) at one place. */
export interface PlanStep {
  /** ATLAS mitigation; undefined where ATLAS has none that cuts, and the control has to cover the technique. */
  readonly mitigation: string | undefined
  readonly covers: string | undefined
  /** Component id, or flow. */
  readonly place: string
  readonly owner: string | undefined
  /** Exposures that are closed once this step and those before it stand. */
  readonly closes: readonly Exposure[]
  /** Sum of the weights of what it closes. */
  readonly weight: number
}

export interface Plan {
  readonly steps: readonly PlanStep[]
  /** Open exposures that no single control closes. */
  readonly left: readonly Exposure[]
  /** Open exposures that were not looked at, because the system is too large; nothing worse is. */
  readonly unplanned: readonly Exposure[]
  /** Open exposures before the first step. */
  readonly open: number
}

/** The fewest controls that close the most, weighed by severity; no guarantee that no shorter plan exists. */
export function fixPlan(input: AnalysisInput, exposures: readonly Exposure[]): Plan {
  const open = exposures.filter(
    ({ status }) => status === 'open' || status === 'partly-mitigated' || status === 'detected',
  )
  const candidates = candidatesFor(input, open)
  const steps = described(choose(candidates), candidates.claims, input.system)
  const { unplanned } = candidates
  const told = new Set([...steps.flatMap(({ closes }) => closes), ...unplanned])
  return { steps, left: open.filter((exposure) => !told.has(exposure)), unplanned, open: open.length }
}

function described(chosen: readonly Candidate[], claims: readonly Claim[], system: System): PlanStep[] {
  const pending = new Map<Exposure, Set<Claim>>()
  for (const claim of claims) {
    const known = pending.get(claim.exposure)
    if (known === undefined) pending.set(claim.exposure, new Set([claim]))
    else known.add(claim)
  }
  const position = new Map([...pending.keys()].map((exposure, index) => [exposure, index]))
  const placeOf = (exposure: Exposure) => position.get(exposure) as number
  return chosen.map(({ mitigation, covers, place, closes: ended }) => {
    const closes = new Set<Exposure>()
    for (const claim of ended) {
      const holding = pending.get(claim.exposure)
      if (holding?.delete(claim) && holding.size === 0) closes.add(claim.exposure)
    }
    const inOrder = [...closes].sort((one, other) => placeOf(one) - placeOf(other))
    const weight = inOrder.reduce((sum, { severity }) => sum + weights[severity], 0)
    return { mitigation, covers, ...named(place, system), closes: inOrder, weight }
  })
}

function named(place: PlaceIndex, system: System): { place: string; owner: string | undefined } {
  if (place.type === 'component') {
    const component = system.components[place.index]
    return { place: component?.id ?? '', owner: component?.owner ?? system.manifest.system.owner }
  }
  const flow = system.flows[place.index]
  return { place: flow?.id ?? '', owner: flow?.to.owner ?? flow?.from.owner ?? system.manifest.system.owner }
}
