/** The values of a configuration, each with the line that it comes from. */

import type { Severity } from '../finding.ts'

/** What a rule, check or technique is set to. */
export type Level = Severity | 'off'

export const keys = [
  'manifests',
  'rules',
  'catalog',
  'severity',
  'fail-on',
  'evidence',
  'coverage',
  'owners',
  'decisions',
  'longest-acceptance',
  'locked',
] as const
export type Key = (typeof keys)[number]

/** A line of a file, as messages name it. */
export interface Origin {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One value: of a key, of an entry below it (`part`: `max-age`, an id), or of an item of a list. */
export interface Setting {
  readonly key: Key
  readonly part?: string
  readonly value: unknown
  readonly at: Origin
  /** Where the items of a list stand. */
  readonly items?: readonly Origin[]
  /** Absolute folder of its file: where a relative path starts. */
  readonly folder: string
  /** Position of its file: one that others build on comes before them. */
  readonly rank: number
  /** The same setting of a file that this one builds on. */
  readonly replaces?: Setting
}

/** One file, read. */
export interface ConfigFile {
  readonly extends: readonly Pick<Setting, 'value' | 'at'>[]
  readonly settings: readonly Setting[]
}

/** The files of a configuration as one. */
export interface Settings {
  readonly settings: readonly Setting[]
}

/** Values of `key`, in order; with `part` those of one entry. */
export function settingsOf({ settings }: Settings, key: Key, part?: string): Setting[] {
  return settings.filter((setting) => setting.key === key && (part === undefined || setting.part === part))
}

/** The value of a key that has one. */
export function settingOf(settings: Settings, key: Key, part?: string): Setting | undefined {
  return settingsOf(settings, key, part)[0]
}

/** Adds up files, those that are built on first: what comes later wins, lists of rules and locks grow. */
export function mergeConfigs(files: readonly ConfigFile[]): Settings {
  const merged = new Map<string, Setting>()
  for (const setting of files.flatMap((file) => file.settings)) {
    const name = JSON.stringify([setting.key, setting.part ?? ''])
    const before = merged.get(name)
    // A lock holds from where it was first made.
    if (before !== undefined && setting.key === 'locked') continue
    merged.set(name, before === undefined ? setting : { ...setting, replaces: before })
  }
  const order = (setting: Setting): number => keys.indexOf(setting.key)
  return { settings: [...merged.values()].toSorted((one, other) => order(one) - order(other)) }
}
