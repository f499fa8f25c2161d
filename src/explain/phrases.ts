/** Sentences and look-ups that the pages of `explain` and of `docs/reference` share. */

import { acceptedMitigations, covers } from '../analysis/controls.ts'
import type { Defence, MitigationClass } from '../atlas/catalog.ts'
import { type CaseStudy, caseStudiesWith, type FullTechnique } from '../atlas/full.ts'
import type { Check } from '../checks/check.ts'
import type { Rule } from '../rules/rule.ts'
import type { WhenUnknown } from '../rules/truth.ts'
import type { Library } from './library.ts'

export const classMeanings: Readonly<Record<MitigationClass, string>> = {
  prevents: 'in force, it cuts: what it stands on is taken out of the system, and the rule is asked again.',
  limits: 'in force, it cuts where a rule says that a limit is enough; elsewhere it lowers the severity.',
  detects: 'with it in force, what it stands on counts as detected, which is not mitigated.',
  governs: 'it is on record and changes no status.',
}

export const defenceMeanings: Readonly<Record<Defence, string>> = {
  any: 'any model',
  predictive: 'predictive models only',
  generative: 'language models and agents only',
}

export const unknownMeanings: Readonly<Record<WhenUnknown, string>> = {
  yes: 'taken to be as the rule needs it; the exposure says so and ranks lower',
  no: 'nothing is raised on it',
  ask: 'not judged, and a finding asks for it',
}

export const groupMeanings: Readonly<Record<Check['group'], string>> = {
  owners: 'who answers for what',
  completeness: 'what the manifest does not say',
  controls: 'controls and their evidence',
  decisions: 'decisions about risks',
  review: 'when the threat model was last looked at',
  coverage: 'how much of what applies is covered',
}

/** Rules that judge exactly this technique. */
export function rulesFor({ rules }: Library, technique: string): readonly Rule[] {
  return rules.rules.filter(({ entry }) => entry.technique === technique)
}

/** Rules that judge this technique or one of its sub-techniques. */
export function rulesBelow({ rules }: Library, technique: string): readonly Rule[] {
  return rules.rules.filter(({ entry }) => covers(technique, entry.technique))
}

/** What answers a technique. */
export interface Answers {
  /** Mitigations that a rule of it accepts; with the rules, where not all of them do. */
  readonly accepted: readonly { readonly id: string; readonly rules: readonly string[] }[]
  /** Mitigations that ATLAS links and no rule accepts. */
  readonly onlyLinked: readonly string[]
  /** How many rules judge it. */
  readonly rules: number
}

/** A technique without rules of its own is answered by what answers its sub-techniques. */
export function answersTo({ id, mitigations }: FullTechnique, library: Library): Answers {
  const own = rulesFor(library, id)
  const rules = own.length > 0 ? own : rulesBelow(library, id)
  const takers = new Map<string, string[]>()
  for (const rule of rules) {
    for (const mitigation of acceptedMitigations(rule, library.catalog))
      takers.set(mitigation, [...(takers.get(mitigation) ?? []), rule.id])
  }
  return {
    accepted: [...takers]
      .map(([mitigation, by]) => ({ id: mitigation, rules: by.length === rules.length ? [] : by }))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
    onlyLinked: mitigations.filter((mitigation) => !takers.has(mitigation)),
    rules: rules.length,
  }
}

export function nameOfTactic({ catalog }: Library, id: string): string {
  return catalog.tactics.find((tactic) => tactic.id === id)?.name ?? id
}

export function nameOfTechnique({ catalog }: Library, id: string): string {
  const technique = catalog.techniques.get(id)
  return technique === undefined ? id : `${id} ${technique.fullName}`
}

/** Newest first; of two of one day, the later id. */
export function newestCaseStudies({ catalog }: Library, technique: string): CaseStudy[] {
  const key = ({ date, id }: CaseStudy) => `${date} ${id}`
  return [...caseStudiesWith(catalog, technique)].sort((one, other) => (key(one) < key(other) ? 1 : -1))
}

/** A mitigation in a list of answers: `AML.M0020 Name (prevents)`. */
export function answerLine(id: string, { catalog }: Library): string {
  const mitigation = catalog.mitigations.get(id)
  return mitigation === undefined ? id : `${id} ${mitigation.name} (${mitigation.class})`
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
