/**
 * What holds where, as bits: rules name the facts they cannot do without (`RuleNeeds`), and most are ruled out by them on most
 * subjects before anything is compiled.
 */

import type { Component, DataItem, Move, System } from '../system/system.ts'
import { booleanFields, listFields, valueFields } from '../vocabulary.ts'

/** Where a fact has to hold, seen from the subject: on itself, on what is one step away, or anywhere in the system. */
export const places = [
  'anywhere',
  'self',
  'holds',
  'passes',
  'in',
  'out',
  'caller',
  'callee',
  'tool',
  'host',
  'hosted',
] as const
export type Place = (typeof places)[number]

const fields: readonly string[] = [...Object.keys(valueFields), ...Object.keys(listFields), ...booleanFields]

/** Facts that rules need, each with a position; a place is a stretch of `words` words of 32 bits. */
export interface FactTable {
  readonly facts: readonly string[]
  readonly words: number
  /** Position of a fact, by field and value. */
  readonly positions: ReadonlyMap<string, ReadonlyMap<string, number>>
}

export function factTable(facts: readonly string[]): FactTable {
  const positions = new Map<string, Map<string, number>>()
  for (const [position, fact] of facts.entries()) {
    const split = fact.indexOf('=')
    const field = fact.slice(0, split)
    const values = positions.get(field) ?? new Map<string, number>()
    positions.set(field, values.set(fact.slice(split + 1), position))
  }
  return { facts, words: (facts.length + 31) >> 5, positions }
}

/** Alternatives, one of which must hold: a word of a mask and the bits wanted in it, then the next. */
export type Clause = readonly number[]

/** The clause for facts at their places, each as position and place. */
export function clauseOf({ words }: FactTable, wanted: Iterable<readonly [Place, number]>): Clause {
  const bits = new Map<number, number>()
  for (const [place, position] of wanted) {
    const word = places.indexOf(place) * words + (position >> 5)
    bits.set(word, (bits.get(word) ?? 0) | (1 << (position & 31)))
  }
  return [...bits].flat()
}

/** True when of every clause something holds in the mask. */
export function meets(mask: Int32Array, clauses: readonly Clause[]): boolean {
  for (const clause of clauses) {
    let held = 0
    for (let at = 0; at < clause.length; at += 2)
      held |= (mask[clause[at] as number] as number) & (clause[at + 1] as number)
    if (held === 0) return false
  }
  return true
}

/** What holds at each place: around each component, by index; around any of them; and for the system as a whole. */
export interface FactMasks {
  readonly around: readonly Int32Array[]
  readonly aroundAny: Int32Array
  readonly system: Int32Array
}

export function factMasks(system: System, table: FactTable): FactMasks {
  const { words } = table
  const reader = new FactReader(table)
  const own = system.components.map((component) => reader.ofComponent(component))
  const moved = system.moves.map((move) => reader.ofMove(move))
  const data = new Map([...system.data.values()].map((item) => [item, reader.ofData(item)]))
  const anywhere = new Int32Array(words * places.length)
  for (const masks of [own, moved, data.values()]) for (const mask of masks) add(anywhere, 0, mask)
  const around = system.components.map((component) => {
    const mask = new Int32Array(words * places.length)
    mask.set(anywhere)
    const put = (place: Place, source: Int32Array): void => add(mask, places.indexOf(place) * words, source)
    const ofOther = (other: Component): Int32Array => own[other.index] as Int32Array
    const ofMove = (move: Move): Int32Array => moved[move.index] as Int32Array
    put('self', ofOther(component))
    for (const item of component.holds) put('holds', data.get(item) as Int32Array)
    for (const item of component.passes) put('passes', data.get(item) as Int32Array)
    for (const move of component.movesIn) {
      if (move.kind === 'hosted-on') continue
      for (const source of [ofMove(move), ofOther(move.from)]) put('in', source)
      if (move.flow !== undefined && !move.backward)
        for (const source of [ofMove(move), ofOther(move.from)]) put('caller', source)
    }
    for (const move of component.movesOut) {
      if (move.kind === 'hosted-on') continue
      for (const source of [ofMove(move), ofOther(move.to)]) put('out', source)
      if (move.flow !== undefined && !move.backward)
        for (const source of [ofMove(move), ofOther(move.to)]) put('callee', source)
    }
    for (const tool of component.tools) put('tool', ofOther(tool))
    for (let { host } = component; host !== undefined; host = host.host) put('host', ofOther(host))
    for (const hosted of component.hosted) put('hosted', ofOther(hosted))
    return mask
  })
  const aroundAny = new Int32Array(words * places.length)
  for (const mask of around) add(aroundAny, 0, mask)
  return { around, aroundAny, system: anywhere }
}

function add(mask: Int32Array, offset: number, source: Int32Array): void {
  for (let word = 0; word < source.length; word += 1) (mask[offset + word] as number) |= source[word] as number
}

/** What is stated or follows about one thing, as bits of a table. */
class FactReader {
  readonly #table: FactTable

  constructor(table: FactTable) {
    this.#table = table
  }

  ofComponent(component: Component): Int32Array {
    const mask = new Int32Array(this.#table.words)
    this.#set(mask, 'kind', component.kind)
    this.#set(mask, 'written-by', component.writtenBy)
    this.#set(mask, 'influenced-by', component.influencedBy)
    this.#set(mask, 'callable-by', component.callableBy)
    this.#set(mask, 'trust', component.zone?.entry.trust)
    this.#set(mask, 'powers', component.powers)
    for (const field of fields) this.#set(mask, field, component.entry[field])
    return mask
  }

  ofMove({ payload, crosses, flow }: Move): Int32Array {
    const mask = new Int32Array(this.#table.words)
    this.#set(mask, 'word', payload.words)
    this.#set(mask, 'crosses', crosses)
    for (const item of payload.data) add(mask, 0, this.ofData(item))
    if (flow === undefined) return mask
    this.#set(mask, 'flow-auth', flow.entry.auth)
    for (const field of ['approval', 'encrypted', 'automatic'] as const) this.#set(mask, field, flow.entry[field])
    return mask
  }

  ofData({ entry }: DataItem): Int32Array {
    const mask = new Int32Array(this.#table.words)
    this.#set(mask, 'data-kind', entry.kind)
    for (const field of ['classification', 'lifetime', 'personal'] as const) this.#set(mask, field, entry[field])
    return mask
  }

  #set(mask: Int32Array, field: string, value: unknown): void {
    if (value === undefined) return
    const positions = this.#table.positions.get(field)
    if (positions === undefined) return
    for (const word of Array.isArray(value) ? value : [value]) {
      const position = positions.get(String(word))
      if (position !== undefined) (mask[position >> 5] as number) |= 1 << (position & 31)
    }
  }
}
