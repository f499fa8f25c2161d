import type { Problem } from '../finding.ts'
import type { Manifest } from './manifest.ts'

/** Every exposure lists the controls that stand in its way, so what a report says grows with components times places. */
const mostPairs = 100_000

/** More than can be judged and told, although no list alone is too long. */
export function tooMuch({ components, controls = {} }: Manifest): Problem[] {
  const number = Object.keys(components).length
  let places = 0
  for (const { on } of Object.values(controls)) places += on.length
  if (number * places <= mostPairs) return []
  const message = `${number} components with controls on ${places} places are too much: at most ${mostPairs} pairs are judged`
  const fix = "let a control stand on a zone or on '*', or split the system in two"
  return [{ code: 'too-many', message, fix, place: { path: ['controls'], part: 'key' } }]
}
