import { resolveTechnique } from '../atlas/resolve.ts'
import { caseStudyPage } from './case-study-page.ts'
import { checkPage } from './check-page.ts'
import type { Library } from './library.ts'
import { mitigationPage } from './mitigation-page.ts'
import { rulePage } from './rule-page.ts'
import { tacticPage } from './tactic-page.ts'
import { retiredPage, techniquePage } from './technique-page.ts'

export type { Library } from './library.ts'

/** A page about a technique, mitigation, case study, tactic, rule or check; undefined when nothing has that id. */
export function explain(id: string, library: Library): string | undefined {
  const { catalog, rules, checks } = library
  const technique = resolveTechnique(catalog, id)
  if (technique.status === 'found') return techniquePage(id, library)
  if (technique.status === 'retired') return retiredPage(technique)
  const mitigation = catalog.mitigations.get(id)
  if (mitigation !== undefined) return mitigationPage(mitigation, library)
  const study = catalog.caseStudies.get(id)
  if (study !== undefined) return caseStudyPage(study, library)
  const tactic = catalog.tactics.find((candidate) => candidate.id === id)
  if (tactic !== undefined) return tacticPage(tactic, library)
  const rule = rules.rules.find(({ entry }) => entry.id === id)
  if (rule !== undefined) return rulePage(rule, library)
  const check = checks.find((candidate) => candidate.id === id)
  return check === undefined ? undefined : checkPage(check)
}

/** Every id that has a page. */
export function explainable({ catalog, rules, checks }: Library): string[] {
  return [
    ...catalog.techniques.keys(),
    ...catalog.mitigations.keys(),
    ...catalog.caseStudies.keys(),
    ...catalog.retired.keys(),
    ...catalog.tactics.map(({ id }) => id),
    ...rules.rules.map(({ entry }) => entry.id),
    ...checks.map(({ id }) => id),
  ]
}
