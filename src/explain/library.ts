import type { FullCatalog } from '../atlas/full.ts'
import type { Check } from '../checks/check.ts'
import type { RuleSet } from '../rules/rule.ts'
import type { Texts } from './texts.ts'

/** What a page of explanation is made from. */
export interface Library {
  readonly catalog: FullCatalog
  readonly rules: RuleSet
  readonly checks: readonly Check[]
  readonly texts: Texts
}
