/** The decisions files of a run, read and checked; and what stood in them and in the manifests at another commit. */

import { check } from '../../dist/generated/decisions-check.js'
import { errors } from '../../dist/generated/decisions-errors.js'
import { withFix } from '../finding.ts'
import { displayName, type Found, findFiles, readInput } from '../io.ts'
import { looseDecisions } from '../manifest/decided.ts'
import { type DecisionsFile, type DecisionsResult, readDecisionsFile } from '../manifest/decisions-file.ts'
import type { DecisionEntry } from '../manifest/manifest.ts'
import { field } from '../manifest/walk.ts'
import { readSource } from '../source/reader.ts'
import type { Source } from '../source/source.ts'
import { type Context, complain } from './context.ts'
import { filesAtRef } from './files-at-ref.ts'
import { UsageError } from './usage-error.ts'

const maxSize = 4_194_304

/** A decisions file with the manifests that it is for. */
export interface OpenDecisions {
  /** Absolute. */
  readonly path: string
  readonly decisions: DecisionsFile
}

/** Reads a decisions file; what is wrong with it is said, and ends the run: a decision that is misread may hide a risk. */
export function openDecisions(path: string, context: Context): OpenDecisions {
  const { cwd } = context.surroundings
  const wanted = (name: string) => /\.ya?ml$/.test(name)
  const [found, second] = findFiles([path], { cwd, wanted, described: 'decisions file (*.yaml)', allowEmpty: false })
  if (found === undefined || second !== undefined)
    throw new UsageError(`${path} is more than one file: name one decisions file`)
  const { bytes } = readInput(found, maxSize)
  const { source, result } = readDecisions(displayName(found.file, cwd), bytes)
  for (const problem of result.problems) {
    const { line, column } = source.span(problem.place)
    complain(context.surroundings, `${source.name}:${line}:${column}: ${withFix(problem)}`)
  }
  if (result.file === undefined) throw new UsageError('the decisions file is not valid: nothing was judged')
  return { path: found.file, decisions: result.file }
}

/** Bytes to decisions, or to all that is wrong with them. */
export function readDecisions(name: string, bytes: Uint8Array | string): { source: Source; result: DecisionsResult } {
  const { source, problems } = readSource(name, bytes, { maxBytes: maxSize })
  const result = problems.length > 0 ? { problems } : readDecisionsFile(source, { check, errors })
  return { source, result }
}

/** Decisions by the name of the input and of the system. */
export type Standing = (name: string, system: string) => readonly DecisionEntry[]

/**
 * The decisions that stand at a ref. Those of a decisions file count for the system by the name that its manifest has there, so that a
 * change of the name brings no other system's decisions; one that is new counts by the name that it has now.
 */
export function standingAt(
  ref: string,
  manifests: readonly Found[],
  fileOf: (name: string) => OpenDecisions | undefined,
  cwd: string,
): { standing: Standing; then: (file: string) => Uint8Array | undefined } {
  const files = manifests.flatMap(({ name, file }) => [
    file,
    ...[fileOf(name)?.path].filter((path) => path !== undefined),
  ])
  const then = filesAtRef(ref, [...new Set(files)], cwd)
  const pathOf = new Map(manifests.map(({ name, file }) => [name, file]))
  const filed = new Map<string, ReturnType<typeof looseDecisions>>()
  const filedThen = (path: string) => {
    const known = filed.get(path) ?? looseDecisions(documentIn(then(path)))
    filed.set(path, known)
    return known
  }
  const standing: Standing = (name, system) => {
    const path = pathOf.get(name)
    const before = path === undefined ? undefined : documentIn(then(path))
    const nameThen = field(field(before, 'system'), 'name') ?? system
    const file = fileOf(name)
    const own = looseDecisions(before)
    const others = file === undefined ? [] : filedThen(file.path).filter((decision) => decision.system === nameThen)
    return [...own, ...others.map(({ system: _, ...entry }) => entry)]
  }
  return { standing, then }
}

/** The system that a manifest says it is about; undefined where that cannot be told. */
export function systemNameIn(bytes: Uint8Array): string | undefined {
  const name = field(field(documentIn(bytes), 'system'), 'name')
  return typeof name === 'string' ? name : undefined
}

function documentIn(bytes: Uint8Array | undefined): unknown {
  return bytes === undefined ? undefined : readSource('', bytes, { maxBytes: maxSize }).source.value
}
