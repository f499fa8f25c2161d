/** The shape of the examples of a rule: what stands in their systems is read when they are run. */

import type { Path } from '../finding.ts'
import { asRecord, type Report, unknownKey } from './rule-fields.ts'

const exampleKeys = ['title', 'system', 'fires-on', 'near-misses']
const missKeys = ['title', 'set', 'without']

/** Reports what is no example, and rules that have none of what they need. */
export function checkExamples(examples: unknown, at: Path, report: Report): void {
  if (examples === undefined) return
  if (!Array.isArray(examples) || examples.length === 0) {
    report(at, 'rule-examples', 'A rule needs an example on which it fires.')
    return
  }
  let misses = 0
  for (const [index, example] of examples.entries()) misses += checkExample(example, [...at, index], report)
  if (misses === 0)
    report(
      at,
      'rule-examples',
      'A rule needs a near miss: the same system with one fact changed, on which it must not fire.',
    )
}

/** The number of its near misses. */
function checkExample(value: unknown, at: Path, report: Report): number {
  const example = asRecord(value) ?? {}
  checkKeys(example, exampleKeys, at, report)
  const { title, system, 'fires-on': fires, 'near-misses': misses = [] } = example
  if (!isText(title) || asRecord(system) === undefined || !isTexts(fires))
    report(at, 'rule-examples', 'An example has `title`, `system` and `fires-on`.')
  else if (!isOptional(asRecord, asRecord(system)?.system))
    report([...at, 'system', 'system'], 'rule-examples', '`system` of a snippet is a mapping.')
  if (!Array.isArray(misses)) {
    report([...at, 'near-misses'], 'rule-examples', '`near-misses` must be a list.')
    return 0
  }
  for (const [index, miss] of misses.entries()) checkMiss(miss, [...at, 'near-misses', index], report)
  return misses.length
}

function checkMiss(value: unknown, at: Path, report: Report): void {
  const miss = asRecord(value) ?? {}
  checkKeys(miss, missKeys, at, report)
  const { title, set, without } = miss
  if (!isText(title) || !isOptional(asRecord, set) || !isOptional(isTexts, without) || (set ?? without) === undefined)
    report(at, 'rule-examples', 'A near miss has `title`, and `set` (a mapping) or `without` (a list of names).')
}

function checkKeys(entry: object, known: readonly string[], at: Path, report: Report): void {
  for (const key of Object.keys(entry)) if (!known.includes(key)) unknownKey([...at, key], key, known, report)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** A list that names nothing is none. */
function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isText)
}

function isOptional(is: (value: unknown) => unknown, value: unknown): boolean {
  return value === undefined || Boolean(is(value))
}
