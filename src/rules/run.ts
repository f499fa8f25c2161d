import type { Component, DataItem, Flow, Move, System } from '../system/system.ts'
import { type Audience, payloadWords } from '../vocabulary.ts'
import { type FactMasks, factMasks } from './facts.ts'
import type { Node, Program } from './program.ts'
import type { Search } from './search.ts'
import type { Truth } from './truth.ts'
import type { Ways } from './ways.ts'

/** Components and flows that controls have taken out of the system, by index. */
export interface Cuts {
  readonly components: Uint8Array
  readonly flows: Uint8Array
}

/** What made a match: collected only for subjects that matched. */
export interface Evidence {
  /** Ways found, first the one that the first path condition found. */
  readonly paths: { readonly moves: readonly Move[]; readonly toSubject: boolean }[]
  /** Who stands behind the far end of a way: where the ways begin that make it one. */
  readonly feeders: Component[]
  readonly neighbours: { readonly component: Component; readonly incoming: boolean }[]
  readonly data: DataItem[]
  readonly powers: string[]
  readonly names: Map<string, string>
  /** Facts left out that the rule took as given, and those it would have to ask for. */
  readonly unknown: { readonly on: string; readonly field: string; readonly truth: Truth }[]
}

/** A system as rules are asked about it: as drawn, or without what some controls cut. */
export interface Run {
  readonly facts: SystemFacts
  readonly cuts: Cuts | undefined
  /** Influence on every component with what is left of the system; computed when first asked for. */
  influence: readonly Audience[] | undefined
  /** By component index: bits of the powers of the tools that are left; computed when first asked for. */
  toolPowers: Int32Array | undefined
  /** Tools that are left; as drawn they are the component's own. */
  readonly tools: Map<Component, readonly Component[]>
  /** Ways by which content of an audience gets about, by the audience's rank; found when first asked for. */
  readonly influenceWays: Map<number, Ways>
  /** What was found out so far, by program. */
  readonly answers: Map<Program, Answers>
}

/** What is known of the conditions of a program on a run. */
export interface Answers {
  readonly program: Program
  readonly run: Run
  /** The same of the system as drawn. */
  readonly drawn: Answers
  /** Searches made so far, by condition: a search answers for every subject at once. */
  readonly searches: Map<Node, Search>
  /** How sure the condition is of the item of that number. */
  truth(node: Node, item: number): Truth
  /** The numbers of all items of which the condition is not false, of the system as drawn. */
  matching(node: Node): number[]
  /** True where the condition holds of nothing, as far as that is seen without asking everything. */
  holdsNowhere(node: Node): boolean
  /** True where controls change nothing about the answers. */
  isAsDrawn(node: Node): boolean
}

/** A system, with what matching needs over and over. */
export interface SystemFacts {
  readonly system: System
  /** Payload words of each move, one bit a word. */
  readonly words: Int32Array
  readonly masks: FactMasks
  /** By flow index: the move of the flow as drawn. */
  readonly forward: readonly Move[]
  /** By index. */
  readonly data: readonly DataItem[]
  /** The system without cuts: what is found out about it is true for every rule. */
  readonly drawn: Run
}

const bitOfWord = new Map<string, number>(payloadWords.map((word, bit) => [word, 1 << bit]))

/** Bits for a list of payload words. */
export function wordMask(words: readonly string[]): number {
  let mask = 0
  for (const word of words) mask |= bitOfWord.get(word) ?? 0
  return mask
}

export function systemFacts(system: System): SystemFacts {
  const words = new Int32Array(system.moves.length)
  for (const move of system.moves) words[move.index] = wordMask(move.payload.words)
  const forward: Move[] = []
  for (const move of system.moves) if (move.flow !== undefined && !move.backward) forward[move.flow.index] = move
  const facts: { -readonly [Key in keyof SystemFacts]?: SystemFacts[Key] } = {
    system,
    words,
    masks: factMasks(system),
    forward,
    data: [...system.data.values()],
  }
  facts.drawn = runOf(facts as SystemFacts, undefined)
  return facts as SystemFacts
}

/** The system without what is cut. */
export function cutRun(facts: SystemFacts, cuts: Cuts): Run {
  return runOf(facts, cuts)
}

function runOf(facts: SystemFacts, cuts: Cuts | undefined): Run {
  const found = { tools: new Map(), influenceWays: new Map(), answers: new Map() }
  return { facts, cuts, influence: undefined, toolPowers: undefined, ...found }
}

export function newEvidence(): Evidence {
  return { paths: [], feeders: [], neighbours: [], data: [], powers: [], names: new Map(), unknown: [] }
}

/** True when a control took the component out. */
export function componentIsCut({ cuts }: Run, { index }: Component): boolean {
  return cuts !== undefined && cuts.components[index] === 1
}

/** True when a control took out the flow or what stands at one of its ends. */
export function flowIsCut({ cuts }: Run, flow: Flow): boolean {
  if (cuts === undefined) return false
  return cuts.flows[flow.index] === 1 || cuts.components[flow.from.index] === 1 || cuts.components[flow.to.index] === 1
}

/** True when the move cannot be made any more. */
export function moveIsCut({ cuts }: Run, move: Move): boolean {
  if (cuts === undefined) return false
  if (move.flow !== undefined && cuts.flows[move.flow.index] === 1) return true
  return cuts.components[move.from.index] === 1 || cuts.components[move.to.index] === 1
}
