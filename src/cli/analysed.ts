/** What the commands that look at one system share: reading its manifest, and analysing it. */

import { dirname, resolve } from 'node:path'
import type { Exposure } from '../analysis/exposure.ts'
import { type AnalysisInput, analyse } from '../analysis/exposures.ts'
import { withFix } from '../finding.ts'
import { displayName, type Found, findFiles, type Input, isManifestName, readInput, readStream } from '../io.ts'
import type { Knowledge } from '../lint.ts'
import { decideBy } from '../manifest/decided.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { readManifest } from '../manifest/read-manifest.ts'
import { knownIds } from '../rules/known-ids.ts'
import { readSource } from '../source/reader.ts'
import type { Source } from '../source/source.ts'
import { buildSystem } from '../system/build-system.ts'
import type { ConfigOptions } from './config-options.ts'
import { Configurations } from './configured.ts'
import { type Context, complain } from './context.ts'
import { openDecisions } from './decisions-files.ts'
import { ruleFilesAt } from './rule-files.ts'
import { UsageError } from './usage-error.ts'

/** A manifest that is not valid: what is wrong has been said, and nothing can be judged. */
export class InvalidManifest extends Error {
  readonly endsRunWith = 1
}

export interface Analysed {
  readonly name: string
  readonly manifest: Manifest
  readonly input: AnalysisInput
  readonly exposures: readonly Exposure[]
}

const maxManifestSize = 1_048_576

/** Manifests below these paths; without any, those that the configuration names, else those below this folder. */
export function manifestsAt(paths: readonly string[], context: Context, options: ConfigOptions = {}): Found[] {
  const configured = paths.length === 0 ? new Configurations(options, context).of(context.surroundings.cwd) : undefined
  const named = configured?.manifests(false)
  if (named !== undefined) return named
  return findFiles(paths.length === 0 ? ['.'] : paths, {
    cwd: context.surroundings.cwd,
    wanted: isManifestName,
    described: 'manifest (ai-system.yaml, *.ai-system.yaml)',
    allowEmpty: false,
  })
}

/** The one manifest that a command speaks of; `-` is standard input. */
export async function oneManifest(
  path: string | undefined,
  context: Context,
  options: ConfigOptions = {},
): Promise<Input> {
  if (path === '-') return readStream(context.surroundings.stdin, '<stdin>', maxManifestSize)
  const [first, second] = manifestsAt(path === undefined ? [] : [path], context, options)
  if (first === undefined || second !== undefined) throw new UsageError('there are several manifests: name one')
  return readInput(first, maxManifestSize)
}

/** The folder whose configuration a manifest has. */
export function folderOfInput({ file }: Input, { surroundings: { cwd } }: Context): string {
  return file === undefined ? cwd : dirname(file)
}

/** Every file that a command about one manifest reads. */
export function filesBehind(input: Input, options: ReadOptions, context: Context): Found[] {
  const { cwd } = context.surroundings
  const configured = new Configurations(options, context).of(folderOfInput(input, context))
  const named = [options.catalog ?? configured?.catalog?.value, options.decisions ?? configured?.decisions?.value]
  return [
    ...(input.file === undefined ? [] : [{ name: input.name, file: input.file }]),
    ...(configured === undefined ? [] : [...configured.files, ...configured.ruleFiles]),
    ...ruleFilesAt(options.rules ?? [], context).found,
    ...named.flatMap((path) =>
      path === undefined ? [] : [{ name: displayName(path, cwd), file: resolve(cwd, path) }],
    ),
  ]
}

interface ReadOptions extends ConfigOptions {
  readonly catalog?: string
  readonly decisions?: string
  readonly rules?: readonly string[]
}

/** Reads a manifest that has to be valid; else says everything that is wrong with it. */
export function validManifest(input: Input, knowledge: Knowledge, context: Context): Manifest {
  const { source, problems } = readSource(input.name, input.bytes)
  const read = readManifest(source, knowledge.manifestSchema, knownIds(knowledge.catalog))
  const all = [...problems, ...read.problems]
  for (const problem of all) complain(context.surroundings, `${where(source, problem.place)}: ${withFix(problem)}`)
  if (all.length > 0 || read.manifest === undefined) throw new InvalidManifest(`${input.name} is not valid`)
  return read.manifest
}

function where(source: Source, place: Parameters<Source['span']>[0]): string {
  const { line, column } = source.span(place)
  return `${source.name}:${line}:${column}`
}

/** A manifest with everything that the rules say of it, and with the decisions of its decisions file. */
export function analysed(
  input: Input,
  knowledge: Knowledge,
  now: string,
  context: Context,
  options: DecidedOptions = {},
): Analysed {
  const manifest = validManifest(input, knowledge, context)
  return { name: input.name, ...analysedManifest(manifest, knowledge, now, filedDecisions(input, options, context)) }
}

export interface DecidedOptions extends ConfigOptions {
  readonly decisions?: string
}

/** Adds the decisions of the file that `--decisions` or the configuration names. */
export function filedDecisions(
  input: Input,
  options: DecidedOptions,
  context: Context,
): (manifest: Manifest) => Manifest {
  const configured = new Configurations(options, context).of(folderOfInput(input, context))
  const path = options.decisions ?? configured?.decisions?.value
  if (path === undefined) return (manifest) => manifest
  const { decisions } = openDecisions(displayName(path, context.surroundings.cwd), context)
  const decide = decideBy({ fileOf: () => decisions })
  return (manifest) => decide(input.name, manifest).manifest
}

/** The same for a manifest that is not a file: one with a control more or less. */
export function analysedManifest(
  manifest: Manifest,
  knowledge: Knowledge,
  now: string,
  decided: (manifest: Manifest) => Manifest = (written) => written,
): Omit<Analysed, 'name'> {
  const input = {
    system: buildSystem(decided(manifest)),
    catalog: knowledge.catalog,
    rules: knowledge.rules.rules,
    now,
  }
  return { manifest, input, exposures: analyse(input).exposures }
}
