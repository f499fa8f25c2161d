/** Conditions on facts, answered by comparing bits. */

import type { DomainMasks } from './facts.ts'
import { absent, fact } from './operands.ts'
import { type Node, operand, type Program } from './program.ts'
import { CERTAIN, FALSE, type Truth } from './truth.ts'

/** The answer on a mask that begins at `start` of the bits. */
export function askFact(program: Program, node: Node, bits: Int32Array, start: number): Truth {
  if (!isKnown(program, node, bits, start)) return operand(program, node, fact.unknown) as Truth
  return holdsIn(program, node, bits, start) === (operand(program, node, fact.wanted) === 1) ? CERTAIN : FALSE
}

/** True where the fact is stated, or follows from what is. */
export function isKnown(program: Program, node: Node, bits: Int32Array, start: number): boolean {
  const known = operand(program, node, fact.known)
  return known === absent || ((bits[start + (known >> 5)] as number) & (1 << (known & 31))) !== 0
}

/** True where no item has what is asked for, and leaving it out says nothing either. */
export function factHoldsNowhere(program: Program, node: Node, { any }: DomainMasks): boolean {
  if (operand(program, node, fact.wanted) === 0 || operand(program, node, fact.unknown) !== FALSE) return false
  return !holdsIn(program, node, any, 0)
}

/** Writes the answers for all items, one cell each; the cells are zero before. The same as `askFact` of each, in tight loops. */
export function fillFact(program: Program, node: Node, masks: DomainMasks, cells: Uint8Array, first: number): void {
  const { bits, words } = masks
  if (operand(program, node, fact.every) === 1) {
    for (let cell = first, start = 0; start < bits.length; cell += 1, start += words)
      cells[cell] = askFact(program, node, bits, start)
    return
  }
  const count = operand(program, node, fact.count)
  for (let pair = 0; pair < count; pair += 1) {
    const mask = operand(program, node, fact.pairs + pair * 2 + 1)
    for (let cell = first, at = operand(program, node, fact.pairs + pair * 2); at < bits.length; cell += 1, at += words)
      if (((bits[at] as number) & mask) !== 0) cells[cell] = CERTAIN
  }
  const known = operand(program, node, fact.known)
  if (known !== absent || operand(program, node, fact.wanted) === 0) settleFact(program, node, masks, cells, first)
}

/** From whether the words are there to the answer. */
function settleFact(
  program: Program,
  node: Node,
  { bits, words }: DomainMasks,
  cells: Uint8Array,
  first: number,
): void {
  const known = operand(program, node, fact.known)
  const unknown = operand(program, node, fact.unknown)
  const found = operand(program, node, fact.wanted) === 1 ? CERTAIN : FALSE
  const mask = known === absent ? 0 : 1 << (known & 31)
  for (let cell = first, at = known >> 5; cell - first < bits.length / words; cell += 1, at += words) {
    if (mask !== 0 && ((bits[at] as number) & mask) === 0) cells[cell] = unknown
    else cells[cell] = cells[cell] === CERTAIN ? found : CERTAIN - found
  }
}

function holdsIn(program: Program, node: Node, bits: Int32Array, start: number): boolean {
  const every = operand(program, node, fact.every) === 1
  const count = operand(program, node, fact.count)
  for (let pair = 0; pair < count; pair += 1) {
    const word = operand(program, node, fact.pairs + pair * 2)
    const wanted = operand(program, node, fact.pairs + pair * 2 + 1)
    const found = (bits[start + word] as number) & wanted
    if (every ? found !== wanted : found !== 0) return !every
  }
  return every
}
