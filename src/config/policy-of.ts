import { severities } from '../finding.ts'
import { daysOf } from './period.ts'
import type { Policy } from './policy.ts'
import { type Settings, settingOf } from './settings.ts'

/** What the settings ask of manifests; the rules and the levels of checks come from `tune.ts`, owners from their files. */
export function policyOf(settings: Settings): Policy {
  const maxAge = settingOf(settings, 'evidence', 'max-age')
  const required = settingOf(settings, 'evidence', 'required-for')
  const minimum = settingOf(settings, 'coverage', 'minimum')
  const acceptance = severities.flatMap((severity) => {
    const setting = settingOf(settings, 'longest-acceptance', severity)
    return setting === undefined ? [] : [[severity, daysOf(String(setting.value))] as const]
  })
  return {
    ...(maxAge === undefined ? {} : { evidenceMaxAge: daysOf(String(maxAge.value)) }),
    ...(required === undefined ? {} : { evidenceRequiredFor: required.value as string[] }),
    ...(minimum === undefined ? {} : { minimumMitigated: minimum.value as number }),
    ...(acceptance.length === 0 ? {} : { longestAcceptance: Object.fromEntries(acceptance) }),
  }
}
