/** Importing for tests: against the bundled catalog, with slips as `line:column message`. */

import { readFullCatalog } from '../../src/atlas/full.ts'
import { type Imported, importCatalog, type Remark } from '../../src/atlas/import/import.ts'
import { compiled } from './compiled.ts'

export const bundled = readFullCatalog(compiled.full)

/** The catalog in a text that must be readable. */
export function imported(text: string | Uint8Array, name = 'atlas.yaml'): Imported {
  const result = importCatalog(name, text, bundled)
  if ('problems' in result) throw new Error(result.problems.map(told).join('\n'))
  return result
}

/** What is wrong with a text that must not be readable. */
export function refused(text: string | Uint8Array, name = 'atlas.yaml'): string[] {
  const result = importCatalog(name, text, bundled)
  if (!('problems' in result)) throw new Error('it was read')
  return result.problems.map(told)
}

export function told({ at, message }: Remark): string {
  return `${at.line}:${at.column} ${message}`
}

/** What was repaired in a text. */
export function slips(text: string, name?: string): string[] {
  return imported(text, name).slips.map(told)
}
