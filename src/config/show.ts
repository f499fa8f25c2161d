/** Every value in force, and where it comes from, for `config show`. */

import { severities } from '../finding.ts'
import { type Key, type Setting, type Settings, settingOf, settingsOf } from './settings.ts'

/** One line: `evidence.max-age`, its value, `atlaslint.config.yaml:4`. */
export interface ShownValue {
  readonly key: string
  readonly value: unknown
  /** `default`, `file:line`, `flag --x` or `environment X`. */
  readonly from: string
}

/** Values that flags set, by key. */
export type Flags = Partial<Readonly<Record<'rules' | 'catalog' | 'fail-on', { value: unknown; flag: string }>>>

/** Keys in the order of the page; `parts` are those that always have a value. */
const shown: readonly { readonly key: Key; readonly part?: string; readonly usual: unknown }[] = [
  { key: 'manifests', usual: ['.'] },
  { key: 'rules', usual: [] },
  { key: 'catalog', usual: 'bundled' },
  { key: 'severity', usual: {} },
  { key: 'fail-on', usual: 'medium' },
  { key: 'evidence', part: 'required-for', usual: ['implemented'] },
  { key: 'evidence', part: 'max-age', usual: '365d' },
  { key: 'coverage', part: 'minimum', usual: null },
  { key: 'owners', part: 'teams', usual: null },
  { key: 'owners', part: 'codeowners', usual: null },
  { key: 'decisions', usual: null },
  ...[...severities].reverse().map((part) => ({ key: 'longest-acceptance', part, usual: '366d' }) as const),
  { key: 'locked', usual: [] },
]

/** Lists and maps whose entries each come from a line of their own. */
const byEntry: ReadonlySet<Key> = new Set(['rules', 'severity', 'locked'])

export function effectiveValues(settings: Settings, flags: Flags): ShownValue[] {
  return shown.flatMap(({ key, part, usual }) => {
    const flag = flags[key as keyof Flags]
    if (byEntry.has(key)) return entries(settingsOf(settings, key), key, usual, flag)
    const name = part === undefined ? key : `${key}.${part}`
    if (flag !== undefined) return [{ key: name, value: flag.value, from: `flag ${flag.flag}` }]
    const setting = settingOf(settings, key, part)
    return [{ key: name, value: setting?.value ?? usual, from: setting === undefined ? 'default' : originOf(setting) }]
  })
}

function entries(settings: readonly Setting[], key: Key, usual: unknown, flag: Flags[keyof Flags]): ShownValue[] {
  const rows = settings.map((setting) => ({
    key: key === 'severity' ? `${key}.${setting.part}` : key,
    value: setting.value,
    from: originOf(setting),
  }))
  const flagged = (Array.isArray(flag?.value) ? flag.value : []).map((value) => ({
    key,
    value,
    from: `flag ${flag?.flag}`,
  }))
  const all = [...rows, ...flagged]
  return all.length === 0 ? [{ key, value: usual, from: 'default' }] : all
}

function originOf({ at: { file, line } }: Setting): string {
  return `${file}:${line}`
}

/** A value as it would stand in a file. */
export function valueText(value: unknown): string {
  if (value === null) return '-'
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.join(', ')
  return typeof value === 'object' ? '-' : String(value)
}
