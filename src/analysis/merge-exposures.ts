import { type ControlEffect, type Exposure, type Status, statuses } from './exposure.ts'

/** Several rules may raise one technique on one subject: the worst is shown and names the others. */
export function mergeExposures(exposures: readonly Exposure[]): Exposure[] {
  const byTarget = new Map<string, Exposure[]>()
  for (const exposure of exposures) {
    const key = `${exposure.technique} ${exposure.subject.type} ${exposure.subject.id}`
    const list = byTarget.get(key)
    if (list) list.push(exposure)
    else byTarget.set(key, [exposure])
  }
  const merged = [...byTarget.values()].map((list) => {
    const [worst, ...others] = list.sort(worstFirst) as [Exposure, ...Exposure[]]
    if (others.length === 0) return worst
    const controls = mergeControls(list.flatMap((exposure) => exposure.controls))
    return { ...worst, controls, alsoRaisedBy: others.map(({ rule }) => rule).sort() }
  })
  return merged.sort(worstFirst)
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

/** The order of the report: what still stands open first, then by severity and score; names only to make it the same every time. */
function worstFirst(one: Exposure, other: Exposure): number {
  return (
    statusGroup(one.status) - statusGroup(other.status) ||
    severityRank[other.severity] - severityRank[one.severity] ||
    other.reasons.score - one.reasons.score ||
    statuses.indexOf(one.status) - statuses.indexOf(other.status) ||
    compare(one.technique, other.technique) ||
    compare(one.subject.id, other.subject.id) ||
    compare(one.rule, other.rule)
  )
}

/** Open exposures before planned ones, those before settled ones. */
function statusGroup(status: Status): number {
  if (status === 'planned') return 1
  return status === 'accepted' || status === 'not-applicable' || status === 'mitigated' ? 2 : 0
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
