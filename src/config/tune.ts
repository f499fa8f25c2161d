/** The rules in force with the levels and locks of a configuration, and what is wrong with its ids. */

import type { Check } from '../checks/check.ts'
import { changedRule } from '../rules/changed-rule.ts'
import type { Rule, RuleSet } from '../rules/rule.ts'
import type { KnownIds } from '../rules/rule-fields.ts'
import { nearest } from '../source/nearest.ts'
import { Levels } from './levels.ts'
import { type Level, type Setting, type Settings, settingsOf } from './settings.ts'

/** Something wrong with a setting. */
export interface SettingProblem {
  readonly setting: Setting
  readonly message: string
  readonly fix?: string
}

export interface TuneInput {
  readonly rules: RuleSet
  readonly checks: readonly Check[]
  readonly ids: KnownIds
  /** Technique ids, for the nearest spelling. */
  readonly techniques: Iterable<string>
}

export interface Tuned {
  readonly rules: RuleSet
  readonly problems: readonly SettingProblem[]
  /** Level of a check, where the configuration sets one. */
  readonly checkLevels: ReadonlyMap<string, Level>
}

/** Applies levels and locks. A rule that is off is taken out, so that no command finds anything by it. */
export function tune(settings: Settings, input: TuneInput): Tuned {
  const levels = new Levels(settings)
  if (levels.isEmpty) return { rules: input.rules, problems: [], checkLevels: new Map() }
  const { rules, checks } = input
  const problems = [...unknownIds(settings, input), ...brokenLocks(levels, input)]
  const off = rules.rules.filter((rule) => levels.levelOf(rule) === 'off')
  const kept = rules.rules.filter((rule) => levels.levelOf(rule) !== 'off').map((rule) => tuned(rule, levels))
  return {
    rules: { ...rules, rules: kept, off: [...(rules.off ?? []), ...off.map(({ id }) => id)].sort() },
    problems,
    checkLevels: new Map(
      checks.flatMap(({ id }) => {
        const level = levels.levelOf({ id })
        return level === undefined ? [] : [[id, level] as const]
      }),
    ),
  }
}

function tuned(rule: Rule, levels: Levels): Rule {
  const level = levels.levelOf(rule)
  const locked = levels.lockOn(rule) !== undefined
  if ((level === undefined || level === 'off') && !locked) return rule
  return changedRule(rule, {
    ...(level === undefined || level === 'off' ? {} : { configured: level }),
    ...(locked ? { locked } : {}),
  })
}

function unknownIds(settings: Settings, { rules, checks, ids, techniques }: TuneInput): SettingProblem[] {
  const known = new Set([...rules.rules, ...checks].map(({ id }) => id).concat(rules.off ?? []))
  return [...settingsOf(settings, 'severity'), ...settingsOf(settings, 'locked')].flatMap((setting) => {
    const id = setting.part ?? ''
    if (known.has(id)) return []
    const { known: isTechnique, successor } = ids.technique(id)
    if (isTechnique) return []
    if (successor !== undefined) {
      const message = `ATLAS has retired ${id}; ${successor} stands for it now`
      return [{ setting, message, fix: `write ${successor}` }]
    }
    const close = nearest(id, [...known, ...techniques])
    const fix =
      close === undefined
        ? 'atlaslint rules list shows the rules, docs/reference the checks'
        : `did you mean '${close}'?`
    return [{ setting, message: `no rule, check or technique is called '${shown(id)}'`, fix }]
  })
}

function shown(id: string): string {
  return id.length > 64 ? `${id.slice(0, 63)}…` : id
}

/** Each setting once, however many rules it would touch. */
function brokenLocks(levels: Levels, { rules, checks }: TuneInput): SettingProblem[] {
  const broken = new Map<Setting, SettingProblem>()
  const hold = (setting: Setting | undefined, named: { id: string; technique?: string }): void => {
    const lock = levels.lockOn(named)
    if (setting === undefined || lock === undefined) return
    const { file, line } = lock.at
    const what = setting.value === 'off' ? 'be off' : `be ${String(setting.value)}, which may be lower`
    const message = `'${named.id}' is locked (${file}:${line}) and cannot ${what}`
    broken.set(setting, { setting, message, fix: 'take the line out, or have the lock lifted by those who set it' })
  }
  for (const rule of rules.rules)
    hold(
      levels.brokenBy(rule, () => rule.entry.severity),
      rule,
    )
  for (const check of checks)
    hold(
      levels.brokenBy({ id: check.id }, () => check.severity),
      { id: check.id },
    )
  return [...broken.values()]
}

/** Says what holds a rule, so that a rule file can be refused that takes it away; undefined: nothing does. */
export function lockOf(settings: Settings): (rule: { id: string; technique: string }) => string | undefined {
  const levels = new Levels(settings)
  return (rule) => {
    const lock = levels.lockOn(rule)
    return lock && `${lock.at.file}:${lock.at.line}`
  }
}
