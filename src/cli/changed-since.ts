import type { Catalog } from '../atlas/catalog.ts'
import { changedSince as changes } from '../atlas/diff.ts'
import { fullCatalog } from './catalog-tools.ts'

declare module '../load-extra.ts' {
  interface Extra {
    changedSince(folder: string, catalog: Catalog, release: string): ReadonlySet<string> | undefined
  }
}

/** Techniques added or changed after a release, by the history of the catalog in force; undefined where it does not know the release. */
export function changedSince(folder: string, catalog: Catalog, release: string): ReadonlySet<string> | undefined {
  return changes(fullCatalog(folder, { catalog }), release)
}
