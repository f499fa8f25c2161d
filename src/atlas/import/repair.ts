/** Holds the facts of a file against each other: what contradicts is repaired, what leads nowhere is left out, and both are said. */

import type { AtlasFacts, CaseStudyFacts, MitigationFacts, ObjectFacts, TechniqueFacts } from './facts.ts'
import { parentId } from './objects.ts'
import { quote, type Slips } from './reading.ts'

/** Facts of which every reference is known: parents come before their sub-techniques, which have no tactics of their own. */
export function repair(facts: AtlasFacts, slips: Slips): AtlasFacts {
  const tactics = eachOnce(facts.tactics, slips)
  const tacticIds = new Set(tactics.map(({ id }) => id))
  const techniques = repairTechniques(sorted(eachOnce(facts.techniques, slips)), tacticIds, slips)
  const byId = new Map(techniques.map((technique) => [technique.id, technique]))
  return {
    ...facts,
    tactics,
    techniques,
    mitigations: sorted(eachOnce(facts.mitigations, slips)).map((mitigation) => ({
      ...mitigation,
      techniques: knownLinks(mitigation, byId, slips),
    })),
    caseStudies: sorted(eachOnce(facts.caseStudies, slips)).flatMap(
      (study) => repairStudy(study, byId, tacticIds, slips) ?? [],
    ),
  }
}

function eachOnce<Facts extends ObjectFacts>(objects: readonly Facts[], slips: Slips): Facts[] {
  const seen = new Set<string>()
  return objects.filter(({ id, path }) => {
    if (!seen.has(id)) return seen.add(id)
    slips.push({ path, message: `${id} is there twice: the first one is taken` })
    return false
  })
}

function sorted<Facts extends ObjectFacts>(objects: readonly Facts[]): Facts[] {
  return objects.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

function repairTechniques(
  techniques: readonly TechniqueFacts[],
  tactics: ReadonlySet<string>,
  slips: Slips,
): TechniqueFacts[] {
  const kept = new Map<string, TechniqueFacts>()
  for (const technique of techniques) {
    const own = knownTactics(technique, tactics, slips)
    const repaired = withParent({ ...technique, tactics: own }, kept, slips)
    if (repaired !== undefined) kept.set(repaired.id, repaired)
  }
  return [...kept.values()]
}

function knownTactics({ id, tactics, path }: TechniqueFacts, known: ReadonlySet<string>, slips: Slips): string[] {
  return [...new Set(tactics)].filter((tactic) => {
    if (known.has(tactic)) return true
    slips.push({ path, message: `${id} names the tactic ${quote(tactic)}, which the file does not have: left out` })
    return false
  })
}

/** The id tells the parent; the file may tell another, or have none of that id. */
function withParent(
  technique: TechniqueFacts,
  kept: ReadonlyMap<string, TechniqueFacts>,
  slips: Slips,
): TechniqueFacts | undefined {
  const { id, path, tactics } = technique
  const parent = parentId(id)
  const slip = (message: string): number => slips.push({ path, message })
  if (parent === undefined) {
    if (technique.parent !== undefined)
      slip(`${id} names the parent ${quote(technique.parent)}, but its id is that of a technique: it has none`)
    if (tactics.length === 0) slip(`${id} has no tactic`)
    return { ...technique, parent: undefined }
  }
  if (technique.parent === undefined) slip(`${id} names no parent: ${parent} is taken, as its id says`)
  else if (technique.parent !== parent)
    slip(`${id} names the parent ${quote(technique.parent)}: ${parent} is taken, as its id says`)
  const above = kept.get(parent)
  if (above === undefined && tactics.length === 0) {
    slip(`${id} has neither tactics nor its parent ${parent} in the file: left out`)
    return undefined
  }
  if (above === undefined) {
    slip(`${id} has no parent ${parent} in the file: it stands alone`)
    return { ...technique, parent: undefined }
  }
  if (tactics.length > 0 && !sameSet(tactics, above.tactics)) {
    slip(`${id} has other tactics (${tactics.join(', ')}) than ${parent}: those of ${parent} are taken`)
  }
  return { ...technique, parent, tactics: [] }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item))
}

function knownLinks(
  { id, techniques }: MitigationFacts,
  known: ReadonlyMap<string, TechniqueFacts>,
  slips: Slips,
): MitigationFacts['techniques'] {
  const seen = new Set<string>()
  const links = techniques.filter(({ technique, path }) => {
    const problem = seen.has(technique) ? 'twice' : known.has(technique) ? undefined : ', which the file does not have'
    seen.add(technique)
    if (problem === undefined) return true
    const message =
      problem === 'twice'
        ? `${id} names ${technique} twice: one is taken`
        : `${id} names ${quote(technique)}${problem}: left out`
    slips.push({ path, message })
    return false
  })
  return links.toSorted((one, other) => (one.technique < other.technique ? -1 : 1))
}

function repairStudy(
  study: CaseStudyFacts,
  techniques: ReadonlyMap<string, TechniqueFacts>,
  tactics: ReadonlySet<string>,
  slips: Slips,
): CaseStudyFacts | undefined {
  const procedure = study.procedure.flatMap((step) => {
    const technique = techniques.get(step.technique)
    if (technique === undefined) {
      slips.push({
        path: step.path,
        message: `a step of ${study.id} uses ${quote(step.technique)}, which the file does not have: left out`,
      })
      return []
    }
    if (tactics.has(step.tactic)) return [step]
    const tactic = (technique.tactics[0] ?? techniques.get(technique.parent ?? '')?.tactics[0]) as string | undefined
    const instead = tactic === undefined ? 'left out' : `${tactic} is taken`
    slips.push({
      path: step.path,
      message: `a step of ${study.id} has the unknown tactic ${quote(step.tactic)}: ${instead}`,
    })
    return tactic === undefined ? [] : [{ ...step, tactic }]
  })
  if (procedure.length > 0) return { ...study, procedure }
  slips.push({ path: study.path, message: `${study.id} has no step: left out` })
  return undefined
}
