import { addCatalog } from './catalog-command.ts'
import type { AddCommand } from './context.ts'
import { addCoverage } from './coverage-command.ts'
import { addExplain } from './explain-command.ts'
import { addIncidents } from './incidents-command.ts'
import { addPlan } from './plan-command.ts'
import { addRules } from './rules-command.ts'
import { addWhy } from './why-command.ts'

declare module '../load-extra.ts' {
  interface Extra {
    commands: readonly AddCommand[]
  }
}

/** All commands but `lint`, in the order of the help. A new one is a file, a word here and its name in `command-names.ts`. */
export const commands: readonly AddCommand[] = [
  addExplain,
  addWhy,
  addPlan,
  addIncidents,
  addCoverage,
  addRules,
  addCatalog,
]
