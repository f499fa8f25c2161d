/** The baseline as a file: JSON with one entry a line, so that a change is a line of a diff and two branches seldom collide. */

import { type Severity, type Subject, severities } from '../finding.ts'
import { type BaselineRun, keyOf, sortEntries } from './baseline.ts'
import type { BaselineEntry } from './report.ts'
import { sanitizeJson } from './sanitize.ts'

/** A baseline file that cannot be used: the run ends, and the file stays as it is. */
export class BaselineError extends Error {
  readonly endsRunWith = 2
}

/** The text of a baseline file. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = sortEntries(entries).map((entry) => `    ${JSON.stringify(ordered(entry))}`)
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
  return `${sanitizeJson(`{\n  "atlaslint-baseline": 1,\n  "findings": ${list}\n}`)}\n`
}

function ordered({ system, rule, technique, subject, severity, count }: BaselineEntry): object {
  const { type, id } = subject
  return { system, rule, technique, subject: { type, id }, severity, count }
}

/** Reads a baseline file; anything odd ends the run, since a guess could hide findings. */
export function readBaseline(name: string, text: string): BaselineEntry[] {
  const conflict = text.split('\n').findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})(\s|$)/.test(line))
  if (conflict >= 0) throw new BaselineError(`${name}:${conflict + 1}:1: a merge conflict is not resolved`)
  const value = parse(name, text)
  if (value['atlaslint-baseline'] !== 1)
    throw new BaselineError(`${name} is no baseline of this version: it has no '"atlaslint-baseline": 1'`)
  if (!Array.isArray(value.findings)) throw new BaselineError(`${name} has no list of 'findings'`)
  const entries = value.findings.map((entry: unknown, index) => entryFrom(entry, `${name}: finding ${index + 1}`))
  return merged(entries)
}

function parse(name: string, text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BaselineError(`${placeOfError(name, text)}: not valid JSON; restore the file from version control`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BaselineError(`${name} is no baseline`)
  return value as Record<string, unknown>
}

/** The parser does not always say where it stopped: that is behind the longest beginning that could still become JSON. */
function placeOfError(name: string, text: string): string {
  let [good, bad] = [0, text.trimEnd().length + 1]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (couldGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  const lines = text.slice(0, good).split('\n')
  return `${name}:${lines.length}:${(lines.at(-1) as string).length + 1}`
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (error) {
    const { message } = error as Error
    return /^Unexpected end|^Unterminated/.test(message) || message.includes(`at position ${beginning.length}`)
  }
}

const subjectTypes = ['component', 'flow', 'system', 'zone', 'data', 'owner', 'control', 'decision'] as const
const known = ['system', 'rule', 'technique', 'subject', 'severity', 'count']

function entryFrom(value: unknown, where: string): BaselineEntry {
  const { system, rule, technique, subject, severity, count, ...others } = asObject(value, where)
  const { type, id } = asObject(subject, `${where}: 'subject'`)
  const [other] = Object.keys(others)
  if (other !== undefined)
    throw new BaselineError(`${where} has an unknown key '${other}'; known are ${known.join(', ')}`)
  const texts = { system, rule, id, ...(technique === undefined ? {} : { technique }) }
  for (const [key, text] of Object.entries(texts))
    if (typeof text !== 'string') throw new BaselineError(`${where} has no '${key}'`)
  if (!subjectTypes.includes(type as Subject['type']))
    throw new BaselineError(`${where} has an unknown type of subject`)
  if (!severities.includes(severity as Severity)) throw new BaselineError(`${where} has an unknown severity`)
  if (count !== undefined && !(Number.isSafeInteger(count) && Number(count) > 0))
    throw new BaselineError(`${where}: 'count' is no whole number above 0`)
  return {
    system: system as string,
    rule: rule as string,
    ...(technique === undefined ? {} : { technique: technique as string }),
    subject: { type: type as Subject['type'], id: id as string },
    severity: severity as Severity,
    ...(count === undefined || count === 1 ? {} : { count: count as number }),
  }
}

function asObject(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new BaselineError(`${where} is not as expected`)
}

/** A merge of two branches can leave the same line twice: that is one entry, with the milder severity. */
function merged(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>()
  for (const entry of entries) {
    const key = keyOf(entry.system, entry)
    const before = byKey.get(key)
    const milder = before && severities.indexOf(before.severity) < severities.indexOf(entry.severity)
    if (!milder) byKey.set(key, entry)
  }
  return [...byKey.values()]
}

export interface BaselineChange {
  readonly entries: readonly BaselineEntry[]
  readonly added: number
  readonly dropped: number
  /** Entries whose severity or number is another now. */
  readonly changed: number
}

/**
 * The entries after this run. What the run did not judge stays, and so does what manifests that it did not judge may need. `adds`: what is new or worse is taken up. `prunes`: what is gone is
 * dropped, and what has become milder or fewer is written so, so that it cannot come back unseen.
 */
export function changedBaseline(
  before: readonly BaselineEntry[],
  run: Pick<BaselineRun, 'found' | 'stale' | 'isElsewhere'>,
  { adds, prunes }: { readonly adds: boolean; readonly prunes: boolean },
): BaselineChange {
  const now = new Map<string, BaselineEntry>(run.found().map((entry) => [keyOf(entry.system, entry), entry]))
  const gone = new Set(run.stale().map((entry) => keyOf(entry.system, entry)))
  const kept = before.flatMap((entry) => {
    const key = keyOf(entry.system, entry)
    const found = now.get(key)
    now.delete(key)
    if (found === undefined) return prunes && gone.has(key) ? [] : [entry]
    const changed = updated(entry, found, adds, prunes)
    if (!prunes || changed === entry || !run.isElsewhere(entry.system)) return [changed]
    return [adds ? updated(entry, found, true, false) : entry]
  })
  const added = adds ? [...now.values()] : []
  const changed = kept.filter((entry) => !before.includes(entry)).length
  return {
    entries: [...kept, ...added],
    added: added.length,
    dropped: before.length - kept.length,
    changed,
  }
}

/** An entry in the light of what was found: as bad and as many as either, as the finding alone, or as mild and as few as either. */
function updated(entry: BaselineEntry, found: BaselineEntry, adds: boolean, prunes: boolean): BaselineEntry {
  const rank = ({ severity }: BaselineEntry) => severities.indexOf(severity)
  const [milder, worse] = rank(entry) < rank(found) ? [entry, found] : [found, entry]
  const counts = [entry.count ?? 1, found.count ?? 1] as const
  const severity = (adds && prunes ? found : adds ? worse : milder).severity
  const count = adds && prunes ? counts[1] : adds ? Math.max(...counts) : Math.min(...counts)
  if (severity === entry.severity && count === counts[0]) return entry
  const { count: _, ...about } = entry
  return { ...about, severity, ...(count === 1 ? {} : { count }) }
}
