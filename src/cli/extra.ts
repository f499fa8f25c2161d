/** Everything that is loaded only when it is needed: the entry of `dist/extra.cjs`. See `load-extra.ts`. */

import { installLayout } from '../diagram/load-layout.ts'
import { glob } from '../io-glob.ts'
import { writeAtomically } from '../io-write.ts'
import { type Extra, installExtra } from '../load-extra.ts'
import { schemaProblems } from '../manifest/schema-problems.ts'
import { chalkPaint } from '../report/chalk-paint.ts'
import { keepBy, keepingFor } from '../report/keeping.ts'
import { moreReporters } from '../report/more-reporters.ts'
import { packing } from '../report/packed.ts'
import { sarifPieces } from '../report/sarif.ts'
import { table } from '../report/table.ts'
import { installRecovery, type Recover } from '../source/lazy.ts'
import { recover } from '../source/recover.ts'
import * as catalogFile from './catalog-file.ts'
import * as catalogTools from './catalog-tools.ts'
import { changeFilter } from './changed-files.ts'
import { changedSince } from './changed-since.ts'
import * as commanderHelp from './commander-help.ts'
import { commands } from './commands.ts'
import { loadConfiguration } from './config-load.ts'
import { gatekeeper, refuseContradictions } from './gatekeeper.ts'
import { crewFor } from './jobs/crew.ts'
import { work } from './jobs/worker.ts'
import { manifestErrors } from './manifest-errors.ts'
import * as page from './page.ts'
import { progressOf } from './progress.ts'
import * as sharding from './shard.ts'
import { appendSummary } from './step-summary.ts'
import * as tools from './tools.ts'
import { readUserRules } from './user-rules.ts'

declare module '../load-extra.ts' {
  interface Extra {
    recover: Recover
    page: typeof page
  }
}

/** Each of these was declared by its module; one that is missing here does not compile. */
export const extra: Extra = {
  appendSummary,
  reporters: moreReporters,
  sarifPieces,
  catalogFile,
  catalogTools,
  chalkPaint,
  changeFilter,
  changedSince,
  commanderHelp,
  gatekeeper,
  glob,
  loadConfiguration,
  manifestErrors,
  packing,
  keepBy,
  keepingFor,
  crewFor,
  work,
  page,
  progressOf,
  recover,
  refuseContradictions,
  sharding,
  table,
  tools,
  commands,
  readUserRules,
  schemaProblems,
  writeAtomically,
}

installExtra(() => extra)
installRecovery(() => recover)
installLayout(async () => require('./layout.cjs') as typeof import('../diagram/layout.ts'))
