/** What a decision is to be about, and what is said where there is nothing to decide. */

import { isSettled } from '../analysis/exposure-findings.ts'
import type { Found } from '../io.ts'
import { fingerprintOf } from '../report/fingerprint.ts'
import type { LocatedExposure, LocatedFinding, ManifestReport } from '../report/report.ts'

/** A manifest with what is to be decided about in it. */
export interface Target {
  readonly found: Found
  readonly report: ManifestReport
  readonly technique: string
  /** Left out: the whole system. */
  readonly on: string | undefined
  readonly exposures: readonly LocatedExposure[]
}

export const isOpen = (exposure: LocatedExposure): boolean => !isSettled(exposure)

export function isSameExposure(one: LocatedExposure, other: LocatedExposure): boolean {
  return one.technique === other.technique && one.rule === other.rule && one.subject.id === other.subject.id
}

export function hasFingerprint(id: string, { system }: ManifestReport, about: Named): boolean {
  return fingerprintOf(system, about.rule, about.technique, about.subject).startsWith(id)
}

type Named = Pick<LocatedFinding, 'rule' | 'technique' | 'subject'>

/** A check has nothing to decide about: it can only be put right. */
export function notFound(id: string, judged: readonly Pick<Target, 'report'>[]): string {
  const check = judged.flatMap(({ report }) =>
    report.findings.filter((finding) => hasFingerprint(id, report, finding)),
  )[0]
  return check === undefined
    ? `no finding of this run has the fingerprint ${id}; -f json shows them all`
    : `${check.rule} is about the manifest itself: put that right, or set its severity in the configuration`
}

/** Why there is nothing left to decide. */
export function settledText({ report, exposures, technique, on }: Target): string {
  const [first] = exposures
  const decision = first?.decision === undefined ? undefined : report.decisions?.[first.decision]
  const where = decision === undefined ? '' : ` by the decision at ${decision.file ?? report.file}:${decision.at.line}`
  return `${technique} on ${on ?? 'this system'} is ${first?.status ?? 'settled'} already${where}: there is nothing to decide`
}
