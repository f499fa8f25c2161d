/** What a run was told, as keys: two runs with the same key, over the same manifests, say the same. */

import { createHash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import type { Catalog } from '../../atlas/catalog.ts'
import { type Found, isThere, realPath } from '../../io.ts'
import { listOwn } from '../../io-private.ts'
import { showsDetails } from '../../report/reporters.ts'
import { version } from '../../version.ts'
import { loadCatalogTools } from '../catalog-file.ts'
import { repositoryOf } from '../config-find.ts'
import { reporterOptions } from '../outputs.ts'
import { readSharedFile } from '../rule-files.ts'
import type { CacheRequest } from './request.ts'

/** Options that only say how a report looks, what of it fails a run, or how it is made: a manifest is judged the same. */
const notJudging: ReadonlySet<string> = new Set([
  ...['format', 'maxDetails', 'color', 'quiet', 'debug', 'showAccepted', 'summary', 'pathBase'],
  ...['sarifSuppressed', 'sarifLineHash', 'failOn', 'strict', 'exitZero', 'shard', 'allowEmpty'],
  ...['changedSince', 'baseline', 'updateBaseline', 'prune', 'cache', 'jobs', 'now'],
])

/** Options that change nothing in a report; the day counts by itself. Every other one counts, so that a new one cannot be forgotten. */
const silent: ReadonlySet<string> = new Set(['cache', 'debug', 'jobs', 'now'])

export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex')
}

/** What every manifest is judged by: the program with its data, the day, rules, configurations, decisions, catalog. */
export function judgingKey(request: CacheRequest): string {
  return hashOf(...common(request), JSON.stringify([hasDetails(request), chosen(request, notJudging)]))
}

/** The same with everything that the report as text depends on, but for the manifests. */
export function runKey(request: CacheRequest): string {
  const { paths, targets, options, context, found, all } = request
  const { surroundings } = context
  const { cwd } = surroundings
  const places = paths.map((path) => [path, isThere(resolve(cwd, path)) ? realPath(resolve(cwd, path)) : ''])
  const shown = targets.map((target) => [
    target.format,
    target.file ?? null,
    reporterOptions(target, options, surroundings),
  ])
  // A shard tells which run it is of; the manifests that it judges are looked at anyway.
  const names = all === found ? [] : all.map(({ name }) => name)
  const text = JSON.stringify([places, realPath(cwd), repositoryOf(cwd) ?? '', shown, names])
  return hashOf(...common(request), JSON.stringify(chosen(request, silent)), text)
}

/** Which manifest, and which configuration it falls under. */
export function placeOf({ name, file }: Found, { run }: CacheRequest): string {
  return `${name}\0${file}\0${run.configuredOf(name)?.file ?? ''}\0`
}

/** Some formats show more of a manifest than the others. */
function hasDetails({ targets }: CacheRequest): boolean {
  return targets.some(({ format }) => showsDetails.has(format))
}

function common(request: CacheRequest): (string | Uint8Array)[] {
  const { context, now, shared, catalog, run } = request
  const { data } = context.surroundings
  const files = shared.flatMap((found) => [JSON.stringify([found.name, found.file]), readSharedFile(found).bytes])
  return [
    version,
    programOf(data, hasDetails(request) ? none : elsewhere),
    now,
    run.catalog === undefined ? '' : catalogText(catalog, data),
    ...files,
  ]
}

/** What only details need: words and examples of other commands, and what draws pictures. Every other file of the program counts. */
const elsewhere: ReadonlySet<string> = new Set(['layout.cjs', 'texts.json', 'templates.json', 'rule-examples.json'])

const none: ReadonlySet<string> = new Set()

/** The bundles and the compiled data: of two builds with one version number, too, each has results of its own. */
function programOf(data: string, without: ReadonlySet<string>): string {
  const parts = listOwn(data)
    .filter(({ name }) => /\.(cjs|jsonl?|bin)$/.test(name) && !without.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ name }) => [name, readSharedFile({ name, file: join(data, name) }).bytes])
  return hashOf(...parts)
}

/** A catalog file may only point to another, so what was read counts. */
function catalogText(catalog: Catalog, data: string): string {
  const plain = (_: string, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value)
  return JSON.stringify([catalog, loadCatalogTools().fullCatalog(data, { catalog })], plain)
}

function chosen({ options }: CacheRequest, without: ReadonlySet<string>): [string, unknown][] {
  return Object.entries(options)
    .filter(([name]) => !without.has(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

/** The folder that a manifest's evidence is looked for from. */
export function evidencePlace(file: string, reference: string): string {
  return resolve(dirname(file), reference)
}
