import { type ControlEffect, type Exposure, statuses } from './exposure.ts'
import { isSettled, reportedSeverity } from './exposure-findings.ts'
import { wayBesideText } from './way-around.ts'

/** Several rules may raise one technique on one subject: the worst is shown and names the others. */
export function mergeExposures(exposures: readonly Exposure[]): Exposure[] {
  const byTarget = new Map<string, Exposure[]>()
  for (const exposure of exposures) {
    const key = `${exposure.technique} ${exposure.subject.type} ${exposure.subject.id}`
    const list = byTarget.get(key)
    if (list) list.push(exposure)
    else byTarget.set(key, [exposure])
  }
  return [...byTarget.values()].map(merged).sort(worstFirst)
}

/** What several rules say of one technique on one subject. */
function merged(list: Exposure[]): Exposure {
  const [shown, ...others] = list.sort(shownFirst) as [Exposure, ...Exposure[]]
  if (others.length === 0) return shown
  const controls = mergeControls(list.flatMap((exposure) => exposure.controls))
  // Of two flows of one name, one rule can raise both.
  const alsoRaisedBy = [...new Set(others.map(({ rule }) => rule))].filter((rule) => rule !== shown.rule).sort()
  const isCutElsewhere = controls.some(({ effect }) => effect === 'cuts')
  if (!isCutElsewhere || !(shown.status === 'open' || shown.status === 'detected'))
    return { ...shown, controls, alsoRaisedBy }
  // What the other rule found is cut, and this is the way that is left.
  const wayAround = wayBesideText(shown, others)
  return { ...shown, status: 'partly-mitigated', wayAround, controls, alsoRaisedBy }
}

/** What several rules say of a control, each effect once with all its places. */
function mergeControls(effects: readonly ControlEffect[]): ControlEffect[] {
  const merged = new Map<string, ControlEffect>()
  for (const { control, effect, on } of effects) {
    const key = `${control} ${effect}`
    merged.set(key, { control, effect, on: [...new Set([...(merged.get(key)?.on ?? []), ...on])] })
  }
  return [...merged.values()]
}

const severityRank = { critical: 3, high: 2, medium: 1, low: 0 } as const

/** Of several rules the one that asks for most is shown: what somebody decided about before what needs no decision. */
function shownFirst(one: Exposure, other: Exposure): number {
  const rank = (exposure: Exposure): number => (exposure.status === 'mitigated' ? 3 : standing(exposure))
  return (
    rank(one) - rank(other) ||
    severityRank[reportedSeverity(other)] - severityRank[reportedSeverity(one)] ||
    worstFirst(one, other)
  )
}

/** The order of the report: what still stands open first, then by severity and score; names only to make it the same every time. */
function worstFirst(one: Exposure, other: Exposure): number {
  return (
    standing(one) - standing(other) ||
    severityRank[other.severity] - severityRank[one.severity] ||
    other.reasons.score - one.reasons.score ||
    statuses.indexOf(one.status) - statuses.indexOf(other.status) ||
    compare(one.technique, other.technique) ||
    compare(one.subject.id, other.subject.id) ||
    compare(one.rule, other.rule)
  )
}

/** Open exposures before planned ones, those before settled ones. Where nobody may lower what is found, a promise is none. */
function standing(exposure: Exposure): number {
  if (exposure.status === 'planned') return exposure.isLocked ? 0 : 1
  return isSettled(exposure) ? 2 : 0
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
