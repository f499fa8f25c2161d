import type { Path } from '../finding.ts'
import { entriesOf, field } from './walk.ts'

/** What an id can be the id of. Components, zones and flows share one namespace; owners and data have their own. */
export type Namespace = 'component' | 'zone' | 'flow' | 'data' | 'owner'

/** The ids of a manifest, and where each was given. */
export interface Names {
  readonly ids: ReadonlyMap<Namespace, ReadonlyMap<string, Path>>
  /** `a -> b` for every flow that leads from a to b, whether it has an id of its own or not. */
  readonly flowEnds: ReadonlySet<string>
  /** A manifest without `owners` may name owners freely. */
  readonly ownersAreListed: boolean
}

export function namesOf(manifest: unknown): Names {
  const idsOf = (section: string) =>
    new Map(entriesOf(field(manifest, section)).map(([id]) => [id, [section, id] as Path]))
  const flows = field(manifest, 'flows')
  const flowIds = new Map<string, Path>()
  const flowEnds = new Set<string>()
  for (const [index, flow] of (Array.isArray(flows) ? flows : []).entries()) {
    const id = field(flow, 'id')
    if (typeof id === 'string') flowIds.set(id, ['flows', index, 'id'])
    const ends = [field(flow, 'from'), field(flow, 'to')]
    // A map, which a broken file may have here, cannot be made text.
    if (ends.every((end) => typeof end === 'string')) flowEnds.add(ends.join(' -> '))
  }
  return {
    ids: new Map([
      ['component', idsOf('components')],
      ['zone', idsOf('zones')],
      ['flow', flowIds],
      ['data', idsOf('data')],
      ['owner', idsOf('owners')],
    ]),
    flowEnds,
    ownersAreListed: field(manifest, 'owners') !== undefined,
  }
}

/** `a->b` and `a  ->  b` mean the flow `a -> b`. */
export function plainTarget(target: string): string {
  return target.includes('->')
    ? target
        .split('->')
        .map((end) => end.trim())
        .join(' -> ')
    : target
}
