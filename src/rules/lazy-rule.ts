import type { Severity } from '../finding.ts'
import { compileSubject } from './compile.ts'
import type { CompiledRule } from './compiled-rules.ts'
import type { Rule, RuleEntry } from './rule.ts'
import type { Scope, SharedDefinition } from './scope.ts'

/** A scope to compile a rule in. */
export function scopeFor(
  unknown: Scope['unknown'],
  definitions: ReadonlyMap<string, SharedDefinition>,
  report: Scope['report'],
): Scope {
  return {
    unknown,
    definitions,
    expanding: [],
    negated: false,
    inverse: false,
    eager: false,
    report,
    fieldsTested: new Set(),
  }
}

/** A rule that is parsed and compiled when it is first wanted. */
export function lazyRule(rule: CompiledRule, origin: string, definitions: ReadonlyMap<string, SharedDefinition>): Rule {
  let entry: RuleEntry | undefined
  let compiled: ReturnType<Rule['compiled']> | undefined
  const { id, technique, needs } = rule
  return {
    id,
    technique,
    origin,
    needs,
    get entry() {
      entry ??= rule.entry()
      return entry
    },
    compiled() {
      const { subject, when, unknown } = this.entry
      compiled ??= compileSubject(
        subject,
        when,
        [],
        scopeFor(unknown ?? {}, definitions, () => {}),
      )
      return compiled
    },
  }
}

/** The same rule with something changed; parsed and compiled as late as the rule itself. */
export function changedRule(
  rule: Rule,
  change: { readonly severity?: Severity; readonly configured?: Severity; readonly locked?: boolean },
): Rule {
  const { id, technique, origin, needs } = rule
  const { severity, ...tuning } = change
  return {
    id,
    technique,
    origin,
    needs,
    get entry() {
      return severity === undefined ? rule.entry : { ...rule.entry, severity }
    },
    compiled: () => rule.compiled(),
    ...tuning,
  }
}
