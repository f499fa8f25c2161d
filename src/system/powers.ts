import { powers as powerWords } from '../vocabulary.ts'
import { strongComponents } from './strong-components.ts'
import type { Component, Flow } from './system.ts'

const bitOfPower: ReadonlyMap<string, number> = new Map(powerWords.map((word, position) => [word, 1 << position]))

/** Set when a `can` is stated, so that "can do nothing" differs from "nobody said". */
const stated = 1 << powerWords.length

/** By component index: its own powers and those of its tools; undefined where neither it nor any of them states `can`. */
export function buildPowers(components: readonly Component[]): (readonly string[] | undefined)[] {
  const ofTools = toolPowers(components)
  const lists = new Map<number, readonly string[] | undefined>([[0, undefined]])
  return components.map(({ index, entry }) => {
    const bits = (ofTools[index] as number) | ownBits(entry.can)
    if (!lists.has(bits)) lists.set(bits, listOf(bits))
    return lists.get(bits)
  })
}

/**
 * By component index: bits of the powers of its tools; none is its own tool. They go from callee to caller over the condensed graph of the
 * calls that still count: one look at every call, however deep.
 */
export function toolPowers(components: readonly Component[], usable: (flow: Flow) => boolean = () => true): Int32Array {
  const calls = components.map(({ toolCalls }) => toolCalls.filter(usable).map(({ to }) => to.index))
  const group = strongComponents(components.length, (node) => calls[node] ?? [])
  const groupOf = (index: number): number => group[index] as number
  // By group: what some member can do, what more than one can, and what lies beyond it.
  const [some, several, beyond] = [0, 0, 0].map(() => new Int32Array(components.length)) as [Bits, Bits, Bits]
  for (const { index, entry } of [...components].sort((one, other) => groupOf(one.index) - groupOf(other.index))) {
    const at = groupOf(index)
    const own = ownBits(entry.can)
    ;(several[at] as number) |= (some[at] as number) & own
    ;(some[at] as number) |= own
    for (const callee of calls[index] ?? []) {
      const other = groupOf(callee)
      // Another group is finished.
      if (other !== at) (beyond[at] as number) |= (some[other] as number) | (beyond[other] as number)
    }
  }
  return Int32Array.from(components, ({ index, entry }) => {
    const at = groupOf(index)
    const ofOthers = (several[at] as number) | ((some[at] as number) & ~ownBits(entry.can))
    return ofOthers | (beyond[at] as number)
  })
}

type Bits = Int32Array

/**
 * The powers that are left to a component of which these tools had powers, and these still have. A manifest often repeats at the agent what
 * its tools can do, so a power of its own goes with the last tool that has it.
 */
export function powersWith({ entry }: Component, drawn: number, left: number): readonly string[] {
  return listOf(left | (ownBits(entry.can) & ~drawn))
}

function ownBits(can: readonly string[] | undefined): number {
  if (can === undefined) return 0
  return can.reduce((mask, word) => mask | (bitOfPower.get(word) ?? 0), stated)
}

function listOf(mask: number): readonly string[] {
  return powerWords.filter((_, position) => mask & (1 << position))
}
