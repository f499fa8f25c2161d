/** The user's rule files: read, checked, and made into rules. In the second bundle, since most runs have none. */

import type { Catalog } from '../atlas/catalog.ts'
import { lowers } from '../config/levels.ts'
import type { Severity } from '../finding.ts'
import type { Input } from '../io.ts'
import type { RuleFileProblem, Tuning, UserRuleFiles } from '../library/knowledge.ts'
import type { CompiledRules } from '../rules/compiled-rules.ts'
import { knownToAny } from '../rules/known-ids.ts'
import { isSwitch, type RuleFile, readRuleFile, rulesFrom } from '../rules/read-rules.ts'
import type { Rule, RuleEntry, RuleSwitch } from '../rules/rule.ts'
import { nearest } from '../source/nearest.ts'
import { readSource } from '../source/reader.ts'
import type { Source } from '../source/source.ts'

declare module '../load-extra.ts' {
  interface Extra {
    readUserRules: typeof readUserRules
  }
}

/** Reads all files first, because each may use the definitions of the others and of the bundled rules. */
export function readUserRules(
  inputs: readonly Input[],
  bundled: CompiledRules,
  catalogs: readonly Catalog[],
  tuning?: Tuning,
): UserRuleFiles {
  const read = inputs.map(({ name, bytes }) => readSource(name, bytes))
  const broken = read.flatMap(({ source, problems }) => problems.map((problem) => located(source, problem)))
  if (broken.length > 0) return { rules: [], switches: [], files: [], problems: broken }
  const definitions = new Map([...bundled.definitions(), ...read.flatMap(({ source }) => definitionsOf(source.value))])
  const locked =
    tuning === undefined
      ? []
      : lockedEntries(
          read.map(({ source }) => source),
          bundled,
          tuning,
        )
  if (locked.length > 0) return { rules: [], switches: [], files: [], problems: locked }
  const ids = knownToAny(catalogs)
  const files = read.map(({ source }) => readRuleFile(source.name, source.value, ids, definitions))
  const problems = files.flatMap((file, index) => {
    return file.problems.map((problem) => located(read[index]?.source as Source, problem))
  })
  const ruleIds = [...bundled.rules.map(({ id }) => id), ...files.flatMap(({ rules }) => rules.map(({ id }) => id))]
  problems.push(...read.flatMap(({ source }) => switchesOfNothing(source, ruleIds)))
  // Rules may stand on a broken definition, and are not used anyway.
  if (problems.length > 0) return { rules: [], switches: [], files, problems }
  return {
    rules: files.flatMap((file) => rulesFrom(file.rules, file.name, definitions)),
    switches: files.flatMap((file) => file.switches),
    problems,
    files,
  }
}

/** What rule files take away of what the configuration locks: a rule that is switched off, lowered, or replaced by another of its id. */
function lockedEntries(sources: readonly Source[], bundled: CompiledRules, { lockOf }: Tuning): RuleFileProblem[] {
  const known = new Map<string, Pick<Rule, 'technique' | 'entry'>>(bundled.rules.map((rule) => [rule.id, rule]))
  return sources.flatMap((source) => {
    const { rules } = (source.value ?? {}) as { rules?: unknown }
    return (Array.isArray(rules) ? rules : []).flatMap((entry: Partial<RuleEntry & RuleSwitch> | null, index) => {
      const id = entry?.id
      if (typeof id !== 'string') return []
      const before = known.get(id)
      const technique = before?.technique ?? (typeof entry?.technique === 'string' ? entry.technique : '')
      const lock = lockOf({ id, technique })
      // Of a rule that is new here, the lock is on what stands in this file.
      if (before === undefined || lock === undefined) {
        known.set(id, { technique, entry: entry as RuleEntry })
        return []
      }
      if (entry !== null && isSwitch(entry) && entry.off !== true && !isLower(entry.severity, before.entry.severity))
        return []
      const message = `rule '${id}' is locked (${lock}): a rule file cannot switch it off, lower it or replace it`
      return [
        located(source, { code: 'locked-rule', message, fix: 'take the entry out', place: { path: ['rules', index] } }),
      ]
    })
  })
}

/** Entries that would switch a rule that is not there: misspelt, they would leave on what somebody believes to be off. */
function switchesOfNothing(source: Source, ids: readonly string[]): RuleFileProblem[] {
  const { rules } = (source.value ?? {}) as { rules?: unknown }
  const known = new Set(ids)
  return (Array.isArray(rules) ? rules : []).flatMap((entry: { id?: unknown } | null, index) => {
    if (typeof entry?.id !== 'string' || !isSwitch(entry) || known.has(entry.id)) return []
    const place = { path: ['rules', index, 'id'] }
    const near = nearest(entry.id, ids)
    const fix = near === undefined ? "'atlaslint rules list' shows what there is" : `did you mean '${near}'?`
    return [located(source, { code: 'unknown-rule', message: `there is no rule '${entry.id}' to switch`, fix, place })]
  })
}

function isLower(severity: Severity | undefined, before: Severity | undefined): boolean {
  return severity !== undefined && lowers(severity, before)
}

function definitionsOf(value: unknown): [string, unknown][] {
  const { definitions } = (value ?? {}) as { definitions?: unknown }
  return typeof definitions === 'object' && definitions !== null ? Object.entries(definitions) : []
}

function located(source: Source, { message, fix, place }: RuleFile['problems'][number]): RuleFileProblem {
  const { line, column } = source.span(place)
  return { file: source.name, line, column, message, ...(fix === undefined ? {} : { fix }) }
}
