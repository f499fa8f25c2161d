import { dirname, join, resolve } from 'node:path'
import { Argument, type Command } from 'commander'
import { effectiveValues, type Flags, type ShownValue, valueText } from '../config/show.ts'
import { type Severity, severities } from '../finding.ts'
import { displayName, isThere, readText } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import { sanitize } from '../report/sanitize.ts'
import { ConfigFinder, folderOf } from './config-find.ts'
import { loadSettings } from './config-load.ts'
import { addConfigOptions, type ConfigOptions } from './config-options.ts'
import { Configurations } from './configured.ts'
import type { Context } from './context.ts'
import { addText, choiceOption, oneOf } from './parsers.ts'
import { tell } from './tell.ts'
import { UsageError } from './usage-error.ts'
import { loadTools, preparedWith } from './with-tools.ts'

const schemas = ['manifest', 'config', 'rules', 'report'] as const

interface ShowOptions extends ConfigOptions {
  readonly rules?: readonly string[]
  readonly catalog?: string
  readonly failOn?: Severity | 'none'
  readonly json?: boolean
}

/** `atlaslint config show|schema`. */
export function addConfig(program: Command, context: Context): void {
  const config = program.command('config').description('show the configuration in force, and the schemas of the files')
  const show = config
    .command('show')
    .description('every value in force, and the line, flag or default that it comes from')
    .argument('[path]', 'manifest or folder (default: this folder)')
  addConfigOptions(show)
    .option('--rules <path>', 'as for lint (repeatable)', addText)
    .option('--catalog <file>', 'as for lint')
    .addOption(choiceOption('--fail-on <severity>', 'as for lint', ['none', ...severities]))
    .option('--json', 'as JSON')
    .action((path: string | undefined, options: ShowOptions) => showConfig(path, options, context))
  config
    .command('schema')
    .description('print the JSON Schema of a file, for editors and other programs')
    .addArgument(new Argument('<file>', 'kind of file').choices(schemas).argParser((value) => oneOf(value, schemas)))
    .action((name: string) => {
      const file = join(dirname(context.surroundings.data), 'schemas', `${name}.schema.json`)
      context.surroundings.stdout.write(readText(file))
    })
}

function showConfig(path: string | undefined, options: ShowOptions, context: Context): void {
  const { cwd } = context.surroundings
  if (path !== undefined && path !== '-' && !isThere(resolve(cwd, path)))
    throw new UsageError(`no such file or folder: ${path}`)
  const folder = folderOf(path, cwd)
  const configurations = new Configurations(options, context)
  // Whatever lint would refuse is refused here, too.
  configurations.of(folder)
  preparedWith(options, context, folder)
  const file = configurations.fileFor(folder)
  const settings =
    file === undefined
      ? { settings: [] }
      : loadSettings(file, new ConfigFinder(cwd).rootOf(dirname(file)), options, context)
  const values = [fileRow(file, options, context), ...effectiveValues(settings, flagsOf(options))]
  if (options.json) tell(loadTools().dataText({ values }), context.surroundings)
  else tell(loadExtra().table(['key', 'value', 'from'], values.map(cells)), context.surroundings)
}

/** Which file it is, and who chose it. */
function fileRow(file: string | undefined, { config }: ConfigOptions, { surroundings }: Context): ShownValue {
  const key = 'configuration'
  if (config === false) return { key, value: null, from: 'flag --no-config' }
  if (file === undefined) return { key, value: null, from: 'default' }
  const value = displayName(file, surroundings.cwd)
  if (config !== undefined) return { key, value, from: 'flag --config' }
  return { key, value, from: surroundings.env.ATLASLINT_CONFIG ? 'environment ATLASLINT_CONFIG' : 'nearest file' }
}

function flagsOf({ rules, catalog, failOn }: ShowOptions): Flags {
  return {
    ...(rules === undefined ? {} : { rules: { value: rules, flag: '--rules' } }),
    ...(catalog === undefined ? {} : { catalog: { value: catalog, flag: '--catalog' } }),
    ...(failOn === undefined ? {} : { 'fail-on': { value: failOn, flag: '--fail-on' } }),
  }
}

function cells({ key, value, from }: ShownValue): string[] {
  return [key, valueText(value), from].map(sanitize)
}
