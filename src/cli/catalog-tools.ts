/** The work behind `catalog` and `--catalog`; in the second bundle. */

import { join } from 'node:path'
import { type CatalogDiff, diffCatalogs } from '../atlas/diff.ts'
import { type FullCatalog, readFullCatalog } from '../atlas/full.ts'
import { catalogAt } from '../atlas/history.ts'
import { type Imported, importCatalog, maxCatalogSize, type Refused } from '../atlas/import/import.ts'
import { isBelow, pointerIn } from '../atlas/import/pointer.ts'
import { type Impact, impactOf, retiredIn, withSuccessors } from '../explain/catalog-impact.ts'
import { catalogText, summarizeCatalog, techniqueCells, techniqueRows } from '../explain/catalog-text.ts'
import { diffText } from '../explain/diff-text.ts'
import { readText } from '../io.ts'
import type { Knowledge } from '../lint.ts'

/** The bundled catalog with all its details; `folder` holds the compiled data. */
export function bundledCatalog(folder: string): FullCatalog {
  return readFullCatalog(JSON.parse(readText(join(folder, 'catalog-full.json'))))
}

/** All details of the catalog in force: one that was chosen has them, of the bundled one they lie in a file. */
export function fullCatalog(folder: string, { catalog }: Pick<Knowledge, 'catalog'>): FullCatalog {
  return 'releases' in catalog ? (catalog as FullCatalog) : bundledCatalog(folder)
}

export type { CatalogDiff, Impact, Imported, Refused }
export {
  catalogAt,
  catalogText,
  diffCatalogs,
  diffText,
  impactOf,
  importCatalog,
  isBelow,
  maxCatalogSize,
  pointerIn,
  retiredIn,
  summarizeCatalog,
  techniqueCells,
  techniqueRows,
  withSuccessors,
}
