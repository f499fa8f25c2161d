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

/** Calls `see` with every text that the pattern leads to, and with what tells the way there: it is asked for in few places. */
export function eachText(value: unknown, pattern: Pattern, see: (text: string, path: () => Path) => void): void {
  const path: (string | number)[] = []
  const told = () => [...path]
  const visit = (inner: unknown): void => {
    const step = pattern[path.length]
    if (step === undefined) {
      if (typeof inner === 'string') see(inner, told)
    } else if (step !== '*') enter(step, field(inner, step))
    else if (Array.isArray(inner)) for (let index = 0; index < inner.length; index++) enter(index, inner[index])
    else if (isMap(inner)) for (const key of Object.keys(inner)) enter(key, inner[key])
  }
  const enter = (step: string | number, inner: unknown): void => {
    if (inner === undefined) return
    path.push(step)
    visit(inner)
    path.pop()
  }
  visit(value)
}
