/** Going through a value that may have any shape: what is not there, or is not what it should be, is passed over. */

import type { Path } from '../finding.ts'

/** A route with `*` for every key of a map and every index of a list. */
export type Pattern = readonly string[]

/** Values here come from outside: their keys are never looked up on a prototype. */
export function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

/** Keys and values of a map, or nothing. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isMap(value) ? Object.entries(value) : []
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Calls `see` with every text that the pattern leads to. */
export function eachText(
  value: unknown,
  pattern: Pattern,
  see: (text: string, path: Path) => void,
  path: Path = [],
): void {
  const [step, ...rest] = pattern
  if (step === undefined) {
    if (typeof value === 'string') see(value, path)
  } else if (step !== '*') eachText(field(value, step), rest, see, [...path, step])
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) eachText(item, rest, see, [...path, index])
  else for (const [key, item] of entriesOf(value)) eachText(item, rest, see, [...path, key])
}
