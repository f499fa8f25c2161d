import type { Catalog } from '../atlas/catalog.ts'
import type { Exposure } from './exposure.ts'

/** How one step of a published incident stands on this system. */
export interface IncidentStep {
  readonly technique: string
  /** `open`: it would work, or somebody accepted that it does. `cut`: every exposure is mitigated. `absent`: it does not apply. */
  readonly state: 'open' | 'cut' | 'absent'
  /** Subjects on which it is open, else those on which it is cut. */
  readonly subjects: readonly string[]
  /** Controls that cut it. */
  readonly controls: readonly string[]
}

export interface Incident {
  readonly caseStudy: string
  /** Steps on the system itself, in order, each technique once; what happens on the attacker's side is left out. */
  readonly steps: readonly IncidentStep[]
  readonly open: number
  /** True when every step is open: the incident would work from end to end. */
  readonly works: boolean
}

/** Replays the catalog's case studies: those that would work first, then by how many steps are open. */
export function replayIncidents(exposures: readonly Exposure[], catalog: Catalog): Incident[] {
  const byTechnique = new Map<string, Exposure[]>()
  for (const exposure of exposures) {
    for (const id of namesOf(exposure.technique)) {
      const list = byTechnique.get(id)
      if (list) list.push(exposure)
      else byTechnique.set(id, [exposure])
    }
  }
  return [...catalog.caseStudies]
    .map(([id, study]) => replay(id, study.techniques, byTechnique))
    .filter(({ steps }) => steps.length > 0)
    .sort(mostAlarmingFirst)
}

/** Case studies that would work from end to end, in the order of `replayIncidents`: all that a report says of them. */
export function workingIncidents(exposures: readonly Exposure[], catalog: Catalog): string[] {
  const open = new Set(exposures.filter(isOpen).flatMap(({ technique }) => namesOf(technique)))
  return [...catalog.caseStudies.values()]
    .filter(({ techniques }) => techniques.length > 0 && techniques.every((technique) => open.has(technique)))
    .sort((one, other) => other.techniques.length - one.techniques.length || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id)
}

/** A flagged sub-technique stands for its parent, too. */
function namesOf(technique: string): string[] {
  const parent = technique.replace(/\.\d{3}$/, '')
  return parent === technique ? [technique] : [technique, parent]
}

function isOpen({ status }: Exposure): boolean {
  return status !== 'mitigated' && status !== 'not-applicable'
}

function replay(
  caseStudy: string,
  techniques: readonly string[],
  byTechnique: ReadonlyMap<string, readonly Exposure[]>,
): Incident {
  const steps = techniques.map((technique) => stepOf(technique, byTechnique.get(technique) ?? []))
  const open = steps.filter(({ state }) => state === 'open').length
  return { caseStudy, steps, open, works: steps.length > 0 && open === steps.length }
}

function stepOf(technique: string, exposures: readonly Exposure[]): IncidentStep {
  const open = exposures.filter(isOpen)
  const cut = exposures.filter(({ status }) => status === 'mitigated')
  const state = open.length > 0 ? 'open' : cut.length > 0 ? 'cut' : 'absent'
  const shown = state === 'open' ? open : cut
  const controls = cut.flatMap((exposure) =>
    exposure.controls.filter(({ effect }) => effect === 'cuts').map(({ control }) => control),
  )
  return {
    technique,
    state,
    subjects: distinct(shown.map(({ subject }) => subject.id)),
    controls: state === 'cut' ? distinct(controls) : [],
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort()
}

function mostAlarmingFirst(one: Incident, other: Incident): number {
  const share = (incident: Incident): number => incident.open / incident.steps.length
  return (
    Number(other.works) - Number(one.works) ||
    (one.works ? other.steps.length - one.steps.length : share(other) - share(one)) ||
    (one.caseStudy < other.caseStudy ? -1 : 1)
  )
}
