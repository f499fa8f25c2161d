import { type Path, type Problem, severities } from '../finding.ts'
import { nearest } from '../source/nearest.ts'
import { booleanFields, referenceFields } from '../vocabulary.ts'
import { checkDefinition, compileSubject } from './compile.ts'
import { indexNeeds } from './compiled-rules.ts'
import { problemAt } from './compiler.ts'
import { type Definition, definitionsFrom } from './definition.ts'
import { componentFields } from './fields.ts'
import { lazyRule, scopeFor } from './lazy-rule.ts'
import { placeholders, placeholdersIn } from './message.ts'
import { needsOf } from './needs.ts'
import { impacts, type Rule, type RuleEntry, type RuleSwitch } from './rule.ts'
import type { Scope } from './scope.ts'

/** A rule file after reading: what it adds, what it switches, and what is wrong with it. */
export interface RuleFile {
  readonly name: string
  readonly rules: readonly RuleEntry[]
  readonly switches: readonly RuleSwitch[]
  readonly definitions: ReadonlyMap<string, unknown>
  readonly problems: readonly Problem[]
}

/** What a rule file's ids are held against. */
export interface KnownIds {
  technique(id: string): {
    readonly known: boolean
    readonly successor?: string | undefined
    readonly nearest?: string | undefined
  }
  mitigation(id: string): {
    readonly known: boolean
    readonly successor?: string | undefined
    readonly nearest?: string | undefined
  }
}

const required = ['id', 'technique', 'title', 'why', 'subject', 'message', 'impact', 'fix', 'examples'] as const
const optional = ['when', 'unknown', 'answered-by', 'limits-suffice', 'severity', 'off'] as const
const ruleKeys: readonly string[] = [...required, ...optional]
const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/

/** Fields that the `unknown` map of a rule may name. */
const unknowable: readonly string[] = [
  ...componentFields.keys(),
  ...booleanFields,
  ...referenceFields,
  'approval',
  'encrypted',
  'automatic',
  'crosses',
  'classification',
  'personal',
  'data-kind',
  'lifetime',
]

type Report = (route: Path, code: string, message: string, fix?: string) => void

/** Reads the value of one rule file. Definitions of other files that are loaded with it are handed in. */
export function readRuleFile(
  name: string,
  value: unknown,
  ids: KnownIds,
  otherDefinitions: ReadonlyMap<string, unknown> = new Map(),
): RuleFile {
  const problems: Problem[] = []
  const report: Report = (route, code, message, fix) => problems.push(problemAt(route, code, message, fix))
  const file = asRecord(value)
  const own = new Map(Object.entries(asRecord(file?.definitions) ?? {}))
  const definitions = definitionsFrom([...otherDefinitions, ...own])
  const empty = { name, rules: [], switches: [], definitions: own, problems }
  if (file === undefined) {
    report([], 'rule-file', 'A rule file is a mapping with `rules` or `definitions`.')
    return empty
  }
  for (const key of Object.keys(file)) {
    if (key !== 'rules' && key !== 'definitions') unknownKey([key], key, ['rules', 'definitions'], report)
  }
  for (const [definition, matcher] of own)
    checkDefinition(definition, matcher, { ...scopeFor({}, definitions, report), eager: true })
  if (file.rules === undefined) {
    if (file.definitions === undefined) report([], 'rule-file', 'The file has neither `rules` nor `definitions`.')
    return empty
  }
  if (!Array.isArray(file.rules)) {
    report(['rules'], 'rule-file', '`rules` must be a list.')
    return empty
  }
  const rules: RuleEntry[] = []
  const switches: RuleSwitch[] = []
  file.rules.forEach((entry, index) => {
    const route: Path = ['rules', index]
    const record = asRecord(entry)
    if (record === undefined) report(route, 'rule-file', 'A rule must be a mapping.')
    else if (isSwitch(record)) switches.push(readSwitch(record, route, report))
    else if (checkRule(record, route, definitions, ids, report)) rules.push(record as unknown as RuleEntry)
  })
  return { ...empty, rules, switches }
}

