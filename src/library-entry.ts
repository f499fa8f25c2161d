/** The entry of `dist/index.mjs`, which `import 'atlaslint'` loads: everything in one file, nothing loaded later. */

import { fileURLToPath } from 'node:url'
import { changedSince } from './cli/changed-since.ts'
import { manifestErrors } from './cli/manifest-errors.ts'
import { readUserRules } from './cli/user-rules.ts'
import { type Knowledge, type KnowledgeOptions, knowledgeFrom } from './library/api.ts'
import { type Extra, installExtra } from './load-extra.ts'
import { schemaProblems } from './manifest/schema-problems.ts'
import { moreReporters } from './report/more-reporters.ts'
import { installRecovery } from './source/lazy.ts'
import { recover } from './source/recover.ts'

/** Of what is rare, the library needs what reads and writes; commands, colour and patterns belong to the command line. */
const extra = {
  changedSince,
  manifestErrors,
  readUserRules,
  reporters: moreReporters,
  schemaProblems,
} satisfies Partial<Extra>

installExtra(() => extra as Partial<Extra> as Extra)
installRecovery(() => recover)

export { exitCode, formats, KnowledgeError, lint, render, version } from './library/api.ts'

/** The catalog and rules that lie beside this file. */
export function loadKnowledge(options?: KnowledgeOptions): Knowledge {
  return knowledgeFrom(fileURLToPath(new URL('.', import.meta.url)), options)
}
