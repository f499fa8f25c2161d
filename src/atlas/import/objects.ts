/** The parts of an object that all formats write alike, but for the spelling of the keys. */

import { type Maturity, maturities } from '../catalog.ts'
import { at, choiceAt, dateAt, isMap, quote, type Slips, type Spot, textAt } from './reading.ts'

/** Keys that changed their names. */
export interface Spelling {
  readonly attack: string
  readonly created: string
  readonly modified: string
}

export const idPatterns = {
  tactic: /^AML\.TA\d{4}$/,
  technique: /^AML\.T\d{4}(\.\d{3})?$/,
  mitigation: /^AML\.M\d{4}$/,
  'case study': /^AML\.CS\d{4}$/,
} as const
export type Kind = keyof typeof idPatterns

export const granularities = { year: 'YEAR', month: 'MONTH', date: 'DATE', day: 'DATE' } as const
export const studyTypes = { incident: 'incident', exercise: 'exercise' } as const
const maturityWords = Object.fromEntries(maturities.map((word) => [word, word])) as Record<string, Maturity>

/** The id if it is one of this kind; else the object cannot be used. */
export function idOf(id: unknown, kind: Kind, spot: Spot, slips: Slips): string | undefined {
  if (typeof id === 'string' && idPatterns[kind].test(id)) return id
  const what = id === undefined || id === null ? `a ${kind} without id` : `${quote(id)} is no id of a ${kind}`
  slips.push({ path: spot.path, message: `${what}: left out` })
  return undefined
}

export function nameOf(id: string, spot: Spot, slips: Slips): string {
  const name = textAt(spot, 'name', slips)
  if (name !== undefined) return name.replace(/\s+/g, ' ')
  slips.push({ path: spot.path, message: `${id} has no name: its id stands for it` })
  return id
}

export function datesOf(spot: Spot, { attack, created, modified }: Spelling, slips: Slips) {
  return {
    attack: attackOf(spot, attack, slips),
    created: dateAt(spot, created, slips),
    modified: dateAt(spot, modified, slips),
  }
}

export function maturityOf(spot: Spot, slips: Slips): Maturity | undefined {
  return choiceAt(spot, 'maturity', maturityWords, slips)
}

/** The ATT&CK id. Where its own link leads elsewhere, that is said: the id is taken all the same. */
function attackOf(spot: Spot, key: string, slips: Slips): string | undefined {
  const reference = at(spot, key)
  if (!isMap(reference.value)) return undefined
  const id = textAt(reference, 'id', slips)
  if (id === undefined) return undefined
  if (!/^(TA|T|M)\d{4}(\.\d{3})?$/.test(id)) {
    slips.push({ path: reference.path, message: `${quote(id)} is no id of ATT&CK: left out` })
    return undefined
  }
  const linked = /\/((?:TA|T|M)\d{4})(?:\/(\d{3}))?\/?$/.exec(textAt(reference, 'url', slips) ?? '')
  const link = linked?.[1] === undefined ? id : [linked[1], linked[2]].filter((part) => part !== undefined).join('.')
  if (link !== id) slips.push({ path: reference.path, message: `ATT&CK ${id} has a link to ${link}: ${id} is taken` })
  return id
}

/** `AML.T0051` for `AML.T0051.001`. */
export function parentId(id: string): string | undefined {
  return /^(AML\.T\d{4})\.\d{3}$/.exec(id)?.[1]
}