/** True for an entry that only switches a rule that is there already. */
export function isSwitch(record: object): boolean {
  return Object.keys(record).every((key) => key === 'id' || key === 'off' || key === 'severity')
}

function readSwitch(record: Record<string, unknown>, route: Path, report: Report): RuleSwitch {
  if (record.off !== undefined && typeof record.off !== 'boolean') {
    report([...route, 'off'], 'rule-value', '`off` is true or false.')
  }
  checkSeverity(record, route, report)
  return record as unknown as RuleSwitch
}

function checkRule(
  record: Record<string, unknown>,
  route: Path,
  definitions: ReadonlyMap<string, Definition>,
  ids: KnownIds,
  report: Report,
): boolean {
  let sound = true
  const note: Report = (at, code, message, fix) => {
    sound = false
    report(at, code, message, fix)
  }
  for (const key of Object.keys(record)) {
    if (!ruleKeys.includes(key)) unknownKey([...route, key], key, ruleKeys, note)
  }
  for (const key of required) {
    if (record[key] === undefined) note(route, 'rule-missing', `The rule has no '${key}'.`, `Add '${key}:'.`)
  }
  checkTexts(record, route, note)
  checkIds(record, route, ids, note)
  checkSeverity(record, route, note)
  checkImpact(record, route, note)
  const scope = { ...scopeFor(readUnknown(record, route, note), definitions, note), eager: true }
  if (record.subject !== undefined) compileSubject(record.subject, record.when, route, scope)
  for (const field of Object.keys(asRecord(record.unknown) ?? {})) {
    if (unknowable.includes(field) && !scope.fieldsTested.has(field)) {
      note(
        [...route, 'unknown', field],
        'rule-idle-unknown',
        `The rule never asks for '${field}'.`,
        'Take the line out.',
      )
    }
  }
  checkMessage(record, route, note)
  checkExamples(record, route, note)
  return sound
}

function checkTexts(record: Record<string, unknown>, route: Path, report: Report): void {
  for (const key of ['id', 'technique', 'title', 'why', 'message', 'fix']) {
    const text = record[key]
    if (text !== undefined && (typeof text !== 'string' || text.trim() === '')) {
      report([...route, key], 'rule-value', `'${key}' must be text.`)
    }
  }
  if (typeof record.id === 'string' && !idPattern.test(record.id)) {
    report([...route, 'id'], 'rule-value', 'A rule id is lower-case letters, digits and hyphens, at most 64.')
  }
}

function checkIds(record: Record<string, unknown>, route: Path, ids: KnownIds, report: Report): void {
  if (typeof record.technique === 'string')
    checkId(ids.technique(record.technique), record.technique, [...route, 'technique'], 'technique', report)
  const answers = record['answered-by']
  if (answers === undefined) return
  if (!Array.isArray(answers)) {
    report([...route, 'answered-by'], 'rule-value', "'answered-by' must be a list of mitigation ids.")
    return
  }
  answers.forEach((id, index) => {
    checkId(ids.mitigation(String(id)), String(id), [...route, 'answered-by', index], 'mitigation', report)
  })
}

function checkId(found: ReturnType<KnownIds['technique']>, id: string, at: Path, what: string, report: Report): void {
  if (found.known) return
  if (found.successor !== undefined) {
    report(at, 'retired-id', `ATLAS has retired ${what} ${id}.`, `Use ${found.successor}, which stands for it now.`)
  } else {
    report(at, 'unknown-id', `ATLAS has no ${what} ${id}.`, found.nearest && `Did you mean ${found.nearest}?`)
  }
}

function checkSeverity(record: Record<string, unknown>, route: Path, report: Report): void {
  const { severity } = record
  if (severity !== undefined && !(severities as readonly unknown[]).includes(severity)) {
    report(
      [...route, 'severity'],
      'rule-value',
      `'${String(severity)}' is not a severity.`,
      `Use one of: ${severities.join(', ')}.`,
    )
  }
}

