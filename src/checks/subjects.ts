import type { Path } from '../finding.ts'
import type { DecisionEntry, FlowEntry } from '../manifest/manifest.ts'
import type { CheckFinding } from './check.ts'

/** What a check finding speaks of, and where that stands: the key of an entry, or the value at `route` below it. */
type About = Pick<CheckFinding, 'subject' | 'place'>

export function aboutSystem(...route: Path): About {
  return { subject: { type: 'system', id: 'system' }, place: placeOf(['system'], route) }
}

export function aboutComponent(id: string, ...route: Path): About {
  return { subject: { type: 'component', id }, place: placeOf(['components', id], route) }
}

/** A flow has no key: its place is the whole entry. */
export function aboutFlow(index: number, flow: FlowEntry, ...route: Path): About {
  return {
    subject: { type: 'flow', id: flow.id ?? `${flow.from} -> ${flow.to}` },
    place: { path: ['flows', index, ...route] },
  }
}

export function aboutZone(id: string): About {
  return { subject: { type: 'zone', id }, place: placeOf(['zones', id], []) }
}

export function aboutData(id: string): About {
  return { subject: { type: 'data', id }, place: placeOf(['data', id], []) }
}

export function aboutOwner(id: string): About {
  return { subject: { type: 'owner', id }, place: placeOf(['owners', id], []) }
}

export function aboutControl(id: string, ...route: Path): About {
  return { subject: { type: 'control', id }, place: placeOf(['controls', id], route) }
}

/** A decision has no id: it is called by its technique and target. */
export function aboutDecision(index: number, decision: DecisionEntry, ...route: Path): About {
  return { subject: { type: 'decision', id: decisionName(decision) }, place: { path: ['decisions', index, ...route] } }
}

/** `AML.T0024.002 on model`, or the technique alone for the whole system. */
export function decisionName({ technique, on }: DecisionEntry): string {
  return on === undefined || on === '*' ? technique : `${technique} on ${on}`
}

function placeOf(entry: Path, route: Path): About['place'] {
  return route.length === 0 ? { path: entry, part: 'key' } : { path: [...entry, ...route] }
}
