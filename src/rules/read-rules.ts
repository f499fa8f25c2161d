import type { Path, Problem } from '../finding.ts'
import { checkExamples } from './check-examples.ts'
import { checkDefinition, compileRules, compileSubject } from './compile.ts'
import { problemAt } from './compiler.ts'
import { tooExpanded } from './expansion.ts'
import { unknowable } from './fields.ts'
import { factsNeededBy } from './needs.ts'
import { ProgramBuilder } from './program.ts'
import type { Rule, RuleEntry, RuleSwitch } from './rule.ts'
import {
  asRecord,
  checkIds,
  checkImpact,
  checkMessage,
  checkSeverity,
  checkTexts,
  checkTruth,
  type KnownIds,
  type Report,
  unknownKey,
} from './rule-fields.ts'
import { type Definitions, type Scope, scopeFor } from './scope.ts'

/** A rule file after reading: what it adds, what it switches, and what is wrong with it. */
export interface RuleFile {
  readonly name: string
  readonly rules: readonly RuleEntry[]
  readonly switches: readonly RuleSwitch[]
  readonly definitions: Definitions
  readonly problems: readonly Problem[]
}

const required = ['id', 'technique', 'title', 'why', 'subject', 'message', 'impact', 'fix', 'examples'] as const
const optional = ['when', 'unknown', 'answered-by', 'limits-suffice', 'severity'] as const
const ruleKeys: readonly string[] = [...required, ...optional]

/** Reads the value of one rule file. Definitions of other files that are loaded with it are handed in. */
export function readRuleFile(
  name: string,
  value: unknown,
  ids: KnownIds,
  otherDefinitions: Definitions = new Map(),
): RuleFile {
  const problems: Problem[] = []
  const report: Report = (route, code, message, fix) => problems.push(problemAt(route, code, message, fix))
  const file = asRecord(value)
  const own = new Map(Object.entries(asRecord(file?.definitions) ?? {}))
  const definitions = new Map([...otherDefinitions, ...own])
  const empty = { name, rules: [], switches: [], definitions: own, problems }
  if (file === undefined) {
    report([], 'rule-file', 'A rule file is a mapping with `rules` or `definitions`.')
    return empty
  }
  for (const key of Object.keys(file)) {
    if (key !== 'rules' && key !== 'definitions') unknownKey([key], key, ['rules', 'definitions'], report)
  }
  const rulesRead = Array.isArray(file.rules) ? file.rules : []
  const tooMuch = tooExpanded([...own.values(), ...rulesRead], [...otherDefinitions, ...own])
  if (tooMuch !== undefined) {
    report(['definitions'], tooMuch.code, tooMuch.message, tooMuch.fix)
    return empty
  }
  if (file.definitions !== undefined && asRecord(file.definitions) === undefined)
    report(['definitions'], 'rule-file', '`definitions` must map names to matchers.')
  for (const [definition, matcher] of own)
    checkDefinition(definition, matcher, scopeFor(new ProgramBuilder(), {}, definitions, report))
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
  if (typeof record.id !== 'string') report(route, 'rule-missing', "The entry has no 'id'.", "Add 'id:'.")
  else if (record.off === undefined && record.severity === undefined)
    report(route, 'rule-missing', 'The entry changes nothing.', "Add 'off:' or 'severity:', or the rest of a rule.")
  checkTruth(record, 'off', route, report)
  checkSeverity(record, route, report)
  return record as unknown as RuleSwitch
}

function checkRule(
  record: Record<string, unknown>,
  route: Path,
  definitions: Definitions,
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
  checkTruth(record, 'limits-suffice', route, note)
  const scope = scopeFor(new ProgramBuilder(), readUnknown(record, route, note), definitions, note)
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
  checkExamples(record.examples, [...route, 'examples'], note)
  return sound
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

/** Checked entries of one file as rules in use. */
export function rulesFrom(entries: readonly RuleEntry[], origin: string, definitions: Definitions): Rule[] {
  const { program, subjects } = compileRules(entries, definitions)
  return entries.map((entry, index) => {
    const { id, technique } = entry
    const subject = subjects[index] as (typeof subjects)[number]
    const factsNeeded = factsNeededBy(entry, definitions)
    return { id, technique, origin, ...subject, program, factsNeeded, entry, definitions: () => definitions }
  })
}
