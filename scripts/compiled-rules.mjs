/** The bundled rules as the build left them, for `readCompiledRules`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export function compiledRules(root) {
  const read = (name) => readFileSync(join(root, 'dist', name))
  return { index: read('rules.json'), code: read('rules.bin'), lines: () => read('rules.jsonl') }
}
