import type { Catalog } from '../atlas/catalog.ts'
import { changedRule } from './changed-rule.ts'
import type { CompiledRules } from './compiled-rules.ts'
import type { Rule, RuleSet, RuleSwitch } from './rule.ts'

/** What the user's rule files add to the bundled rules. */
export interface UserRules {
  readonly rules: readonly Rule[]
  readonly switches: readonly RuleSwitch[]
}

/** The bundled rules with the user's: same id replaces, `off` takes out, `severity` overrides. */
export function assembleRules(bundled: CompiledRules, user: UserRules = { rules: [], switches: [] }): RuleSet {
  const rules = new Map<string, Rule>(bundled.rules.map((rule) => [rule.id, rule]))
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

/**
 * Techniques that no rule judges: those whose page gives the reason, and the others, which came with a newer catalog or were switched
 * off. Of several rule sets, the poorest counts.
 */
export function withoutRule(
  catalog: Pick<Catalog, 'techniques'>,
  ruleSets: readonly RuleSet[],
): { explained: string[]; notJudged: string[] } {
  const explained: string[] = []
  const notJudged: string[] = []
  const sets = ruleSets.map((rules) => ({ reasons: rules.notJudged, judged: judgedTechniques(rules) }))
  for (const id of catalog.techniques.keys()) {
    const lacking = sets.filter(({ judged }) => !judged.has(id))
    if (lacking.length === 0) continue
    const list = lacking.every(({ reasons }) => reasons.has(id)) ? explained : notJudged
    list.push(id)
  }
  return { explained, notJudged }
}
