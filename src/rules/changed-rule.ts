import type { Severity } from '../finding.ts'
import type { Rule } from './rule.ts'

/** The same rule with something changed; its words are parsed as late. */
export function changedRule(
  rule: Rule,
  change: { readonly severity?: Severity; readonly configured?: Severity; readonly locked?: boolean },
): Rule {
  const { severity, ...tuning } = change
  const { id, technique, origin, on, program, condition, factsNeeded } = rule
  return {
    ...{ id, technique, origin, on, program, condition, factsNeeded },
    get entry() {
      return severity === undefined ? rule.entry : { ...rule.entry, severity }
    },
    definitions: () => rule.definitions(),
    ...tuning,
  }
}
