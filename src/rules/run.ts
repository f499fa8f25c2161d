import type { Component, DataItem, Flow, Move, System } from '../system/system.ts'
import { type Audience, payloadWords } from '../vocabulary.ts'
import type { FactMasks, FactTable } from './facts.ts'
import type { Search } from './search.ts'
import type { Truth } from './truth.ts'
import type { Support, Ways } from './ways.ts'

/** Components and flows that controls have taken out of the system, by index. */
export interface Cuts {
  readonly components: Uint8Array
  readonly flows: Uint8Array
}

/** What made a match: collected only for subjects that matched. */
export interface Evidence {
  /** Ways found, first the one that the first path condition found. */
  readonly paths: { readonly moves: readonly Move[]; readonly toSubject: boolean }[]
  readonly neighbours: { readonly component: Component; readonly incoming: boolean }[]
  readonly data: DataItem[]
  readonly powers: string[]
  readonly names: Map<string, string>
  /** Facts left out that the rule took as given, and those it would have to ask for. */
  readonly unknown: { readonly on: string; readonly field: string; readonly truth: Truth }[]
}

/** One condition with its answer, for `why`. */
export interface Trace {
  readonly label: string
  readonly truth: Truth
  readonly children: readonly Trace[]
}

/** The state of asking one rule, once without cuts and perhaps again with them. */
export interface Run {
  readonly facts: SystemFacts
  readonly cuts: Cuts | undefined
  /** Path searches made so far, by condition: a search answers for every subject at once. */
  readonly searches: Map<object, Search>
  /** Answers about the system as a whole, by condition. */
  readonly context: Map<object, Truth>
  /** Answers of shared definitions by component index, one more than the truth; 0: not asked yet. */
  readonly answers: Map<object, Uint8Array>
  /** Influence on every component with what is left of the system; computed when first asked for. */
  influence: readonly Audience[] | undefined
  /** Ways by which content of an audience gets about, by the audience's rank; found when first asked for. */
  readonly influenceWays: Map<number, Ways>
  evidence: Evidence | undefined
  support: Support | undefined
  /** Where `why` collects answers; children of the condition being asked. */
  trace: Trace[] | undefined
}

/** A system, with what matching needs over and over. */
export interface SystemFacts {
  readonly system: System
  /** Payload words of each move, one bit a word. */
  readonly words: Int32Array
  /** What holds around each component, by table of facts; found out when first asked. */
  readonly masks: Map<FactTable, FactMasks>
  /** By flow index: the move of the flow as drawn. */
  readonly forward: readonly Move[]
  /** What was found out about the system without cuts: true for every rule. */
  readonly memory: Memory
}

type Memory = Pick<Run, 'searches' | 'context' | 'answers'>

function newMemory(): Memory {
  return { searches: new Map(), context: new Map(), answers: new Map() }
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
  return {
    system,
    words,
    masks: new Map(),
    forward,
    memory: newMemory(),
  }
}

export function newRun(facts: SystemFacts, cuts?: Cuts): Run {
  const { searches, context, answers } = cuts === undefined ? facts.memory : newMemory()
  return {
    facts,
    cuts,
    searches,
    context,
    answers,
    influence: undefined,
    influenceWays: new Map(),
    evidence: undefined,
    support: undefined,
    trace: undefined,
  }
}

export function newEvidence(): Evidence {
  return { paths: [], neighbours: [], data: [], powers: [], names: new Map(), unknown: [] }
}

/** True when a control took the component out. */
export function componentIsCut(run: Run, component: Component): boolean {
  return run.cuts !== undefined && run.cuts.components[component.index] === 1
}

/** True when a control took out the flow or what stands at one of its ends. */
export function flowIsCut(run: Run, flow: Flow): boolean {
  const { cuts } = run
  if (cuts === undefined) return false
  return cuts.flows[flow.index] === 1 || cuts.components[flow.from.index] === 1 || cuts.components[flow.to.index] === 1
}

/** True when the move cannot be made any more. */
export function moveIsCut(run: Run, move: Move): boolean {
  const { cuts } = run
  if (cuts === undefined) return false
  if (move.flow !== undefined && cuts.flows[move.flow.index] === 1) return true
  return cuts.components[move.from.index] === 1 || cuts.components[move.to.index] === 1
}
