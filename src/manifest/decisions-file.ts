/** A file of decisions beside the manifests, so that others than those who write the manifests can answer for it. */

import type { Path, Problem } from '../finding.ts'
import { mistakes, type SchemaValidator, type SchemaWording, schemaProblem, suggester } from '../source/schema.ts'
import type { Source } from '../source/source.ts'
import { openDecisions } from './check-structure.ts'
import { isDate } from './dates.ts'
import type { DecisionEntry } from './manifest.ts'
import { plainTarget } from './names.ts'
import { eachText } from './walk.ts'
import { manifestWording } from './wording.ts'

/** A decision with the system that it is about: `system.name` of a manifest. */
export interface FiledDecision extends DecisionEntry {
  readonly system: string
}

/** A decisions file that is valid. */
export interface DecisionsFile {
  readonly source: Source
  readonly decisions: readonly FiledDecision[]
}

export interface DecisionsResult {
  /** Undefined where anything is wrong with the file. */
  readonly file?: DecisionsFile
  /** In the order of the text. */
  readonly problems: readonly Problem[]
}

/**
 * Reads the value of a source as a decisions file. What it names (systems, techniques, targets, owners) is held against each manifest
 * later, by the check `unresolved-decision`.
 */
export function readDecisionsFile(source: Source, validator: SchemaValidator): DecisionsResult {
  const { value } = source
  if (value === undefined) return { problems: [] }
  const isValid = validator.check(value)
  const errors = isValid
    ? []
    : mistakes(validator.errors(value)).filter(({ schemaPath }) => !/\/then\//.test(schemaPath))
  const wording = wordingFor(source)
  const problems = [
    ...errors.map((error) => schemaProblem(error, value, wording)),
    ...openDecisions(value),
    ...(isValid ? datesThatAreNone(value) : []),
  ]
  if (problems.length > 0) return { problems: inOrder(problems, source) }
  const { decisions } = value as { decisions: readonly FiledDecision[] }
  return { file: { source, decisions: decisions.map(withPlainTarget) }, problems }
}

/** The decision with `a -> b` for a flow, however it is spaced. */
export function withPlainTarget<Decision extends DecisionEntry>(decision: Decision): Decision {
  return decision.on === undefined ? decision : { ...decision, on: plainTarget(decision.on) }
}

function wordingFor(source: Source): SchemaWording {
  const wording = manifestWording(suggester(), source)
  return {
    ...wording,
    entity: ([section, index]: Path) =>
      section === 'decisions' && index !== undefined
        ? { name: `decision ${Number(index) + 1}`, depth: 2 }
        : { name: 'the decisions file', depth: 0 },
  }
}

function datesThatAreNone(value: unknown): Problem[] {
  const problems: Problem[] = []
  for (const key of ['decided', 'expires', 'due']) {
    eachText(value, ['decisions', '*', key], (text, path) => {
      if (isDate(text)) return
      const message = `there is no day '${text}'`
      problems.push({ code: 'no-such-date', message, fix: 'write a day of the calendar', place: { path: path() } })
    })
  }
  return problems
}

function inOrder(problems: readonly Problem[], source: Source): Problem[] {
  const placed = problems.map((problem) => ({ problem, span: source.span(problem.place) }))
  placed.sort((one, other) => one.span.line - other.span.line || one.span.column - other.span.column)
  return placed.map(({ problem }) => problem)
}
