import { addAccept } from './accept-command.ts'
import { addCatalog } from './catalog-command.ts'
import { addCompletion } from './completion/completion-command.ts'
import { addConfig } from './config-command.ts'
import type { AddCommand } from './context.ts'
import { addCoverage } from './coverage-command.ts'
import { addExplain } from './explain-command.ts'
import { addGraph } from './graph-command.ts'
import { addExamples } from './help-examples.ts'
import { addIncidents } from './incidents-command.ts'
import { addInit } from './init/init-command.ts'
import { addMerge } from './merge-command.ts'
import { addPlan } from './plan-command.ts'
import { addPortfolio } from './portfolio-command.ts'
import { addRules } from './rules-command.ts'
import { addWhy } from './why-command.ts'

declare module '../load-extra.ts' {
  interface Extra {
    commands: readonly AddCommand[]
  }
}

/** All commands but `lint`, in the order of the help. A new one is a file, a word here and its name in `command-names.ts`. */
export const commands: readonly AddCommand[] = [
  addInit,
  addExplain,
  addWhy,
  addPlan,
  addIncidents,
  addCoverage,
  addGraph,
  addMerge,
  addPortfolio,
  addAccept,
  addRules,
  addCatalog,
  addConfig,
  addCompletion,
  addExamples,
]
