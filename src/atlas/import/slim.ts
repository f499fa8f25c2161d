/** Facts of one release → the JSON that `readCatalog` reads: of the bundled one in the build, of another when it is imported. */

import { defences, type Mitigation, maturities, mitigationClasses, type Retired, type Technique } from '../catalog.ts'
import type { Step } from '../full.ts'
import { format } from '../read.ts'
import { onTarget } from '../tactics.ts'
import { parentId } from './objects.ts'

/** Techniques in the order of their ids; a sub-technique may leave its tactics to its parent. */
export interface ReleaseFacts {
  readonly release: string
  readonly tactics: readonly { readonly id: string; readonly name: string }[]
  readonly techniques: readonly Pick<Technique, 'id' | 'name' | 'tactics' | 'maturity'>[]
  readonly mitigations: readonly Pick<Mitigation, 'id' | 'name' | 'class' | 'defends' | 'techniques'>[]
  readonly caseStudies: readonly { readonly id: string; readonly procedure: readonly Step[] }[]
  readonly retired: ReadonlyMap<string, Retired>
}

export function slimJson(facts: ReleaseFacts) {
  const tacticAt = positions(facts.tactics)
  const techniqueAt = positions(facts.techniques)
  const mitigationAt = positions(facts.mitigations)
  const techniques = new Map(facts.techniques.map((technique) => [technique.id, technique]))
  const answers = answersByTechnique(facts)
  const incidents = incidentCounts(facts)
  return {
    format,
    release: facts.release,
    tactics: facts.tactics.map(({ id, name }) => [id, name]),
    techniques: facts.techniques.map(({ id, name, tactics, maturity }) => {
      const parent = techniques.get(parentId(id) ?? '')
      return [
        id,
        name,
        (parent?.tactics ?? tactics).map(tacticAt),
        maturities.indexOf(maturity),
        incidents.get(id) ?? 0,
        union(answers.get(id), answers.get(parent?.id ?? '')).map(mitigationAt),
      ]
    }),
    mitigations: facts.mitigations.map((mitigation) => [
      mitigation.id,
      mitigation.name,
      mitigationClasses.indexOf(mitigation.class),
      defences.indexOf(mitigation.defends),
      mitigation.techniques.map(techniqueAt),
    ]),
    caseStudies: facts.caseStudies.map(({ id, procedure }) => [id, stepsOnTarget(procedure).map(techniqueAt)]),
    retired: [...facts.retired].map(([id, { name, after, successor }]) => [id, name, after, successor ?? null]),
  }
}

/** Technique id → the mitigations linked to exactly this id. */
function answersByTechnique({ mitigations }: ReleaseFacts): Map<string, string[]> {
  const answers = new Map<string, string[]>()
  for (const { id, techniques } of mitigations)
    for (const technique of techniques) answers.set(technique, [...(answers.get(technique) ?? []), id])
  return answers
}

/** Both lists, each id once, in the order of the ids. */
function union(own: readonly string[] = [], inherited: readonly string[] = []): string[] {
  return [...new Set([...own, ...inherited])].sort()
}

/** Technique id → in how many case studies it occurs. */
function incidentCounts({ caseStudies }: ReleaseFacts): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { procedure } of caseStudies) {
    for (const id of new Set(procedure.map(({ technique }) => technique))) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** Steps that happen on the system itself, each technique once. */
function stepsOnTarget(procedure: readonly Step[]): string[] {
  return [
    ...new Set(procedure.filter(({ tactic }) => onTarget({ tactics: [tactic] })).map(({ technique }) => technique)),
  ]
}

function positions(objects: readonly { readonly id: string }[]): (id: string) => number {
  const byId = new Map(objects.map(({ id }, index) => [id, index]))
  return (id) => {
    const position = byId.get(id)
    if (position === undefined) throw new Error(`no ${id} among ${objects.length} objects`)
    return position
  }
}
