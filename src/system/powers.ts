import { strongComponents } from './strong-components.ts'
import type { Component } from './system.ts'
import { callsTool } from './tools.ts'

/** What something can do, in the order in which it is listed; the same words as `can` in the schema. */
export const powerWords: readonly string[] = [
  'read-data',
  'write-data',
  'delete-data',
  'send-messages',
  'browse-web',
  'run-code',
  'call-apis',
  'spend-money',
  'use-computer',
  'manage-identity',
  'change-config',
  'install-packages',
  'deploy-agents',
  'control-device',
]

const bitOfPower: ReadonlyMap<string, number> = new Map(powerWords.map((word, position) => [word, 1 << position]))

/** Set when a `can` is stated, so that "can do nothing" differs from "nobody said". */
const stated = 1 << powerWords.length

/**
 * By component index: its own powers and those of its tools; undefined where neither it nor any of them states `can`.
 * Powers are bits and go from callee to caller over the condensed call graph: one look at every call, however deep.
 */
export function buildPowers(components: readonly Component[]): (readonly string[] | undefined)[] {
  const calls = components.map(({ flowsOut }) => flowsOut.filter(callsTool).map(({ to }) => to.index))
  const group = strongComponents(components.length, (node) => calls[node] ?? [])
  const bits = new Int32Array(components.length)
  const groupOf = (index: number): number => group[index] as number
  for (const { index, entry } of [...components].sort((one, other) => groupOf(one.index) - groupOf(other.index))) {
    let mask = (bits[groupOf(index)] as number) | ownBits(entry.can)
    // A callee in another group is finished; one in the same group adds to the same slot.
    for (const callee of calls[index] ?? []) mask |= bits[groupOf(callee)] as number
    bits[groupOf(index)] = mask
  }
  const lists = new Map<number, readonly string[] | undefined>([[0, undefined]])
  return components.map(({ index }) => {
    const mask = bits[groupOf(index)] as number
    if (!lists.has(mask)) lists.set(mask, listOf(mask))
    return lists.get(mask)
  })
}

function ownBits(can: readonly string[] | undefined): number {
  if (can === undefined) return 0
  return can.reduce((mask, word) => mask | (bitOfPower.get(word) ?? 0), stated)
}

function listOf(mask: number): readonly string[] {
  return powerWords.filter((_, position) => mask & (1 << position))
}
