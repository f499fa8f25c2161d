import { type Exposure, statuses } from '../analysis/exposure.ts'
import { isSettled } from '../analysis/exposure-findings.ts'
import { type Severity, severities } from '../finding.ts'
import type { Mark } from './drawing.ts'

/** What a mark is made from. */
export type Exposed = Pick<Exposure, 'subject' | 'status' | 'severity'>

/** By type and id of the subject. What does not apply exposes nothing. */
export function marksOf(exposures: readonly Exposed[]): ReadonlyMap<string, Mark> {
  const bySubject = new Map<string, Exposed[]>()
  for (const exposure of exposures) {
    if (exposure.status === 'not-applicable') continue
    const key = markKey(exposure.subject.type, exposure.subject.id)
    const known = bySubject.get(key)
    if (known === undefined) bySubject.set(key, [exposure])
    else known.push(exposure)
  }
  return new Map([...bySubject].map(([key, of]) => [key, markOf(of)]))
}

export function markKey(type: string, id: string): string {
  return `${type} ${id}`
}

function markOf(exposures: readonly Exposed[]): Mark {
  const unsettled = exposures.filter((exposure) => !isSettled(exposure))
  const counted = unsettled.length > 0 ? unsettled : exposures
  const worst = counted.reduce((one, other) => (isWorse(other, one) ? other : one))
  return { severity: severityOf(worst), status: worst.status, count: counted.length }
}

/** Of two that are settled, or two that are not. Where all is settled, what was accepted is what is left of the risk. */
function isWorse(one: Exposed, other: Exposed): boolean {
  const byStatus = statuses.indexOf(other.status) - statuses.indexOf(one.status)
  const bySeverity = severities.indexOf(severityOf(one)) - severities.indexOf(severityOf(other))
  return isSettled(one) ? (byStatus || bySeverity) > 0 : (bySeverity || byStatus) > 0
}

/** As the findings have it: a promise that is not due yet is reported as low. */
function severityOf({ status, severity }: Exposed): Severity {
  return status === 'planned' ? 'low' : severity
}
