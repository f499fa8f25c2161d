import type { CompiledRules } from './compiled-rules.ts'
import { definitionsFrom } from './definition.ts'
import { changedRule, lazyRule } from './lazy-rule.ts'
import type { Rule, RuleSet, RuleSwitch } from './rule.ts'

/** What the user's rule files add to the bundled rules. */
export interface UserRules {
  readonly rules: readonly Rule[]
  readonly switches: readonly RuleSwitch[]
}

/** The bundled rules with the user's: same id replaces, `off` takes out, `severity` overrides. */
export function assembleRules(bundled: CompiledRules, user: UserRules = { rules: [], switches: [] }): RuleSet {
  const definitions = definitionsFrom(Object.entries(bundled.definitions))
  const rules = new Map<string, Rule>()
  for (const rule of bundled.rules) rules.set(rule.id, lazyRule(rule, 'bundled', definitions))
  for (const rule of user.rules) rules.set(rule.id, rule)
  const all = [...rules.keys()]
  for (const change of user.switches) applySwitch(rules, change)
  const off = all.filter((id) => !rules.has(id)).sort()
  return { rules: [...rules.values()], off, notJudged: new Map(Object.entries(bundled.notJudged)) }
}

function applySwitch(rules: Map<string, Rule>, { id, off, severity }: RuleSwitch): void {
  const rule = rules.get(id)
  if (rule === undefined) return
  if (off === true) rules.delete(id)
  else if (severity !== undefined) rules.set(id, changedRule(rule, { severity }))
}

/** Techniques that at least one rule judges. */
export function judgedTechniques(set: RuleSet): ReadonlySet<string> {
  return new Set(set.rules.map(({ technique }) => technique))
}
