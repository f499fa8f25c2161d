import type { Component, Move, MoveKind } from '../system/system.ts'
import { reachOf, worthOf } from '../system/worth.ts'
import { audiences } from '../vocabulary.ts'
import { componentIsCut, moveIsCut, type Run } from './run.ts'
import type { AskSource, Search } from './search.ts'
import { ASK, ASSUMED, CERTAIN, FALSE, type Truth } from './truth.ts'
import { Ways } from './ways.ts'

/** What a path condition asks for, compiled. */
export interface PathCondition {
  /** `from`: the far end is where data comes from; `to`: where it goes. */
  readonly direction: 'from' | 'to'
  /** What is asked of components at the far end and on the way, and of each step. */
  farEnd(component: Component): Truth
  through(component: Component): Truth
  readonly step: ((move: Move) => Truth) | undefined
  /** Bits of the payload words of which each step must carry one; undefined: any step. */
  readonly words: number | undefined
  readonly crossing: boolean
  readonly over: ReadonlySet<MoveKind>
}

/**
 * Searches at the surest level first; facts that are only assumed or would have to be asked for open further ways.
 * Whether a way crosses a boundary must not be decided by a round trip of the subject's own, so that question is searched
 * for each subject by itself; all others are answered for every subject by one search.
 */
export function search(condition: PathCondition, run: Run): Search {
  const facts = new StepFacts(condition, run)
  const truths = ([CERTAIN, ASSUMED, ASK] as const).filter((truth) => facts.mentions(truth))
  const found = new Map<Component | undefined, Level[]>()
  const levelAt = (truth: Truth, component: Component): Level => {
    const subject = condition.crossing ? component : undefined
    const levels = found.get(subject) ?? []
    found.set(subject, levels)
    const level = levels[truth] ?? walk(facts, truth, subject)
    levels[truth] = level
    return level
  }
  const levelOf = (component: Component): Level | undefined => {
    // A less sure level is walked only when the surer ones do not get there.
    for (const truth of truths) {
      const level = levelAt(truth, component)
      if (level.labelAt(component) >= 0) return level
    }
    return undefined
  }
  /** Where a way is certain, others that are only assumed would do as well. */
  const widestOf = (component: Component): Level | undefined => {
    const surest = levelOf(component)
    return surest?.truth === CERTAIN && truths.includes(ASSUMED) ? levelAt(ASSUMED, component) : surest
  }
  return {
    truthOf: (component) => levelOf(component)?.truth ?? FALSE,
    wayOf: (component) => levelOf(component)?.wayTo(component) ?? [],
    waysTo: (component, askSource) => widestOf(component)?.ways(run, askSource),
  }
}

/** What the matchers of a path say of each component and move, asked once each. */
class StepFacts {
  readonly condition: PathCondition
  readonly components: readonly Component[]
  readonly moves: readonly Move[]
  readonly farEnds: Uint8Array
  readonly through: Uint8Array
  readonly steps: Uint8Array
  readonly #seen = new Set<Truth>()

  constructor(condition: PathCondition, run: Run) {
    this.condition = condition
    this.components = run.facts.system.components
    this.moves = run.facts.system.moves
    this.farEnds = new Uint8Array(this.components.length)
    this.through = new Uint8Array(this.components.length)
    this.#askComponents(run, (component) => condition.farEnd(component), this.farEnds)
    // With no far end there is no way, whatever lies between.
    const hasFarEnd = this.farEnds.some((truth) => truth !== FALSE)
    if (hasFarEnd) this.#askComponents(run, (component) => condition.through(component), this.through)
    this.steps = hasFarEnd ? this.#askMoves(run) : new Uint8Array(this.moves.length)
  }

  #askComponents(run: Run, ask: (component: Component) => Truth, answers: Uint8Array): void {
    for (const component of this.components) {
      if (!componentIsCut(run, component)) answers[component.index] = this.#note(ask(component))
    }
  }

  #askMoves(run: Run): Uint8Array {
    const { condition } = this
    const { over, words } = condition
    const { moves } = run.facts.system
    const answers = new Uint8Array(moves.length)
    for (const move of moves) {
      if (!over.has(move.kind) || moveIsCut(run, move)) continue
      if (words !== undefined && ((run.facts.words[move.index] as number) & words) === 0) continue
      answers[move.index] = this.#note(condition.step?.(move) ?? CERTAIN)
    }
    return answers
  }

  #note(truth: Truth): Truth {
    this.#seen.add(truth)
    return truth
  }

  /** True when some matcher answered just so: then a search at that level may find more. */
  mentions(truth: Truth): boolean {
    return this.#seen.has(truth)
  }

  /**
   * Far ends in the order in which they are let go: of several that reach a subject, the one with the widest audience is the one to
   * tell of, of several that it reaches the one where most is at stake, however far away.
   */
  tiers(truth: Truth): Component[][] {
    const weigh = this.condition.direction === 'to' ? worthOf : audienceOf
    const tiers = new Map<number, Component[]>()
    for (const component of this.components) {
      if ((this.farEnds[component.index] as number) < truth) continue
      const weight = weigh(component)
      const tier = tiers.get(weight)
      if (tier === undefined) tiers.set(weight, [component])
      else tier.push(component)
    }
    return [...tiers.keys()].sort((one, other) => other - one).map((weight) => tiers.get(weight) as Component[])
  }

  /** Moves that lead on from a component, away from the far end. */
  onward(component: Component): readonly Move[] {
    return this.condition.direction === 'from' ? component.movesOut : component.movesIn
  }

  next(move: Move): Component {
    return this.condition.direction === 'from' ? move.to : move.from
  }
}

