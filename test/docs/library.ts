/** What the build made, as the pages get it. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocsLibrary, sources } from '../../src/docs/library.ts'

export const root = join(import.meta.dirname, '../..')

const bytes = (name: keyof typeof sources): Buffer => readFileSync(join(root, 'dist', sources[name]))

export const library = readDocsLibrary({
  catalog: bytes('catalog'),
  index: bytes('index'),
  code: bytes('code'),
  lines: bytes('lines'),
  examples: bytes('examples'),
  texts: bytes('texts'),
})
