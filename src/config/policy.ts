/** What a configuration comes to when manifests are judged: plain values, and two look-ups. */

import type { CheckInput, OwnerBook } from '../checks/check.ts'
import type { Finding, Severity } from '../finding.ts'
import type { ConfigurationUse } from '../report/report.ts'
import type { RuleSet } from '../rules/rule.ts'

/** What a configuration asks of the manifests that it is for. */
export interface Policy {
  /** Name of the configuration, for the report. */
  readonly configuration?: string
  /** In the place of the rules that are usual. */
  readonly rules?: RuleSet
  /** What it says of a check: another severity, or that it is off. */
  readonly checkLevels?: ReadonlyMap<string, Severity | 'off'>
  /** Oldest evidence that still counts, in days; default 365. */
  readonly evidenceMaxAge?: number
  /** Share of applicable techniques that must be mitigated, 0 to 1; default: not asked. */
  readonly minimumMitigated?: number
  /** Statuses of controls that must have evidence; default: those in place. */
  readonly evidenceRequiredFor?: readonly string[]
  /** For how many days a risk of a severity may be accepted; default: a year. */
  readonly longestAcceptance?: Partial<Readonly<Record<Severity, number>>>
  /** Who may own something; left out: anybody. */
  readonly ownerBook?: OwnerBook
  /** Whether CODEOWNERS names somebody for a manifest; left out: nobody looks. `manifest` is the input's name. */
  readonly hasCodeowner?: (manifest: string) => boolean | undefined
}

/** What applies where there is no configuration. */
export const defaultPolicy: Policy = {}

/** What checks need to know of a policy. */
export function askedBy(policy: Policy, { rules }: RuleSet, manifest: string) {
  return {
    evidenceMaxAge: policy.evidenceMaxAge ?? 365,
    minimumMitigated: policy.minimumMitigated,
    evidenceRequiredFor: policy.evidenceRequiredFor,
    longestAcceptance: policy.longestAcceptance,
    lockedRules: rules.filter(({ locked }) => locked).map(({ id }) => id),
    ownerBook: policy.ownerBook,
    hasCodeowner: policy.hasCodeowner?.(manifest),
  } satisfies Partial<CheckInput>
}

/** What the checks found, as bad as the policy says that it is. */
export function atLevels(findings: readonly Finding[], { checkLevels }: Policy): readonly Finding[] {
  if (checkLevels === undefined || checkLevels.size === 0) return findings
  return findings.flatMap((finding) => {
    const level = checkLevels.get(finding.rule)
    if (level === 'off') return []
    return [level === undefined ? finding : { ...finding, severity: level }]
  })
}

/** What configurations take away is said, so that nothing is switched off unseen. In the order of their files. */
export function configurationUses(
  policies: readonly Policy[],
  used: ReadonlyMap<Policy, number>,
  usualRules: RuleSet,
): ConfigurationUse[] {
  const uses = policies.map((policy) => ({
    file: policy.configuration,
    manifests: used.get(policy) ?? 0,
    rulesOff: (policy.rules ?? usualRules).off?.length ?? 0,
    checksOff: [...(policy.checkLevels ?? [])].filter(([, level]) => level === 'off').length,
  }))
  return uses.sort((one, other) => ((one.file ?? '') < (other.file ?? '') ? -1 : 1))
}
