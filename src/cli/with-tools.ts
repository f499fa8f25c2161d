/** Options and steps that the commands about one system share. */

import type { Command } from 'commander'
import { withFix } from '../finding.ts'
import { type Found, type Input, isSameFile } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import type { Chosen } from './catalog-file.ts'
import { addConfigOptions, type ConfigOptions } from './config-options.ts'
import { Configurations, type Configured } from './configured.ts'
import { type Context, complain } from './context.ts'
import type { Prepared } from './engine.ts'
import { addText, day } from './parsers.ts'
import { readRuleFile, ruleFilesAt } from './rule-files.ts'
import { today } from './today.ts'
import type * as tools from './tools.ts'
import { UsageError } from './usage-error.ts'

declare module '../load-extra.ts' {
  interface Extra {
    tools: typeof tools
  }
}

export interface SharedOptions extends ConfigOptions {
  readonly decisions?: string
  readonly rules?: readonly string[]
  readonly catalog?: string
  readonly now?: string
  readonly json?: boolean
}

/** Adds `--rules`, `--catalog`, `--now`, `--json`, and what chooses the configuration. */
export function addSharedOptions(command: Command): Command {
  return addConfigOptions(command)
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--catalog <file>', 'another ATLAS catalog: a file of ATLAS data, or what catalog import wrote')
    .option('--now <date>', 'date that expiry is held against, YYYY-MM-DD (default: today, UTC)', day)
    .option('--decisions <file>', 'decisions beside those of the manifests')
    .option('--json', 'as JSON')
}

/** The catalog that `--catalog` names; undefined stands for the bundled one. */
export function chosenCatalog(path: string | undefined, context: Context): Chosen | undefined {
  return path === undefined ? undefined : loadExtra().catalogFile.openCatalog(path, context)
}

/** The catalog and the rules in force; a broken rule file ends the run, with everything that is wrong said. */
export function prepared(
  ruleFiles: readonly Input[],
  context: Context,
  chosen?: Chosen,
  configured?: Configured,
): Prepared {
  const result = context.engine.prepare(context.surroundings.data, ruleFiles, chosen?.catalog, configured?.tuning)
  for (const problem of result.problems) {
    const { file, line, column } = problem
    complain(context.surroundings, `${file}:${line}:${column}: ${withFix(problem)}`)
  }
  const what = configured === undefined ? 'rule files are' : 'the configuration or its rule files are'
  if (result.problems.length > 0) throw new UsageError(`${what} not valid: nothing was judged`)
  if (chosen !== undefined) loadExtra().catalogFile.tellSkipped(chosen, result, context)
  return result
}

/** The same with what `--rules`, `--catalog` and the configuration of a folder name; without a folder there is none. */
export function preparedWith(
  options: Pick<SharedOptions, 'rules' | 'catalog'> & ConfigOptions,
  context: Context,
  folder?: string,
): Prepared {
  const configured = folder === undefined ? undefined : new Configurations(options, context).of(folder)
  const { found } = ruleFilesAt(options.rules ?? [], context)
  const chosen = chosenCatalog(options.catalog ?? configured?.catalog?.value, context)
  return prepared(ruleInputs(found, configured), context, chosen, configured)
}

/** Rule files of the configuration, then those of the command line; each once. */
export function ruleInputs(found: readonly Found[], configured: Configured | undefined): Input[] {
  const own = configured?.ruleFiles ?? []
  const more = found.filter(({ file }) => !own.some((other) => isSameFile(other.file, file)))
  return [...own, ...more].map(readRuleFile)
}

export function dayOf(options: SharedOptions, context: Context): string {
  return options.now ?? today(context.surroundings)
}

export function loadTools(): typeof tools {
  return loadExtra().tools
}
