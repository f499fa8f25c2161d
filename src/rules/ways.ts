import type { Component, Flow, Move, System } from '../system/system.ts'

/** Collects what takes part in a match while its rule is asked. */
export interface Support {
  component(component: Component): void
  flow(flow: Flow): void
  /** The ways of a search, or of influence, that end at a component. */
  ways(ways: Ways, end: Component): void
}

/** A support that finds some things out of those it was made to look for. */
interface FindingSupport extends Support {
  readonly found: ReadonlySet<number>
}

/** Where something stands: components and flows, by index. */
export interface Place {
  readonly components: readonly number[]
  readonly flows: readonly number[]
}

/** How ways run: from sources, by usable moves, through what hands on, to wherever they end. */
export interface WayRules {
  readonly system: System
  /** Moves that lead on from a component. */
  onward(component: Component): readonly Move[]
  /** Moves that lead to it. */
  back(component: Component): readonly Move[]
  /** The end of a move that is nearer to where ways end. */
  near(move: Move): Component
  far(move: Move): Component
  usable(move: Move): boolean
  isSource(component: Component): boolean
  /** True for what a way may lead through. */
  handsOn(component: Component): boolean
  /** What makes a source one takes part, too: notes it. */
  askSource(source: Component, support: Support): void
}

/** Where ways lead that begin with some moves; `apart`: a component at which they do not count as ending. */
interface Lead {
  readonly apart: Component | undefined
  readonly ends: Uint8Array
}

/** All ways of one search, asked for what lies on those that end at a component. */
export class Ways {
  readonly #rules: WayRules
  readonly #leads = new Map<object, readonly Lead[]>()
  #resting: { readonly asked: object; readonly sources: readonly (readonly [Component, FindingSupport])[] } | undefined

  constructor(rules: WayRules) {
    this.#rules = rules
  }

  askSource(source: Component, support: Support): void {
    this.#rules.askSource(source, support)
  }

  /** Every move on a way to `end`, and the sources among their far ends. Linear in moves, each time. */
  walkBack(end: Component): { readonly moves: readonly Move[]; readonly sources: readonly Component[] } {
    const { back, far, usable, isSource, handsOn } = this.#rules
    const moves: Move[] = []
    const sources = new Set<Component>()
    const seen = new Set([end])
    for (const near of seen) {
      for (const move of back(near)) {
        const other = far(move)
        if (!usable(move) || other === end || other === near || !this.#begins(other)) continue
        moves.push(move)
        if (isSource(other)) sources.add(other)
        if (handsOn(other)) seen.add(other)
      }
    }
    return { moves, sources: [...sources] }
  }

  /** True when something of the place lies on a way to `end`. Linear in moves the first time, then at once. */
  leadsFrom(place: Place, end: Component): boolean {
    return this.#ledBy(place, () => this.#leadsOf(place)).some(
      ({ apart, ends }) => apart !== end && ends[end.index] === 1,
    )
  }

  leadsFromSource(source: Component, end: Component): boolean {
    const [lead] = this.#ledBy(source, () => [{ apart: source, ends: this.#endsOf(this.#rules.onward(source)) }])
    return source !== end && lead?.ends[end.index] === 1
  }

  /** Sources that rest on something of what is asked about, with what `support` found; asked once for the same. */
  restingSources(asked: object, support: () => FindingSupport): readonly (readonly [Component, FindingSupport])[] {
    if (this.#resting?.asked !== asked) {
      const sources = this.#rules.system.components.filter(this.#rules.isSource).map((source) => {
        const finding = support()
        this.#rules.askSource(source, finding)
        return [source, finding] as const
      })
      this.#resting = { asked, sources: sources.filter(([, { found }]) => found.size > 0) }
    }
    return this.#resting.sources
  }

  #begins(component: Component): boolean {
    return this.#rules.isSource(component) || this.#rules.handsOn(component)
  }

  #ledBy(start: object, find: () => readonly Lead[]): readonly Lead[] {
    let leads = this.#leads.get(start)
    if (leads === undefined) {
      leads = find()
      this.#leads.set(start, leads)
    }
    return leads
  }

  #leadsOf({ components, flows }: Place): Lead[] {
    const { system, onward, near, far } = this.#rules
    const standing = components.map((index) => system.components[index] as Component)
    const moves = standing.filter((component) => this.#begins(component)).flatMap(onward)
    const leads: Lead[] = [{ apart: undefined, ends: this.#endsOf(moves) }]
    for (const index of flows) {
      for (const move of movesOf(system.flows[index] as Flow)) {
        if (near(move) !== far(move) && this.#begins(far(move)))
          leads.push({ apart: far(move), ends: this.#endsOf([move]) })
      }
    }
    return leads
  }

  #endsOf(first: readonly Move[]): Uint8Array {
    const { system, onward, near, usable, handsOn } = this.#rules
    const ends = new Uint8Array(system.components.length)
    const queue: Component[] = []
    const take = (moves: readonly Move[]): void => {
      for (const move of moves) {
        const to = near(move)
        if (!usable(move) || ends[to.index] === 1) continue
        ends[to.index] = 1
        if (handsOn(to)) queue.push(to)
      }
    }
    take(first)
    for (let head = 0; head < queue.length; head += 1) take(onward(queue[head] as Component))
    return ends
  }
}

/** The moves of a flow: as drawn, and back where it returns something. */
function movesOf(flow: Flow): Move[] {
  const isOwn = (move: Move): boolean => move.flow === flow
  return [...flow.from.movesOut.filter(isOwn), ...flow.to.movesOut.filter((move) => isOwn(move) && move.backward)]
}
