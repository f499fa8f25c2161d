/** Options and steps that the commands about one system share. */

import type { Command } from 'commander'
import type { Input } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import { type Chosen, chosenCatalog, tellSkipped } from './catalog-file.ts'
import { type Context, complain } from './context.ts'
import type { Prepared } from './engine.ts'
import { addText, day } from './parsers.ts'
import { ruleFilesAt } from './rule-files.ts'
import { today } from './today.ts'
import type * as tools from './tools.ts'
import { UsageError } from './usage-error.ts'

declare module '../load-extra.ts' {
  interface Extra {
    tools: typeof tools
  }
}

export interface SharedOptions {
  readonly rules?: readonly string[]
  readonly catalog?: string
  readonly now?: string
  readonly json?: boolean
}

/** Adds `--rules`, `--catalog`, `--now` and `--json`. */
export function addSharedOptions(command: Command): Command {
  return command
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--catalog <file>', 'another ATLAS catalog: a file of ATLAS data, or what catalog import wrote')
    .option('--now <date>', 'date that expiry is held against, YYYY-MM-DD (default: today, UTC)', day)
    .option('--json', 'as JSON')
}

/** The catalog and the rules in force; a broken rule file ends the run, with everything that is wrong said. */
export function prepared(ruleFiles: readonly Input[], context: Context, chosen?: Chosen): Prepared {
  const result = context.engine.prepare(context.surroundings.data, ruleFiles, chosen?.catalog)
  for (const { file, line, column, message, fix } of result.problems) {
    complain(context.surroundings, `${file}:${line}:${column}: ${message}${fix === undefined ? '' : `; ${fix}`}`)
  }
  if (result.problems.length > 0) throw new UsageError('rule files are not valid: nothing was judged')
  if (chosen !== undefined) tellSkipped(chosen, result, context)
  return result
}

/** The same with the files that `--rules` and `--catalog` name. */
export function preparedWith(options: Pick<SharedOptions, 'rules' | 'catalog'>, context: Context): Prepared {
  return prepared(ruleFilesAt(options.rules ?? [], context).inputs, context, chosenCatalog(options.catalog, context))
}

export function dayOf(options: SharedOptions, context: Context): string {
  return options.now ?? today(context.surroundings)
}

export function loadTools(): typeof tools {
  return loadExtra().tools
}
