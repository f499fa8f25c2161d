/** What is said of an exposure beside its message, in the same words wherever it is shown. */

import type { Assumption, ControlEffect, SeverityReasons } from '../analysis/exposure.ts'
import type { LocatedExposure } from './report.ts'
import { sanitize } from './sanitize.ts'
import { statusWords } from './words.ts'

/** What holds an exposure that is not simply open, and where the controls stand that have to do with it. */
export function standing({ status, controls }: Pick<LocatedExposure, 'status' | 'controls'>): string | undefined {
  if (status === 'open' && controls.length === 0) return undefined
  const effects = controls.map(({ control, effect, on }) => `${control} ${effectWords[effect]} ${on.join(', ')}`)
  return [statusWords[status], ...effects.map(sanitize)].join('; ')
}

const effectWords: Readonly<Record<ControlEffect['effect'], string>> = {
  cuts: 'cuts it on',
  limits: 'limits it on',
  detects: 'detects it on',
  planned: 'is planned on',
}

/** What the manifest leaves out and was taken for granted. */
export function assumptionText(list: readonly Assumption[]): string | undefined {
  if (list.length === 0) return undefined
  return `${list.map(({ on, field }) => sanitize(`${on}.${field}`)).join(', ')} (not stated in the manifest)`
}

/** How the severity came about. */
export function rankText({ maturity, reach, stakes, overriddenBy }: SeverityReasons): string {
  const parts = [maturityWords[maturity] ?? maturity, reachWords[reach] ?? `open to ${reach}`, ...stakes]
  const computed = parts.map(sanitize).join(', ')
  return overriddenBy ? `set by ${overriddenBy === 'rule' ? 'the rule' : 'the configuration'} (${computed})` : computed
}

const maturityWords: Readonly<Record<string, string>> = {
  realized: 'seen in real attacks',
  demonstrated: 'demonstrated',
  feasible: 'feasible',
}

const reachWords: Readonly<Record<string, string>> = {
  anyone: 'open to anyone',
  'signed-up': 'open to whoever signs up',
  partner: 'open to partners',
  inside: 'open to insiders only',
}
