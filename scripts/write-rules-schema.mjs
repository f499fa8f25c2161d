/** Writes `schemas/rules.schema.json` from the vocabulary; a test fails when the file is stale. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importTypeScript } from './bundle.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { rulesSchema } = await importTypeScript(join(root, 'src/rules/rules-schema.ts'))
writeFileSync(join(root, 'schemas/rules.schema.json'), `${JSON.stringify(rulesSchema(), undefined, 2)}\n`)
