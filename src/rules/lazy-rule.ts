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

/** The same rule with another severity. */
export function withSeverity(rule: Rule, severity: NonNullable<RuleEntry['severity']>): Rule {
  const { id, technique, origin, needs } = rule
  return {
    id,
    technique,
    origin,
    needs,
    get entry() {
      return { ...rule.entry, severity }
    },
    compiled: () => rule.compiled(),
  }
}
