import type { Command } from 'commander'
import type { Catalog } from '../atlas/catalog.ts'
import { loadExtra } from '../load-extra.ts'
import { Exit } from '../report/exit-code.ts'
import { jsonText } from '../report/json-text.ts'
import { sanitize } from '../report/sanitize.ts'
import { count } from '../report/words.ts'
import type { SnippetResult } from '../rules/examples.ts'
import { knownIds } from '../rules/known-ids.ts'
import type { Rule } from '../rules/rule.ts'
import { addConfigOptions, type ConfigOptions } from './config-options.ts'
import { type Context, complain } from './context.ts'
import { addText } from './parsers.ts'
import { ruleFilesAt } from './rule-files.ts'
import { didYouMean } from './suggest.ts'
import { UsageError } from './usage-error.ts'
import { loadTools, preparedWith } from './with-tools.ts'

interface ListOptions extends ConfigOptions {
  readonly rules?: readonly string[]
  readonly covers?: string
  readonly json?: boolean
}

/** `atlaslint rules list|test|validate`. */
export function addRules(program: Command, context: Context): void {
  const rules = program.command('rules').description('list, test and validate rules')
  addConfigOptions(rules.command('list').description('list the rules in force'))
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--covers <technique>', 'only rules for this technique and its sub-techniques')
    .option('--json', 'as JSON')
    .action((options: ListOptions) => list(options, context))
  rules
    .command('test')
    .description("run rules against their own examples (default: the bundled rules')")
    .argument('[paths...]', 'rule files or folders')
    .action((paths: string[]) => {
      context.exitCode = test(paths, context)
    })
  rules
    .command('validate')
    .description('check rule files for mistakes')
    .argument('<paths...>', 'rule files or folders')
    .action((paths: string[]) => {
      preparedWith({ rules: paths }, context)
      context.surroundings.stdout.write(`${count(ruleFilesAt(paths, context).found.length, 'rule file')} valid\n`)
    })
}

function list(options: ListOptions, context: Context): void {
  const { knowledge } = preparedWith(options, context, context.surroundings.cwd)
  if (options.covers !== undefined) refuseUnknown(options.covers, knowledge.catalog)
  const rules = knowledge.rules.rules.filter(({ entry }) => covers(entry.technique, options.covers))
  const rows = rules.map(summary).sort((one, other) => (one.id < other.id ? -1 : 1))
  context.surroundings.stdout.write(options.json ? jsonText(rows) : table(rows))
}

/** What no catalog has is covered by no rule, which would read like an answer. */
function refuseUnknown(technique: string, catalog: Catalog): void {
  const { known, successor } = knownIds(catalog).technique(technique)
  if (successor !== undefined) throw new UsageError(`ATLAS has retired ${technique}: use ${successor}`)
  if (!known) throw new UsageError(`no such technique: ${technique}${didYouMean(technique, catalog.techniques.keys())}`)
}

function summary({ entry, origin }: Rule) {
  return { id: entry.id, technique: entry.technique, title: entry.title, origin }
}

function covers(technique: string, wanted: string | undefined): boolean {
  return wanted === undefined || technique === wanted || technique.startsWith(`${wanted}.`)
}

function table(rules: readonly ReturnType<typeof summary>[]): string {
  const rows = rules.map(({ id, technique, title, origin }) => [id, technique, title, origin].map(sanitize))
  return `${loadExtra().table(['rule', 'technique', 'title', 'from'], rows)}\n${count(rules.length, 'rule')}\n`
}

function test(paths: readonly string[], context: Context): number {
  const { knowledge, files } = preparedWith(paths.length > 0 ? { rules: paths } : {}, context)
  const { data, stdout } = context.surroundings
  const results = loadTools().testRules(data, files, knowledge)
  const failed = results.filter(({ passed }) => !passed)
  const rules = new Set(results.map(({ rule }) => rule)).size
  stdout.write(
    `${failed.map(failureLine).join('')}${count(rules, 'rule')}, ${count(results.length, 'example')}: ${failed.length} failed\n`,
  )
  if (results.length === 0) complain(context.surroundings, 'there is no example to test')
  if (results.length === 0) return Exit.usage
  return failed.length > 0 ? Exit.findings : Exit.clean
}

function failureLine({ rule, title, problem }: SnippetResult): string {
  return `${sanitize(rule)}: ${sanitize(title)}: ${sanitize(problem?.message ?? '')}\n`
}
