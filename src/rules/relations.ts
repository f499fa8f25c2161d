/** What a condition can look at from a component, a move, an item of data or the system: some of which must match. */

import type { Component, DataItem, Move } from '../system/system.ts'
import { reachOf, worthOf, worthOfData } from '../system/worth.ts'
import { supportTools, toolsLeft } from './left.ts'
import { componentIsCut, type Evidence, flowIsCut, moveIsCut, type Run } from './run.ts'
import { supportMove } from './support.ts'
import type { Support } from './ways.ts'

/** Things of one domain as seen from one of another. */
interface Relation<Item, Part> {
  /** What there is to look at; `left`: without what controls cut, as far as `admits` does not see to it. */
  list(item: Item, run: Run, left: boolean): readonly Part[]
  /** False for what does not count; `left` as above. Left out: everything counts. */
  readonly admits?: (part: Part, run: Run, left: boolean) => boolean
  /** Of several that match as surely, the heaviest is told of. */
  weigh(part: Part): number
  /** Tells of the one that matched. */
  tell(evidence: Evidence, part: Part): void
  /** Notes that it takes part. */
  note(support: Support, part: Part): void
  /** Notes what the relation as a whole rests on. */
  noteAll?(item: Item, run: Run, support: Support): void
}

const nothing = (): void => {}

function dataOf<Item>(list: (item: Item) => readonly DataItem[]): Relation<Item, DataItem> {
  const tell = ({ data }: Evidence, item: DataItem): void => void data.push(item)
  return { list, weigh: worthOfData, tell, note: nothing }
}

/** Components that stand in some relation, and are there as long as no control took them out. */
function relatives<Item>(
  list: (item: Item, run: Run, left: boolean) => readonly Component[],
): Relation<Item, Component> {
  return {
    list,
    admits: (component, run, left) => !left || !componentIsCut(run, component),
    weigh: worthOf,
    tell: nothing,
    note: (support, component) => support.component(component),
  }
}

function hostsOf(component: Component): Component[] {
  const hosts: Component[] = []
  for (let { host } = component; host !== undefined; host = host.host) hosts.push(host)
  return hosts
}

/** A list that a field gives as ids. */
function referred(field: string): Relation<Component, Component> {
  return relatives(({ entry }, { facts }) =>
    [entry[field]].flat().flatMap((id) => facts.system.componentById.get(String(id)) ?? []),
  )
}

type ByMove = Pick<Relation<Component, Move>, 'list' | 'weigh' | 'tell'>
const incoming: ByMove = {
  list: ({ movesIn }) => movesIn,
  weigh: ({ from }) => reachOf(from),
  tell: ({ neighbours }, { from }) => void neighbours.push({ component: from, incoming: true }),
}
const outgoing: ByMove = {
  list: ({ movesOut }) => movesOut,
  weigh: ({ to }) => worthOf(to),
  tell: ({ neighbours }, { to }) => void neighbours.push({ component: to, incoming: false }),
}

/** Whatever moves, but for what runs on a host. */
function moves(direction: ByMove): Relation<Component, Move> {
  const admits = (move: Move, run: Run, left: boolean): boolean =>
    move.kind !== 'hosted-on' && !(left && moveIsCut(run, move))
  return { ...direction, admits, note: supportMove }
}

/** Flows as drawn: who calls whom. */
function calls(direction: ByMove): Relation<Component, Move> {
  const admits = ({ flow, backward }: Move, run: Run, left: boolean): boolean =>
    flow !== undefined && !backward && !(left && flowIsCut(run, flow))
  return { ...direction, admits, note: supportMove }
}

/** Many in a net of agents, where each has all others: none of them is looked at twice. */
const tools: Relation<Component, Component> = {
  list: (component, run, left) => (left ? toolsLeft(run, component) : component.tools),
  weigh: worthOf,
  tell: ({ neighbours }, tool) => void neighbours.push({ component: tool, incoming: false }),
  note: nothing,
  noteAll: supportTools,
}

const grants: Relation<DataItem, Component> = {
  list: ({ entry }, { facts }) => (entry.grants ?? []).flatMap((id) => facts.system.componentById.get(id) ?? []),
  weigh: () => 0,
  tell: nothing,
  note: nothing,
}

const has: Relation<undefined, Component> = {
  ...relatives((_, { facts }) => facts.system.components),
  tell: ({ neighbours }, component) => void neighbours.push({ component, incoming: true }),
}

const flow: Relation<undefined, Move> = {
  list: (_, { facts }) => facts.forward,
  admits: (move, run, left) => !left || move.flow === undefined || !flowIsCut(run, move.flow),
  weigh: () => 0,
  tell: nothing,
  note: supportMove,
}

/** By the word of the rule language. */
const relationsByWord = {
  holds: dataOf(({ holds }: Component) => holds),
  passes: dataOf(({ passes }: Component) => passes),
  inside: relatives(hostsOf),
  hosts: relatives(({ hosted }: Component) => hosted),
  tools,
  'flow-in': moves(incoming),
  'flow-out': moves(outgoing),
  'called-by': calls(incoming),
  calls: calls(outgoing),
  data: dataOf(({ payload }: Move) => payload.data),
  grants,
  has,
  flow,
  'hosted-on': referred('hosted-on'),
  uses: referred('uses'),
  'based-on': referred('based-on'),
  'trained-on': referred('trained-on'),
}
export type RelationWord = keyof typeof relationsByWord

/** In the order in which programs number them. */
export const relationWords = Object.keys(relationsByWord) as RelationWord[]
/** A program asks each only of what it is defined for. */
export const relations = Object.values(relationsByWord) as unknown as readonly Relation<
  Component | Move | DataItem | undefined,
  { readonly index: number }
>[]
