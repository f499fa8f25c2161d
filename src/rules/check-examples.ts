/** The shape of the examples of a rule: what stands in their systems is read when they are run. */

import type { Path } from '../finding.ts'
import type { Report } from './rule-fields.ts'

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
function checkExample(example: unknown, at: Path, report: Report): number {
  const { title, system, 'fires-on': fires, 'near-misses': misses = [] } = isMap(example) ? example : {}
  if (!isOptionalText(title) || !isMap(system) || !isTexts(fires) || fires.length === 0)
    report(at, 'rule-examples', 'An example has `title`, `system` and `fires-on`.')
  else if (!isOptional(isMap, system.system))
    report([...at, 'system', 'system'], 'rule-examples', '`system` of a snippet is a mapping.')
  if (!Array.isArray(misses)) {
    report([...at, 'near-misses'], 'rule-examples', '`near-misses` must be a list.')
    return 0
  }
  for (const [index, miss] of misses.entries()) checkMiss(miss, [...at, 'near-misses', index], report)
  return misses.length
}

function checkMiss(miss: unknown, at: Path, report: Report): void {
  if (!isMap(miss) || !isOptionalText(miss.title) || !isOptional(isMap, miss.set) || !isOptional(isTexts, miss.without))
    report(at, 'rule-examples', 'A near miss has `title`, and `set` (a mapping) or `without` (a list of names).')
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

const isOptional = (is: (value: unknown) => boolean, value: unknown): boolean => value === undefined || is(value)
const isOptionalText = (value: unknown): boolean => value === undefined || typeof value === 'string'