/** How wide the audience of a far end is; of as wide ones, those that it writes to itself come first. */
function audienceOf(component: Component): number {
  return reachOf(component) * audiences.length + audiences.indexOf(component.writtenBy)
}

interface Level {
  readonly truth: Truth
  /** A way in that does not begin at the component itself; -1 when there is none. */
  labelAt(component: Component): number
  /** True when some way leads there, whether it crossed a boundary already or not. */
  isReached(component: Component): boolean
  wayTo(component: Component): readonly Move[]
  ways(run: Run, askSource: AskSource): Ways
}

/**
 * Breadth-first over states (component, crossed a boundary yet?), two labels a state. A label knows its far end, the
 * label it came from and the move it came by. Linear in moves. No way leads on from `subject`.
 */
function walk(facts: StepFacts, truth: Truth, subject: Component | undefined): Level {
  const states = facts.components.length * 2
  const origin = new Int32Array(states * 2).fill(-1)
  const previous = new Int32Array(states * 2)
  const by = new Int32Array(states * 2)
  const queue: number[] = []

  const enter = (from: number, at: Component, source: number, crossed: number): void => {
    for (const move of facts.onward(at)) {
      if ((facts.steps[move.index] as number) < truth) continue
      const to = facts.next(move)
      if (to.index === source) continue
      const state = to.index * 2 + (crossed | (move.crosses === true ? 1 : 0))
      const label = freeLabel(origin, state, source)
      if (label < 0) continue
      origin[label] = source
      previous[label] = from
      by[label] = move.index
      queue.push(label)
    }
  }
  let head = 0
  for (const tier of facts.tiers(truth)) {
    for (const source of tier) enter(-1, source, source.index, 0)
    for (; head < queue.length; head += 1) {
      const label = queue[head] as number
      const state = label >> 1
      const at = facts.components[state >> 1] as Component
      if (at !== subject && (facts.through[at.index] as number) >= truth)
        enter(label, at, origin[label] as number, state & 1)
    }
  }
  let ways: Ways | undefined
  const level: Level = {
    truth,
    labelAt: (component) => bestLabel(origin, component.index, facts.condition.crossing),
    isReached: (component) => bestLabel(origin, component.index, false) >= 0,
    wayTo: (component) => wayBack(previous, by, bestLabel(origin, component.index, facts.condition.crossing), facts),
    ways: (run, askSource) => {
      ways ??= waysOf(facts, level, run, askSource)
      return ways
    },
  }
  return level
}

function freeLabel(origin: Int32Array, state: number, source: number): number {
  const first = origin[state * 2] as number
  if (first === -1) return state * 2
  if (first === source || origin[state * 2 + 1] !== -1) return -1
  return state * 2 + 1
}

function bestLabel(origin: Int32Array, index: number, crossing: boolean): number {
  const from = (index * 2 + (crossing ? 1 : 0)) * 2
  const to = (index * 2 + 1) * 2 + 1
  for (let label = from; label <= to; label += 1) {
    if (origin[label] !== -1 && origin[label] !== index) return label
  }
  return -1
}

function wayBack(previous: Int32Array, by: Int32Array, label: number, facts: StepFacts): Move[] {
  const moves: Move[] = []
  for (let at = label; at >= 0; at = previous[at] as number) moves.push(facts.moves[by[at] as number] as Move)
  return facts.condition.direction === 'from' ? moves.reverse() : moves
}

/** The ways of a level, for whoever asks what lies on them. */
function waysOf(facts: StepFacts, level: Level, run: Run, askSource: AskSource): Ways {
  const { condition } = facts
  const towards = condition.direction === 'from'
  return new Ways({
    system: run.facts.system,
    onward: (component) => facts.onward(component),
    back: (component) => (towards ? component.movesIn : component.movesOut),
    near: (move) => facts.next(move),
    far: (move) => (towards ? move.from : move.to),
    usable: (move) => (facts.steps[move.index] as number) >= level.truth,
    isSource: (component) => (facts.farEnds[component.index] as number) >= level.truth,
    handsOn: (component) => (facts.through[component.index] as number) >= level.truth && level.isReached(component),
    askSource,
  })
}
