/** What the build made, as the pages get it. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocsLibrary, sources } from '../../src/docs/library.ts'

export const root = join(import.meta.dirname, '../..')

const text = (name: string): string => readFileSync(join(root, 'dist', name), 'utf8')

export const library = readDocsLibrary({
  catalog: text(sources.catalog),
  rules: text(sources.rules),
  examples: text(sources.examples),
  texts: text(sources.texts),
})
