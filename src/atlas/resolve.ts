/** What an id that somebody wrote stands for: found, retired with its successor, or unknown with the ids that come near. */

import type { Catalog, Mitigation, Technique } from './catalog.ts'

export interface Found<Value> {
  readonly status: 'found'
  readonly value: Value
}

export interface RetiredTechnique {
  readonly status: 'retired'
  readonly id: string
  readonly name: string
  /** The last release that had it. */
  readonly after: string
  /** What stands for it now (undefined: nothing does). */
  readonly successor: Technique | undefined
}

export interface Unknown {
  readonly status: 'unknown'
  readonly id: string
  /** Ids that may have been meant, likeliest first; empty when none comes near. */
  readonly nearest: readonly string[]
}

const mostSuggestions = 3

/** Ids that differ by more changes than this were not meant. */
const mostChanges = 2

export function resolveTechnique(catalog: Catalog, id: string): Found<Technique> | RetiredTechnique | Unknown {
  const value = catalog.techniques.get(id)
  if (value !== undefined) return { status: 'found', value }
  const retired = catalog.retired.get(id)
  if (retired === undefined) return { status: 'unknown', id, nearest: nearestIds(id, [...catalog.techniques.keys()]) }
  const { name, after, successor } = retired
  return { status: 'retired', id, name, after, successor: catalog.techniques.get(successor ?? '') }
}

export function resolveMitigation(catalog: Catalog, id: string): Found<Mitigation> | Unknown {
  const value = catalog.mitigations.get(id)
  if (value !== undefined) return { status: 'found', value }
  return { status: 'unknown', id, nearest: nearestIds(id, [...catalog.mitigations.keys()]) }
}

/** The known ids that a written one may have meant: itself spelled well, then the parent of a sub-technique, then by likeness. */
export function nearestIds(written: string, known: readonly string[]): readonly string[] {
  const id = wellSpelled(written)
  if (known.includes(id)) return [id]
  const parent = id.replace(/\.\d*$/, '')
  const rank = (candidate: string) => {
    if (candidate === parent) return 0
    // Each character too many or too few is a change, and a hostile text may have a hundred thousand.
    const atLeast = Math.abs(candidate.length - id.length)
    return atLeast > mostChanges ? atLeast : changesBetween(id, candidate)
  }
  return known
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .filter((entry) => entry.rank <= mostChanges)
    .sort((one, other) => one.rank - other.rank || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, mostSuggestions)
    .map((entry) => entry.candidate)
}

/** `t0051.1`, `AML-T0051` and ` aml.t0051 ` as ATLAS would write them. */
function wellSpelled(written: string): string {
  const parts = /^\s*(?:AML[.\-_ ]?)?(TA|T|M)(\d{1,4})(?:[./](\d{1,3}))?\s*$/i.exec(written)
  if (parts === null) return written.trim().toUpperCase()
  const [, letter = '', number = '', sub] = parts
  const base = `AML.${letter.toUpperCase()}${number.padStart(4, '0')}`
  return sub === undefined ? base : `${base}.${sub.padStart(3, '0')}`
}

/** Edit distance: insertions, removals and replacements of one character. */
function changesBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let left = 1; left <= one.length; left++) {
    const next = [left]
    for (let right = 1; right <= other.length; right++) {
      const replaced = (row[right - 1] ?? 0) + (one[left - 1] === other[right - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[right] ?? 0) + 1, (next[right - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
