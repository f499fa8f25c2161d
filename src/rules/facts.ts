/** What is stated or follows about components, moves and data, as bits: rules compare masks, not words. */

import type { Component, DataItem, Move, System } from '../system/system.ts'
import {
  audiences,
  booleanFields,
  dataKinds,
  flowAuth,
  kinds,
  listFields,
  powers,
  referenceFields,
  scales,
  valueFields,
} from '../vocabulary.ts'

/** Where the values of a field stand. */
interface Field {
  /** Position of the bit that is set where the field has any value. */
  readonly known: number
  readonly values: ReadonlyMap<string, number>
}

/** The fields of one domain; a position is a bit of a mask of 32-bit words. */
export interface FactTable {
  readonly fields: ReadonlyMap<string, Field>
  /** Words of a mask. */
  readonly words: number
}

const yesOrNo = ['true', 'false']

/** Facts of components that controls can change, all in the first word of the mask. */
export const leftFields = ['powers', 'influenced-by', 'callable-by'] as const
export type LeftField = (typeof leftFields)[number]

/** Fields of components. Those that name owners or components are only known or not. */
export const componentTable = tableOf([
  ['powers', powers],
  ['influenced-by', audiences],
  ['callable-by', audiences],
  ['kind', kinds],
  ['trust', scales.trust ?? []],
  ['written-by', audiences],
  ...Object.entries(valueFields),
  ...Object.entries(listFields),
  ...booleanFields.map((field): [string, readonly string[]] => [field, yesOrNo]),
  ...referenceFields.map((field): [string, readonly string[]] => [field, []]),
  ['owner', []],
])

/** Fields of moves; only flows have the first four. */
export const moveTable = tableOf([
  ['auth', flowAuth],
  ['approval', scales.approval ?? []],
  ['encrypted', yesOrNo],
  ['automatic', yesOrNo],
  ['crosses', yesOrNo],
])

export const dataTable = tableOf([
  ['data-kind', dataKinds],
  ['classification', scales.classification ?? []],
  ['lifetime', scales.lifetime ?? []],
  ['personal', yesOrNo],
])

/** Every field that a fact can be about, by number. */
export const fieldNames: readonly string[] = [
  ...new Set([componentTable, moveTable, dataTable].flatMap(({ fields }) => [...fields.keys()])),
]

function tableOf(fields: readonly (readonly [string, readonly string[]])[]): FactTable {
  const table = new Map<string, Field>()
  let position = 0
  for (const [name, values] of fields) {
    const known = position++
    table.set(name, { known, values: new Map(values.map((value) => [value, position++])) })
  }
  return { fields: table, words: (position + 31) >> 5 }
}

/** The masks of all things of one domain, one after the other in the order of their indexes. */
export interface DomainMasks {
  readonly bits: Int32Array
  /** Words of one mask. */
  readonly words: number
  /** What holds of any of them. */
  readonly any: Int32Array
}

export interface FactMasks {
  readonly component: DomainMasks
  readonly move: DomainMasks
  readonly data: DomainMasks
}

export function factMasks({ components, moves, data }: System): FactMasks {
  return {
    component: masksOf(components, componentTable, writeComponent),
    move: masksOf(moves, moveTable, writeMove),
    data: masksOf([...data.values()], dataTable, writeData),
  }
}

function masksOf<Item>(
  items: readonly Item[],
  { words }: FactTable,
  write: (bits: Int32Array, start: number, item: Item) => void,
): DomainMasks {
  const bits = new Int32Array(items.length * words)
  const any = new Int32Array(words)
  for (const [index, item] of items.entries()) write(bits, index * words, item)
  for (let at = 0, word = 0; at < bits.length; at += 1, word = word + 1 === words ? 0 : word + 1)
    (any[word] as number) |= bits[at] as number
  return { bits, words, any }
}

function writeComponent(bits: Int32Array, start: number, component: Component): void {
  const { entry } = component
  for (const field in entry) set(bits, start, componentTable, field, entry[field])
  // What follows has the last word over what is stated.
  set(bits, start, componentTable, 'owner', component.owner)
  set(bits, start, componentTable, 'trust', component.zone?.entry.trust)
  set(bits, start, componentTable, 'written-by', component.writtenBy)
  for (const field of leftFields) set(bits, start, componentTable, field, drawn[field](component))
}

/** The facts that controls can change, without any. */
const drawn: Readonly<Record<LeftField, (component: Component) => unknown>> = {
  powers: (component) => component.powers,
  'influenced-by': (component) => component.influencedBy,
  'callable-by': (component) => component.callableBy,
}

function writeMove(bits: Int32Array, start: number, { flow, crosses }: Move): void {
  set(bits, start, moveTable, 'crosses', crosses)
  if (flow === undefined) return
  for (const field of ['auth', 'approval', 'encrypted', 'automatic'] as const)
    set(bits, start, moveTable, field, flow.entry[field])
}

function writeData(bits: Int32Array, start: number, { entry }: DataItem): void {
  set(bits, start, dataTable, 'data-kind', entry.kind)
  for (const field of ['classification', 'lifetime', 'personal'] as const)
    set(bits, start, dataTable, field, entry[field])
}

/** A mask of one word with the value of a field that controls can change. */
export function leftBits(field: LeftField, value: unknown): Int32Array {
  const bits = new Int32Array(1)
  set(bits, 0, componentTable, field, value)
  return bits
}

function set(bits: Int32Array, start: number, { fields }: FactTable, field: string, value: unknown): void {
  if (value === undefined) return
  const found = fields.get(field)
  if (found === undefined) return
  raise(bits, start, found.known)
  if (!Array.isArray(value)) raise(bits, start, found.values.get(String(value)))
  else for (const word of value) raise(bits, start, found.values.get(word))
}

function raise(bits: Int32Array, start: number, position: number | undefined): void {
  if (position !== undefined) (bits[start + (position >> 5)] as number) |= 1 << (position & 31)
}
