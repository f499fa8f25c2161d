import { newestEvidence } from '../analysis/controls.ts'
import type { ControlEntry, EvidenceEntry } from '../manifest/manifest.ts'

export interface CurrentEvidence {
  /** In the control's list. */
  readonly index: number
  readonly entry: EvidenceEntry
}

/** Evidence that nothing newer supersedes, each for the technique that it speaks of. */
export function currentEvidence(control: ControlEntry): CurrentEvidence[] {
  return (control.evidence ?? [])
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => newestEvidence(control, entry.technique ?? '') === entry)
}

/** True when the manifest says that the control works today. */
export function claimsToWork({ status }: ControlEntry): boolean {
  return status === 'implemented' || status === 'verified'
}

/** True when a newest result says that it does not. */
export function hasFailed(control: ControlEntry): boolean {
  return currentEvidence(control).some(({ entry }) => entry.result === 'fail')
}
