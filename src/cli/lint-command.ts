import type { Command } from 'commander'
import { severities } from '../finding.ts'
import { type Found, findFiles, type Input, isManifestName, readInput, readStream } from '../io.ts'
import { exitCode } from '../report/exit-code.ts'
import type { GateOptions } from '../report/gate.ts'
import { version } from '../version.ts'
import { chosenCatalog } from './catalog-file.ts'
import type { Context, GlobalOptions } from './context.ts'
import { checkTargets, writeReports } from './outputs.ts'
import { addTarget, addText, choiceOption, day, positiveNumber, type Target, wholeNumber } from './parsers.ts'
import { ruleFilesAt } from './rule-files.ts'
import { today } from './today.ts'
import { prepared } from './with-tools.ts'

interface LintOptions extends GlobalOptions, Partial<GateOptions> {
  readonly failOn: GateOptions['failOn']
  readonly format?: readonly Target[]
  readonly rules?: readonly string[]
  readonly catalog?: string
  readonly now?: string
  readonly stdinFilename?: string
  readonly allowEmpty?: boolean
  readonly maxFileSize: number
  readonly maxDetails?: number
}

/** `atlaslint lint`, which is also what runs when no command is named. */
export function addLint(program: Command, context: Context): void {
  const command = program
    .command('lint', { isDefault: true })
    .description('lint manifests (the default command)')
    .argument('[paths...]', "files, folders, patterns, or '-' for stdin (default: this folder)")
  addInputOptions(command)
  addReportOptions(command)
  addGateOptions(command)
  command.action(async (paths: string[], _options: unknown, self: Command) => {
    context.exitCode = await lint(paths, self.optsWithGlobals<LintOptions>(), context)
  })
}

function addInputOptions(command: Command): void {
  command
    .optionsGroup('Input:')
    .option('--stdin-filename <path>', 'name that stdin has in the report; reads stdin')
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--catalog <file>', 'another ATLAS catalog: a file of ATLAS data, or what catalog import wrote')
    .option('--allow-empty', 'succeed when there is no manifest')
    .option('--max-file-size <bytes>', 'larger files are an error', positiveNumber, 1_048_576)
}

function addReportOptions(command: Command): void {
  command
    .optionsGroup('Report:')
    .option('-f, --format <name[=file]>', 'pretty, compact or json (repeatable; default: pretty)', addTarget)
    .option('--max-details <n>', 'findings shown in full (default: critical and high ones, at most 50)', wholeNumber)
    .option('--now <date>', 'date that expiry is held against, YYYY-MM-DD (default: today, UTC)', day)
}

function addGateOptions(command: Command): void {
  const levels = ['none', ...severities] as const
  command
    .optionsGroup('Gate:')
    .addOption(
      choiceOption('--fail-on <severity>', 'findings this bad or worse fail the run', levels).default('medium'),
    )
    .option('--strict', 'checks of the manifest itself fail the run at every severity')
    .option('--exit-zero', 'findings never fail the run; a manifest that is not valid still does')
    .optionsGroup('Options:')
}

async function lint(paths: readonly string[], options: LintOptions, context: Context): Promise<number> {
  const targets = options.format ?? [{ format: 'pretty', file: undefined }]
  const found = findManifests(paths, options, context)
  const ruleFiles = ruleFilesAt(options.rules ?? [], context)
  checkTargets(targets, [...found, ...ruleFiles.found], context.surroundings.cwd)
  const report = prepared(ruleFiles.inputs, context, chosenCatalog(options.catalog, context)).lint(
    await readManifests(found, paths, options, context),
    {
      version,
      now: options.now ?? today(context.surroundings),
      failOn: options.failOn,
      strict: options.strict ?? false,
      exitZero: options.exitZero ?? false,
    },
  )
  writeReports(report, targets, options, context.surroundings)
  return exitCode(report)
}

function findManifests(paths: readonly string[], options: LintOptions, context: Context): Found[] {
  const files = paths.filter((path) => path !== '-')
  const args = files.length === 0 && !readsStdin(paths, options) ? ['.'] : files
  return findFiles(args, {
    cwd: context.surroundings.cwd,
    wanted: isManifestName,
    described: 'manifest (ai-system.yaml, *.ai-system.yaml)',
    allowEmpty: options.allowEmpty ?? false,
  })
}

function readsStdin(paths: readonly string[], options: LintOptions): boolean {
  return paths.includes('-') || options.stdinFilename !== undefined
}

async function readManifests(
  found: readonly Found[],
  paths: readonly string[],
  options: LintOptions,
  context: Context,
): Promise<Input[]> {
  const inputs = found.map((file) => readInput(file, options.maxFileSize))
  if (readsStdin(paths, options)) {
    const name = options.stdinFilename ?? '<stdin>'
    inputs.push(await readStream(context.surroundings.stdin, name, options.maxFileSize))
  }
  return inputs
}
