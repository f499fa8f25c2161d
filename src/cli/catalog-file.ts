/** Catalogs that the user names: opened, followed where the file only points to another, and everything said that has to be known. */

import { dirname, join } from 'node:path'
import type { Catalog } from '../atlas/catalog.ts'
import { findFiles, type Input, readInput } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import { count } from '../report/words.ts'
import type * as catalogTools from './catalog-tools.ts'
import { type Context, complain } from './context.ts'
import type { Prepared } from './engine.ts'
import { UsageError } from './usage-error.ts'

declare module '../load-extra.ts' {
  interface Extra {
    catalogTools: typeof catalogTools
    catalogFile: typeof import('./catalog-file.ts')
  }
}

/** Slips told one by one; of more, the number. */
const mostRemarks = 100
/** ATLAS has two pointers one after the other. */
const mostPointers = 3

export function loadCatalogTools(): typeof catalogTools {
  return loadExtra().catalogTools
}

/** A catalog in the place of the bundled one. */
export interface Chosen {
  /** As in messages. */
  readonly name: string
  readonly catalog: Catalog
}

export interface Opened extends catalogTools.Imported {
  readonly name: string
  readonly file: string
}

/** Reads a catalog file; what was repaired or left out goes to stderr. One that is no ATLAS data ends the run. */
export function openCatalog(path: string, context: Context): Opened {
  const tools = loadCatalogTools()
  const { input, file } = follow(path, context)
  const result = tools.importCatalog(input.name, input.bytes, tools.bundledCatalog(context.surroundings.data))
  const remarks = 'problems' in result ? result.problems : result.slips
  for (const { at, message } of remarks.slice(0, mostRemarks)) {
    complain(context.surroundings, `${input.name}:${at.line}:${at.column}: ${message}`)
  }
  const more = remarks.length - mostRemarks
  if (more > 0) complain(context.surroundings, `${input.name}: ${more} more of that kind`)
  if ('problems' in result) throw new UsageError(`${input.name} is no catalog that can be read`)
  for (const note of result.notes) complain(context.surroundings, `${input.name}: ${note}`)
  return { ...result, name: input.name, file }
}

/** The file, or the one that it points to. */
function follow(path: string, context: Context): { input: Input; file: string } {
  const tools = loadCatalogTools()
  let name = path
  for (let step = 0; step <= mostPointers; step++) {
    const { input, file } = readCatalogFile(name, context)
    const target = tools.pointerIn(input.bytes)
    if (target === undefined) return { input, file }
    if (!tools.isBelow(target))
      throw new UsageError(`${input.name} points to ${target}, which is not beside it: name that file`)
    name = join(dirname(file), target)
  }
  throw new UsageError(`${path} points to a file that points to a file, and so on: name the last one`)
}

function readCatalogFile(path: string, { surroundings: { cwd } }: Context): { input: Input; file: string } {
  const wanted = (name: string) => /\.(ya?ml|json)$/.test(name)
  const [found, second] = findFiles([path], { cwd, wanted, described: 'catalog (*.yaml, *.json)', allowEmpty: false })
  if (found === undefined || second !== undefined)
    throw new UsageError(`${path} is more than one file: name one catalog`)
  return { input: readInput(found, loadCatalogTools().maxCatalogSize), file: found.file }
}

/** The catalog of a release that the history has, or of a file. */
export function catalogNamed(word: string, context: Context): Catalog {
  if (!/^\d+(\.\d+)+$/.test(word)) return openCatalog(word, context).catalog
  const tools = loadCatalogTools()
  const bundled = tools.bundledCatalog(context.surroundings.data)
  if (word === bundled.release) return bundled
  if (bundled.releases.includes(word)) return tools.catalogAt(bundled, word)
  throw new UsageError(`no such release: ${word}; known are ${bundled.releases.join(', ')}, and files`)
}

/** Rules about techniques that the catalog does not have are skipped: which ones is said. */
export function tellSkipped({ name, catalog }: Chosen, { knowledge }: Prepared, { surroundings }: Context): void {
  const skipped = knowledge.rules.rules.filter(({ technique }) => !catalog.techniques.has(technique))
  if (skipped.length === 0) return
  const techniques = [...new Set(skipped.map(({ technique }) => technique))].sort()
  const what = count(skipped.length, 'rule')
  complain(surroundings, `${name}: ${what} skipped, as ATLAS ${catalog.release} does not have ${techniques.join(', ')}`)
}
