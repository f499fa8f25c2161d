/** What takes part in satisfying a rule, on any way: what a control could matter to. */

import type { Component, Flow, Move } from '../system/system.ts'
import type { Place, Support, Ways } from './ways.ts'

/** Everything that takes part. Each subject's ways are walked, so this is for whoever has to know all of it. */
export class WholeSupport implements Support {
  readonly components = new Set<number>()
  readonly flows = new Set<number>()

  component({ index }: Component): void {
    this.components.add(index)
  }

  flow({ index }: Flow): void {
    this.flows.add(index)
  }

  ways(ways: Ways, end: Component): void {
    const { moves, sources } = ways.walkBack(end)
    for (const move of moves) supportMove(this, move)
    for (const source of sources) ways.askSource(source, this)
  }
}

/** The places asked about, with which of them each component and flow belongs to. */
export class Places {
  readonly all: readonly Place[]
  readonly ofComponent: ReadonlyMap<number, readonly number[]>
  readonly ofFlow: ReadonlyMap<number, readonly number[]>

  constructor(all: readonly Place[]) {
    this.all = all
    this.ofComponent = indexed(all.map(({ components }) => components))
    this.ofFlow = indexed(all.map(({ flows }) => flows))
  }
}

function indexed(lists: readonly (readonly number[])[]): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (const [place, list] of lists.entries()) {
    for (const index of list) {
      const known = places.get(index)
      if (known === undefined) places.set(index, [place])
      else known.push(place)
    }
  }
  return places
}

/**
 * Which of some places take part. Each search walks once from each place and then answers for every subject, so that a large system
 * does not cost its ways times its subjects.
 */
export class PlaceSupport implements Support {
  readonly places: Places
  readonly found = new Set<number>()

  constructor(places: Places) {
    this.places = places
  }

  component({ index }: Component): void {
    for (const place of this.places.ofComponent.get(index) ?? []) this.found.add(place)
  }

  flow({ index }: Flow): void {
    for (const place of this.places.ofFlow.get(index) ?? []) this.found.add(place)
  }

  ways(ways: Ways, end: Component): void {
    this.component(end)
    for (const [index, place] of this.places.all.entries()) {
      if (!this.found.has(index) && ways.leadsFrom(place, end)) this.found.add(index)
    }
    for (const [source, { found }] of ways.restingSources(this.places, () => new PlaceSupport(this.places))) {
      if (ways.leadsFromSource(source, end)) for (const place of found) this.found.add(place)
    }
  }
}

/** Notes the components and the flow of a move. */
export function supportMove(support: Support, { from, to, flow }: Move): void {
  support.component(from)
  support.component(to)
  if (flow !== undefined) support.flow(flow)
}

/** The same for a flow as drawn. */
export function supportFlow(support: Support, flow: Flow): void {
  support.component(flow.from)
  support.component(flow.to)
  support.flow(flow)
}