function checkImpact(record: Record<string, unknown>, route: Path, report: Report): void {
  const { impact } = record
  if (impact === undefined) return
  if (!Array.isArray(impact) || impact.length === 0)
    report([...route, 'impact'], 'rule-value', "'impact' must be a list.")
  else {
    impact.forEach((word, index) => {
      if (!(impacts as readonly unknown[]).includes(word)) {
        report(
          [...route, 'impact', index],
          'rule-unknown-word',
          `'${String(word)}' is not an impact.`,
          `Use one of: ${impacts.join(', ')}.`,
        )
      }
    })
  }
}

function readUnknown(record: Record<string, unknown>, route: Path, report: Report): Scope['unknown'] {
  if (record.unknown === undefined) return {}
  const map = asRecord(record.unknown)
  if (map === undefined) {
    report([...route, 'unknown'], 'rule-value', "'unknown' must map fields to yes, no or ask.")
    return {}
  }
  const good: Record<string, 'yes' | 'no' | 'ask'> = {}
  for (const [field, meaning] of Object.entries(map)) {
    const at = [...route, 'unknown', field]
    if (!unknowable.includes(field)) unknownKey(at, field, unknowable, report)
    else if (meaning === 'yes' || meaning === 'no' || meaning === 'ask') good[field] = meaning
    else report(at, 'rule-value', `What an unknown '${field}' means is yes, no or ask.`)
  }
  return good
}

function checkMessage(record: Record<string, unknown>, route: Path, report: Report): void {
  if (typeof record.message !== 'string') return
  const named = namesGiven([record.subject, record.when])
  for (const name of placeholdersIn(record.message)) {
    if ((placeholders as readonly string[]).includes(name) || named.has(name)) continue
    unknownKey(
      [...route, 'message'],
      `{${name}}`,
      [...placeholders, ...named].map((word) => `{${word}}`),
      report,
    )
  }
}

/** Names that paths of the rule give to their far ends. */
function namesGiven(raw: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(raw)) for (const inner of raw) namesGiven(inner, names)
  else if (typeof raw === 'object' && raw !== null) {
    for (const [key, inner] of Object.entries(raw)) {
      if (key === 'as' && typeof inner === 'string') names.add(inner)
      else namesGiven(inner, names)
    }
  }
  return names
}

function checkExamples(record: Record<string, unknown>, route: Path, report: Report): void {
  if (record.examples === undefined) return
  const at = [...route, 'examples']
  if (!Array.isArray(record.examples) || record.examples.length === 0) {
    report(at, 'rule-examples', 'A rule needs an example on which it fires.')
    return
  }
  record.examples.forEach((example, index) => {
    const form = asRecord(example)
    const fires = form?.['fires-on']
    if (form === undefined || asRecord(form.system) === undefined || !Array.isArray(fires) || fires.length === 0) {
      report([...at, index], 'rule-examples', 'An example has `title`, `system` and `fires-on`.')
    }
  })
  if (
    !record.examples.some((example) => Array.isArray(example?.['near-misses']) && example['near-misses'].length > 0)
  ) {
    report(
      at,
      'rule-examples',
      'A rule needs a near miss: the same system with one fact changed, on which it must not fire.',
    )
  }
}

function unknownKey(at: Path, key: string, known: readonly string[], report: Report): void {
  const close = nearest(key, known)
  report(
    at,
    'unknown-key',
    `'${key}' is not known here.`,
    close === undefined ? `Known: ${known.join(', ')}.` : `Did you mean '${close}'?`,
  )
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

/** A checked entry as a rule in use. */
export function ruleFrom(entry: RuleEntry, origin: string, definitions: ReadonlyMap<string, Definition>): Rule {
  const raw = new Map([...definitions].map(([name, definition]) => [name, definition.raw]))
  const { id, technique } = entry
  return lazyRule({ id, technique, needs: indexNeeds(needsOf(entry, raw)), entry: () => entry }, origin, definitions)
}
