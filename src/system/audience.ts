import { type Audience, audiences } from '../vocabulary.ts'
import { carriesContent } from './payload.ts'
import type { Component, Flow, Move } from './system.ts'
import { audienceOfZone } from './zones.ts'

/** Values of `writable-by` and `exposure` that let in more than those inside. */
const audienceOfWord: ReadonlyMap<unknown, Audience> = new Map<unknown, Audience>([
  ['anyone', 'anyone'],
  ['public', 'anyone'],
  ['registered', 'signed-up'],
  ['customers', 'signed-up'],
  ['partners', 'partner'],
  ['supplier', 'partner'],
])

const audienceOfNetwork: ReadonlyMap<unknown, Audience> = new Map<unknown, Audience>([
  ['internet', 'anyone'],
  ['partner-network', 'partner'],
])

/** The widest of some audiences; `inside` when there are none. */
export function widest(candidates: readonly Audience[]): Audience {
  let rank = 0
  for (const candidate of candidates) rank = Math.max(rank, audiences.indexOf(candidate))
  return audiences[rank] as Audience
}

/** One value or a list of them, as a list. */
export function asList(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/**
 * Who can put content into a component directly: the people of `writable-by`, and of an actor, that actor, too.
 * (An external service that anyone may post to is as wide as `anyone`.)
 */
export function writtenBy(component: Component): Audience {
  const writers = asList(component.entry['writable-by']).map((word) => audienceOfWord.get(word) ?? 'inside')
  return widest(component.kinds.includes('actor') ? [...writers, identity(component)] : writers)
}

const people: ReadonlySet<string> = new Set(['user', 'staff', 'outsider'])

/** True for those who do not hand on what they are given. */
export function isPerson({ kind }: Component): boolean {
  return people.has(kind)
}

/** Who an actor is. */
function identity(actor: Component): Audience {
  switch (actor.kind) {
    case 'outsider':
    case 'web':
    case 'sensor':
      return 'anyone'
    case 'user': {
      const usable = actor.flowsOut.flatMap((flow) => statedAudience(flow.to) ?? [])
      return usable.length > 0 ? widest(usable) : audienceOfZone(actor.zone)
    }
    case 'external-service':
      return actor.zone?.entry.trust === 'untrusted' ? 'anyone' : 'partner'
    default:
      return audienceOfZone(actor.zone)
  }
}

/**
 * Who is let in to use a component, as far as the manifest states it. `exposure: none` says that only components call
 * it, so it says nothing about users; the network counts only where nobody is asked to sign in.
 */
export function statedAudience(component: Component): Audience | undefined {
  const { exposure, auth, 'reachable-from': network } = component.entry
  const stated: Audience[] = []
  if (exposure !== undefined && exposure !== 'none') stated.push(audienceOfWord.get(exposure) ?? 'inside')
  if (network !== undefined && asList(auth).includes('none')) stated.push(audienceOfNetwork.get(network) ?? 'inside')
  return stated.length > 0 ? widest(stated) : undefined
}

/**
 * Who can send it requests: those it lets in, and the actors that a flow leads from. Rests on `writtenBy` of those.
 * `usable` says which flows still count, so that it can be asked again with cuts made.
 */
export function callableBy(component: Component, usable: (flow: Flow) => boolean = () => true): Audience {
  const callers: Audience[] = [statedAudience(component) ?? 'inside']
  for (const flow of component.flowsIn) {
    if (flow.from.kinds.includes('actor') && usable(flow)) callers.push(flow.from.writtenBy)
  }
  return widest(callers)
}

/**
 * By component index: the widest audience whose content gets there, over the moves that still count. One walk per
 * audience, widest first; whoever was reached by a wider one is done, so every move is looked at once.
 */
export function influences(
  components: readonly Component[],
  usable: (move: Move) => boolean = () => true,
): readonly Audience[] {
  const reached: (Audience | undefined)[] = components.map(() => undefined)
  for (const audience of audiences.toReversed()) {
    const queue = components.filter(({ index, writtenBy }) => reached[index] === undefined && writtenBy === audience)
    for (const { index } of queue) reached[index] = audience
    for (let component = queue.pop(); component; component = queue.pop()) {
      for (const move of component.movesOut) {
        if (reached[move.to.index] !== undefined || !carriesContent(move.payload, move.from) || !usable(move)) continue
        // People read and decide: what reaches one is not what they write.
        if (isPerson(move.to)) continue
        reached[move.to.index] = audience
        queue.push(move.to)
      }
    }
  }
  return reached as readonly Audience[]
}
