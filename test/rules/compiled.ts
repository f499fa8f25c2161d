/** The bundled rules as the build left them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CompiledFiles, readCompiledRules } from '../../src/rules/compiled-rules.ts'

const dist = join(import.meta.dirname, '../../dist')

export const compiledFiles: CompiledFiles = {
  index: readFileSync(join(dist, 'rules.json')),
  code: readFileSync(join(dist, 'rules.bin')),
  lines: () => readFileSync(join(dist, 'rules.jsonl')),
}

export const compiledRules = readCompiledRules(compiledFiles)
