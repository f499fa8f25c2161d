/** What a report speaks of, and what it is called: so that a format needs neither catalog nor rules. */

import type { Catalog } from '../atlas/catalog.ts'
import { checks } from '../checks/checks.ts'
import type { RuleSet } from '../rules/rule.ts'
import type { ManifestReport, RuleWords } from './report.ts'

/** Ids that occur, collected manifest by manifest. */
export interface Seen {
  readonly techniques: Set<string>
  readonly rules: Set<string>
}

/** The techniques and rules that a manifest's part of the report speaks of. */
export function noteIds({ findings, exposures }: ManifestReport, seen: Seen): void {
  for (const { rule, technique } of [...findings, ...exposures]) {
    seen.rules.add(rule)
    if (technique !== undefined) seen.techniques.add(technique)
  }
}

/** Full names of the techniques that occur, so that a format needs no catalog. */
export function namesOf(ids: ReadonlySet<string>, catalog: Catalog): Record<string, string> {
  return Object.fromEntries([...ids].sort().map((id) => [id, catalog.techniques.get(id)?.fullName ?? id]))
}

/** What the rules and checks that occur say in general. */
export function wordsOf(ids: ReadonlySet<string>, ruleSets: readonly RuleSet[]): Record<string, RuleWords> {
  const words = ({ title, why, fix }: Omit<RuleWords, 'bundled'>, bundled: boolean) => ({ title, why, fix, bundled })
  return Object.fromEntries([
    ...checks.filter(({ id }) => ids.has(id)).map((check) => [check.id, words(check, true)]),
    ...ruleSets
      .flatMap(({ rules }) => rules.filter(({ id }) => ids.has(id)))
      .map(({ id, entry, origin }) => [id, words(entry, origin === 'bundled')]),
  ])
}
