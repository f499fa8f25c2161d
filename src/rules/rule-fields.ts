/** What each field of a rule must be, one check a field. Conditions are checked where they are compiled. */

import { type Path, severities } from '../finding.ts'
import { nearest } from '../source/nearest.ts'
import { quoted } from '../source/schema.ts'
import { placeholders, placeholdersIn } from './message.ts'
import { impacts } from './rule.ts'

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

const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/

export type Report = (route: Path, code: string, message: string, fix?: string) => void

export function checkTexts(record: Record<string, unknown>, route: Path, report: Report): void {
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

export function checkTruth(record: Record<string, unknown>, key: string, route: Path, report: Report): void {
  const value = record[key]
  if (value !== undefined && typeof value !== 'boolean')
    report([...route, key], 'rule-value', `'${key}' is true or false.`)
}

export function checkIds(record: Record<string, unknown>, route: Path, ids: KnownIds, report: Report): void {
  if (typeof record.technique === 'string')
    checkId(ids.technique(record.technique), record.technique, [...route, 'technique'], 'technique', report)
  const answers = record['answered-by']
  if (answers === undefined) return
  if (!Array.isArray(answers) || answers.some((id) => typeof id === 'object')) {
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

export function checkSeverity(record: Record<string, unknown>, route: Path, report: Report): void {
  const { severity } = record
  if (severity !== undefined && !(severities as readonly unknown[]).includes(severity)) {
    report(
      [...route, 'severity'],
      'rule-value',
      `${quoted(severity)} is not a severity.`,
      `Use one of: ${severities.join(', ')}.`,
    )
  }
}

export function checkImpact(record: Record<string, unknown>, route: Path, report: Report): void {
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
          `${quoted(word)} is not an impact.`,
          `Use one of: ${impacts.join(', ')}.`,
        )
      }
    })
  }
}

export function checkMessage(record: Record<string, unknown>, route: Path, report: Report): void {
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

export function unknownKey(at: Path, key: string, known: readonly string[], report: Report): void {
  const close = nearest(key, known)
  report(
    at,
    'unknown-key',
    `'${key}' is not known here.`,
    close === undefined ? `Known: ${known.join(', ')}.` : `Did you mean '${close}'?`,
  )
}

export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
