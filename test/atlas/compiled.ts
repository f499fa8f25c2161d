/** The catalog, compiled from the YAML files as they are now, without a build. */

import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Parsed files of atlas-data/catalog; tests break them on purpose, hence the loose type. */
// biome-ignore lint/suspicious/noExplicitAny: deliberately broken in tests
export type Sources = any

interface Compiled {
  readonly slim: unknown
  readonly full: unknown
}

interface Compiler {
  readSources(root: string): Sources
  compileSources(sources: Sources): Compiled
  compileCatalog(root: string): Compiled
}

interface Refresher {
  catalogFiles(facts: unknown): Readonly<Record<string, string>>
}

// The scripts are plain JavaScript: a path in a variable keeps the type checker from following it.
const compilerPath = '../../scripts/compile-catalog.mjs'
const refresherPath = '../../scripts/refresh-catalog.mjs'
export const { readSources, compileSources, compileCatalog }: Compiler = await import(compilerPath)
export const { catalogFiles }: Refresher = await import(refresherPath)

export const compiled = compileSources(readSources(root))
