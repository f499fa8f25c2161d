/** Which report goes where. */

import { basename, dirname, join, resolve } from 'node:path'
import { type Found, isFolder, isManifestName, isThere, realPathIfThere } from '../io.ts'
import { loadFormats } from '../load-extra.ts'
import { baselineName } from '../report/baseline-name.ts'
import { wantsColor, wantsUnicode } from '../report/color.ts'
import type { Report } from '../report/report.ts'
import type { ReporterOptions } from '../report/reporter.ts'
import { piecesOf } from '../report/reporters.ts'
import { configName } from './config-find.ts'
import type { GlobalOptions } from './context.ts'
import type { Target } from './parsers.ts'
import { placedBelow } from './placed.ts'
import type { Surroundings } from './surroundings.ts'
import { UsageError } from './usage-error.ts'

/** What says how reports look. */
export interface LookOptions extends GlobalOptions {
  readonly maxDetails?: number
  readonly showAccepted?: boolean
  /** A file; true: the build server's; false: none. */
  readonly summary?: string | boolean
  readonly pathBase?: string
  readonly sarifSuppressed?: boolean
  readonly sarifLineHash?: boolean
  /** Sees what is written. */
  readonly tap?: Tap
}

/** The pieces of a report on their way to its file or to stdout. */
export type Tap = (target: Pick<Target, 'file'>, pieces: Iterable<string>) => Iterable<string>

/** Where the Markdown for people goes: the file named, or the one that GitHub gives to a step. */
export function summaryFile({ summary }: LookOptions, { env }: Surroundings): string | undefined {
  if (summary === false) return undefined
  const file = typeof summary === 'string' ? summary : env.GITHUB_STEP_SUMMARY || undefined
  if (summary === true && file === undefined)
    throw new UsageError('--summary needs a file here: GITHUB_STEP_SUMMARY is not set')
  return file
}

/** Refuses, before anything is read or written, two reports in one place, a report over an input, and one in a folder that is not there. */
export function checkTargets(
  targets: readonly Pick<Target, 'file'>[],
  options: LookOptions,
  inputs: readonly Found[],
  surroundings: Surroundings,
): void {
  const { cwd } = surroundings
  refuseMissingBase(options, cwd)
  const places = new Set<string>()
  for (const { file } of [...targets, ...summaryTarget(options, surroundings)]) {
    const place = file === undefined ? 'stdout' : placeOf(resolve(cwd, file))
    if (places.has(place))
      throw new UsageError(`two reports go to ${file ?? 'stdout'}: write one to a file (-f json=report.json)`)
    places.add(place)
    if (file === undefined) continue
    refuseOverwriting(file, inputs, 'report', cwd)
    refuseNowhere(resolve(cwd, file))
  }
}

/** The summary must not overwrite anything, either. */
function summaryTarget(options: LookOptions, surroundings: Surroundings): { file: string }[] {
  const file = summaryFile(options, surroundings)
  return file === undefined ? [] : [{ file }]
}

/** No file lies below a folder that is not there: each would keep its name, and nobody would know why. */
function refuseMissingBase({ pathBase }: LookOptions, cwd: string): void {
  if (pathBase !== undefined && !isFolder(resolve(cwd, pathBase)))
    throw new UsageError(`--path-base ${pathBase} is no folder`)
}

function refuseNowhere(path: string): void {
  const folder = dirname(path)
  if (isFolder(folder)) return
  const reason = isThere(folder) ? 'part of its path is not a folder' : 'no such file or folder'
  throw new UsageError(`cannot write ${path}: ${reason}`)
}

/** Where a file lies or would lie, with links followed. */
function placeOf(path: string): string {
  return realPathIfThere(path) ?? join(realPathIfThere(dirname(path)) ?? dirname(path), basename(path))
}

/** Refuses to write over what this run reads, and over what by its name is kept by people or by the program. */
export function refuseOverwriting(file: string, inputs: readonly Found[], what: string, cwd: string): void {
  const path = resolve(cwd, file)
  const place = placeOf(path)
  const input = inputAt(place, inputs)
  if (input) throw new UsageError(`the ${what} would overwrite its input ${input.name}`)
  if (realPathIfThere(path) === undefined) return
  const name = basename(place)
  if (isManifestName(name) || name === configName || name === baselineName)
    throw new UsageError(`the ${what} would overwrite ${file}: give it another name`)
}

/** Names are compared first: to ask the file system for each of thousands takes longer than to lint some. */
function inputAt(file: string, inputs: readonly Found[]): Found | undefined {
  return inputs.find((found) => basename(found.file) === basename(file) && placeOf(found.file) === file)
}

/** Files first: when one cannot be written, stdout does not claim success. */
export async function writeReports(
  report: Report,
  targets: readonly Target[],
  options: LookOptions,
  surroundings: Surroundings,
): Promise<void> {
  const pieces = async (target: Target): Promise<Iterable<string>> => {
    const made = await rendered(target, report, reporterOptions(target, options, surroundings))
    return options.tap?.(target, made) ?? made
  }
  for (const target of targets)
    if (target.file !== undefined)
      loadFormats().writeAtomically(resolve(surroundings.cwd, target.file), await pieces(target))
  const file = summaryFile(options, surroundings)
  if (file !== undefined)
    loadFormats().appendSummary(report, file, surroundings.cwd, reporterOptions({ file }, options, surroundings))
  for (const target of targets)
    if (target.file === undefined) for (const piece of await pieces(target)) surroundings.stdout.write(piece)
}

/** Most formats are made in one piece, and a string has an end. */
async function rendered({ format }: Target, report: Report, options: ReporterOptions): Promise<Iterable<string>> {
  try {
    return await piecesOf(format, report, options)
  } catch (error) {
    if (!(error instanceof RangeError && error.message === 'Invalid string length')) throw error
    throw new UsageError(`the report is too long for ${format}: split the run with --shard, or write json or compact`)
  }
}

/** A file is not a terminal: it gets plain ASCII, whatever the flags say. */
export function reporterOptions(
  { file }: Pick<Target, 'file'>,
  { color, quiet, maxDetails, showAccepted, pathBase, sarifSuppressed, sarifLineHash }: LookOptions,
  { cwd, env, stdout }: Surroundings,
): ReporterOptions {
  const isTerminal = file === undefined && (stdout.isTTY ?? false)
  return {
    color: file === undefined && wantsColor(color, env, isTerminal),
    unicode: wantsUnicode(env, isTerminal),
    width: (isTerminal && stdout.columns) || 80,
    quiet: quiet ?? false,
    ...(maxDetails === undefined ? {} : { maxDetails }),
    showAccepted: showAccepted ?? false,
    placed: memoized(() => placedBelow(pathBase, cwd)),
    suppressed: sarifSuppressed ?? false,
    lineHash: sarifLineHash ?? false,
  }
}

/** Makes the function when it is first called. */
function memoized(make: () => (file: string) => string): (file: string) => string {
  let made: ReturnType<typeof make> | undefined
  return (file) => {
    made ??= make()
    return made(file)
  }
}
