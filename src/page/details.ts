/** Makes what the page shows beside findings: the fix plan and the incidents of each system, and the words of the catalog. */

import type { Exposure } from '../analysis/exposure.ts'
import type { AnalysisInput } from '../analysis/exposures.ts'
import { replayIncidents } from '../analysis/incidents.ts'
import { fixPlan } from '../analysis/plan.ts'
import { type CaseStudy, type FullCatalog, knownDate } from '../atlas/full.ts'
import type { Texts } from '../explain/texts.ts'
import type { CaseStudyDetails, CatalogDetails, LocatedPlan, ManifestDetails } from '../report/details.ts'
import type { RuleSet } from '../rules/rule.ts'

/** What `plan` and `incidents` say of one system. */
export function manifestDetails(input: AnalysisInput, exposures: readonly Exposure[]): ManifestDetails {
  return {
    manifest: input.system.manifest,
    incidents: replayIncidents(exposures, input.catalog),
    plan: locatedPlan(input, exposures),
  }
}

function locatedPlan(input: AnalysisInput, exposures: readonly Exposure[]): LocatedPlan {
  const positions = new Map(exposures.map((exposure, index) => [exposure, index]))
  const located = (list: readonly Exposure[]) => list.flatMap((exposure) => positions.get(exposure) ?? [])
  const { open, steps, left, unplanned } = fixPlan(input, exposures)
  return {
    open,
    steps: steps.map(({ mitigation, covers, place, owner, closes }) => ({
      mitigation,
      covers,
      place,
      owner,
      closes: located(closes),
    })),
    left: located(left),
    unplanned: located(unplanned),
  }
}

/** Names and texts of the catalog in force; of several rule sets, a reason of any counts. */
export function catalogDetails(catalog: FullCatalog, ruleSets: readonly RuleSet[], texts: Texts): CatalogDetails {
  const techniques = [...catalog.techniques.values()]
  return {
    tactics: catalog.tactics.map(({ id, name }) => ({
      id,
      name,
      techniques: techniques.filter(({ tactics }) => tactics.includes(id)).map((technique) => technique.id),
    })),
    names: new Map(techniques.map(({ id, fullName }) => [id, fullName])),
    mitigations: new Map([...catalog.mitigations].map(([id, { name }]) => [id, name])),
    caseStudies: new Map([...catalog.caseStudies].map(([id, study]) => [id, caseStudyDetails(study, texts)])),
    reasons: new Map(ruleSets.flatMap(({ notJudged }) => [...notJudged])),
  }
}

/** A technique that was used twice is told as it was used first. */
function caseStudyDetails(study: CaseStudy, { caseStudies }: Texts): CaseStudyDetails {
  const text = caseStudies[study.id]
  const told = new Map<string, string>()
  for (const [index, { technique }] of study.procedure.entries()) {
    const step = text?.steps[index]
    if (step !== undefined && !told.has(technique)) told.set(technique, step)
  }
  return { name: study.name, date: knownDate(study), summary: text?.summary, told }
}
