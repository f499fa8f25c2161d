/** Looks into a file that may hold anything: what does not fit is noted with its place, and left out. */

import type { Path } from '../../finding.ts'

/** Something in a file that was repaired or left out. */
export interface Slip {
  readonly path: Path
  readonly message: string
}
export type Slips = Slip[]

/** A value and the way to it. */
export interface Spot {
  readonly value: unknown
  readonly path: Path
}

export type Map = Readonly<Record<string, unknown>>

export function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function at({ value, path }: Spot, key: string | number): Spot {
  const inner = isMap(value) || Array.isArray(value) ? (value as Map)[key] : undefined
  return { value: inner, path: [...path, key] }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}

/** The items of a list; an absent one has none. */
export function listAt(spot: Spot, key: string, slips: Slips): Spot[] {
  const { value, path } = at(spot, key)
  if (Array.isArray(value)) return value.map((item, index) => ({ value: item, path: [...path, index] }))
  if (!isAbsent(value)) slips.push({ path, message: `'${key}' is not a list: left out` })
  return []
}

/** The entries of a map; an absent one has none. */
export function entriesAt(spot: Spot, key: string, slips: Slips): { key: string; spot: Spot }[] {
  const { value, path } = at(spot, key)
  if (isMap(value)) return Object.keys(value).map((inner) => ({ key: inner, spot: at({ value, path }, inner) }))
  if (!isAbsent(value)) slips.push({ path, message: `'${key}' does not hold keys and values: left out` })
  return []
}

/** Text without the white space around it; undefined where there is none. */
export function textAt(spot: Spot, key: string, slips: Slips): string | undefined {
  const { value, path } = at(spot, key)
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  if (!isAbsent(value) && value !== '') slips.push({ path, message: `'${key}' is not text: left out` })
  return undefined
}

/** Words of a list, or the only one. What is no word is given to `stranger`. */
export function wordsAt(spot: Spot, key: string, slips: Slips, stranger?: (item: Spot) => boolean): string[] {
  const { value } = at(spot, key)
  if (typeof value === 'string') return [value]
  return listAt(spot, key, slips).flatMap((item) => {
    if (typeof item.value === 'string') return [item.value]
    if (!stranger?.(item)) slips.push({ path: item.path, message: `an entry of '${key}' is not text: left out` })
    return []
  })
}

/** A word of a closed list, in any case; undefined where it is absent or another. */
export function choiceAt<Word extends string>(
  spot: Spot,
  key: string,
  words: Readonly<Record<string, Word>>,
  slips: Slips,
): Word | undefined {
  const text = textAt(spot, key, slips)
  if (text === undefined) return undefined
  const word = Object.hasOwn(words, text.toLowerCase()) ? words[text.toLowerCase()] : undefined
  if (word === undefined)
    slips.push({ path: at(spot, key).path, message: `'${key}' cannot be ${quote(text)}: left out` })
  return word
}

export function dateAt(spot: Spot, key: string, slips: Slips): string | undefined {
  const text = textAt(spot, key, slips)
  if (text === undefined || /^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  slips.push({ path: at(spot, key).path, message: `'${key}' is no date: ${quote(text)} left out` })
  return undefined
}

/** A word of the file in a message: one line, not too long. */
export function quote(word: unknown): string {
  const text = (typeof word === 'object' ? 'something that is no text' : String(word)).replace(/\s+/g, ' ')
  return `'${text.length > 60 ? `${text.slice(0, 59)}…` : text}'`
}
