/** Which level a rule or check is set to, by which setting, and which locks hold it. */

import { type Severity, severities } from '../finding.ts'
import { type Level, type Setting, type Settings, settingsOf } from './settings.ts'

/** A rule, as far as settings speak of it. A check has no technique. */
export interface Named {
  readonly id: string
  readonly technique?: string
}

/** Settings of one kind, by the id that they name. */
export class Levels {
  readonly #severities: ReadonlyMap<string, Setting>
  readonly #locks: ReadonlyMap<string, Setting>

  constructor(settings: Settings) {
    const byPart = (key: 'severity' | 'locked') =>
      new Map(settingsOf(settings, key).map((setting) => [setting.part ?? '', setting]))
    this.#severities = byPart('severity')
    this.#locks = byPart('locked')
  }

  get isEmpty(): boolean {
    return this.#severities.size === 0 && this.#locks.size === 0
  }

  /** The setting that decides: of its own id, else of its technique, else of the parent of that. */
  settingFor(named: Named): Setting | undefined {
    return nearestOf(named, (id) => this.#severities.get(id))
  }

  levelOf(named: Named): Level | undefined {
    return this.settingFor(named)?.value as Level | undefined
  }

  /** The earliest lock on it, on its technique or on the parent of that. */
  lockOn(named: Named): Setting | undefined {
    return namesOf(named)
      .flatMap((id) => this.#locks.get(id) ?? [])
      .toSorted((one, other) => one.rank - other.rank)[0]
  }

  /** The setting that takes away what a lock holds; `own`: severity without any setting, undefined where it is computed. */
  brokenBy(named: Named, own: () => Severity | undefined): Setting | undefined {
    const lock = this.lockOn(named)
    const setting = lock && this.settingFor(named)
    if (lock === undefined || setting === undefined) return undefined
    if (setting.value === 'off') return setting
    if (setting.rank <= lock.rank) return undefined
    const before = nearestOf(named, (id) => upTo(lock.rank, this.#severities.get(id)))?.value as Level | undefined
    return lowers(setting.value as Severity, before ?? own()) ? setting : undefined
  }
}

/** A computed severity may be anything, so only the worst is sure not to be lower. */
export function lowers(severity: Severity, before: Level | undefined): boolean {
  if (severity === 'critical' || before === 'off') return false
  return before === undefined || severities.indexOf(severity) < severities.indexOf(before)
}

function upTo(rank: number, setting: Setting | undefined): Setting | undefined {
  return setting === undefined || setting.rank <= rank ? setting : upTo(rank, setting.replaces)
}

function namesOf({ id, technique }: Named): string[] {
  if (technique === undefined) return [id]
  const parent = technique.split('.').slice(0, 2).join('.')
  return [...new Set([id, technique, parent])]
}

function nearestOf<T>(named: Named, find: (id: string) => T | undefined): T | undefined {
  for (const id of namesOf(named)) {
    const found = find(id)
    if (found !== undefined) return found
  }
  return undefined
}
