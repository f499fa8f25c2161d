import { resolve } from 'node:path'
import type { Command } from 'commander'
import { severities } from '../finding.ts'
import { type Found, findFiles, type Input, isManifestName, isSameFile, readStream } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import { exitCode } from '../report/exit-code.ts'
import type { GateOptions } from '../report/gate.ts'
import type { Shows } from '../report/keeping.ts'
import { reporterNames } from '../report/reporters.ts'
import { version } from '../version.ts'
import { openCache } from './cache/request.ts'
import type { ChangeFilter } from './changed-files.ts'
import { addConfigOptions, type ConfigOptions } from './config-options.ts'
import { Configurations } from './configured.ts'
import { configuredRun } from './configured-run.ts'
import type { Context } from './context.ts'
import { addGatekeeping, type GateFlags, gatekeeping } from './gatekeeping.ts'
import { hire } from './jobs/hire.ts'
import { detailFor, keepFor, readOneByOne, readWhenNeeded, shardChoice } from './many.ts'
import { checkTargets, type LookOptions, summaryFile, writeReports } from './outputs.ts'
import { addTarget, addText, choiceOption, day, positiveNumber, type Target, wholeNumber } from './parsers.ts'
import { readSharedFile, ruleFilesAt } from './rule-files.ts'
import type { ShardChoice } from './shard.ts'
import { today } from './today.ts'
import { UsageError } from './usage-error.ts'

interface LintOptions extends LookOptions, ConfigOptions, GateFlags, Partial<GateOptions> {
  readonly format?: readonly Target[]
  readonly rules?: readonly string[]
  readonly catalog?: string
  readonly now?: string
  readonly stdinFilename?: string
  readonly allowEmpty?: boolean
  readonly shard?: ShardChoice
  readonly changedSince?: string
  readonly maxFileSize: number
  /** How many threads; left out: as many as pay. */
  readonly jobs?: number
  /** True where no folder is named. */
  readonly cache?: string | boolean
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
  command.optionsGroup('Input:')
  addConfigOptions(command)
    .option('--stdin-filename <path>', 'name that stdin has in the report; reads stdin')
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--catalog <file>', 'another ATLAS catalog: a file of ATLAS data, or what catalog import wrote')
    .option('--allow-empty', 'succeed when there is no manifest')
    .option(
      '--shard <i/n>',
      'judge every n-th manifest only, from the i-th on; atlaslint merge joins the reports',
      shardChoice,
    )
    .option('--changed-since <ref>', 'judge everything, report only manifests that differ from a git ref')
    .option(
      '--jobs <n>',
      'threads that judge (default: one for each core where there is enough to do, else 1)',
      positiveNumber,
    )
    .option('--cache [folder]', "keep results, and judge again what changed (default: in this user's cache folder)")
    .option(
      '--max-file-size <bytes>',
      'larger files are an error; above the default, any number of entries is judged',
      positiveNumber,
      1_048_576,
    )
}

function addReportOptions(command: Command): void {
  command
    .optionsGroup('Report:')
    .option('-f, --format <name[=file]>', `${reporterNames.join(', ')} (repeatable; default: pretty)`, addTarget)
    .option('--summary [file]', 'add Markdown to a file (default: $GITHUB_STEP_SUMMARY where set)')
    .option('--no-summary', 'add to no file')
    .option('--path-base <folder>', 'paths for programs start here (default: the repository, else this folder)')
    .option('--sarif-suppressed', 'sarif: with what was accepted, as suppressed results')
    .option('--sarif-line-hash', 'sarif: with line hashes, for uploads without the upload action')
    .option('--max-details <n>', 'findings shown in full (default: critical and high ones, at most 50)', wholeNumber)
    .option('--show-accepted', 'list what is accepted, and what the baseline knows')
    .option('--now <date>', 'date that expiry is held against, YYYY-MM-DD (default: today, UTC)', day)
}

function addGateOptions(command: Command): void {
  const levels = ['none', ...severities] as const
  command
    .optionsGroup('Gate:')
    .addOption(
      choiceOption('--fail-on <severity>', 'findings this bad or worse fail the run (default: medium)', levels),
    )
    .option('--strict', 'checks of the manifest itself fail the run at every severity')
    .option('--exit-zero', 'findings never fail the run; a manifest that is not valid still does')
  addGatekeeping(command).optionsGroup('Options:')
}

async function lint(paths: readonly string[], options: LintOptions, context: Context): Promise<number> {
  const targets = options.format ?? [{ format: 'pretty', file: undefined }]
  context.surroundings.began?.(['lint', ...targets.map(({ format }) => format)].join(' '))
  if (options.shard) loadExtra().sharding.refuseInShard(options, readsStdin(paths, options))
  const configurations = new Configurations(options, context)
  const named = configuredManifests(paths, options, configurations, context)
  const all = named ?? findManifests(paths, options, context)
  refuseTwice(all, pipedFile(options, context.surroundings.cwd))
  const found = options.shard ? loadExtra().sharding.shareOf(all, options.shard, context) : all
  const run = configuredRun(all, readsStdin(paths, options), options, configurations, context)
  const ruleFiles = ruleFilesAt(options.rules ?? [], context)
  const facts = {
    ...run,
    paths,
    found,
    isPart: isPart(paths, options) || named !== undefined,
    piped: options.stdinFilename,
  }
  const gatekeeper = gatekeeping(options, facts, context)
  const shared = [...ruleFiles.found, ...run.files, ...gatekeeper.files]
  const { cwd } = context.surroundings
  const catalog = run.catalog === undefined ? [] : [{ name: run.catalog, file: resolve(cwd, run.catalog) }]
  const kept = [...all, ...pipedFile(options, cwd), ...shared, ...gatekeeper.writes, ...catalog]
  checkTargets(targets, options, kept, context.surroundings)
  const changes = chosenChanges(options, shared, run.catalog, context)
  const { prepared, policyOf } = run.prepare(ruleFiles.found)
  const now = options.now ?? today(context.surroundings)
  const told = {
    ...{ context, options, paths, targets, now, all, found, shared, run, catalog: prepared.knowledge.catalog },
    readOthers: () => gatekeeper.readOthers?.() ?? false,
  }
  const cache = options.cache === undefined ? undefined : openCache(told)
  const ended = cache?.replay()
  if (ended !== undefined) return ended
  const judging = {
    ...{ version, now, failOn: run.failOn, strict: options.strict ?? false, exitZero: options.exitZero ?? false },
    ...(policyOf === undefined ? {} : { policyOf }),
    limits: { maxBytes: options.maxFileSize },
    ...detailFor(targets, context),
    ...gatekeeper.options,
  }
  const shows = showsIn(targets, judging, options, context)
  const crew = hire(
    {
      jobs: options.jobs,
      isAlone: cache !== undefined || options.decisionsFrom !== undefined || readsStdin(paths, options),
      judge: prepared.judge(judging),
      task: { options, paths, all, found, now, shows, shared, keepsAll: changes !== undefined },
    },
    context,
  )
  const inputs = crew
    ? readWhenNeeded(found, crew, options, context)
    : await readManifests(found, paths, options, context)
  const judged = prepared.lint(cache?.watched(inputs) ?? inputs, {
    ...judging,
    ...keepFor(shows, found.length, crew),
    ...(options.shard && loadExtra().sharding.shardOf(options, all, shared.map(readSharedFile))),
    ...(changes === undefined ? {} : { only: changes.cut }),
    ...(crew && { recall: crew.recall }),
    ...cache?.options,
  })
  const whole = gatekeeper.finish(judged, (name) => policyOf?.(name).checkLevels, changes?.cut)
  const report = changes === undefined ? whole : { ...whole, changedSince: changes.result() }
  await writeReports(report, targets, { ...options, ...cache?.look }, context.surroundings)
  cache?.save(report)
  return exitCode(report)
}

/** What the reports will look at. */
function showsIn(
  targets: readonly Target[],
  { failOn, strict }: Pick<GateOptions, 'failOn' | 'strict'>,
  options: LintOptions,
  { surroundings }: Context,
): Shows {
  const { quiet = false, maxDetails, showAccepted = false } = options
  return {
    formats: targets.map(({ format }) => format),
    hasSummary: summaryFile(options, surroundings) !== undefined,
    look: { quiet, showAccepted, failOn, strict, ...(maxDetails === undefined ? {} : { maxDetails }) },
  }
}

/** What every manifest is held against is a reason to report all of them when it changes. */
function chosenChanges(
  { changedSince }: LintOptions,
  ruleFiles: readonly Found[],
  catalog: string | undefined,
  { surroundings: { cwd } }: Context,
): ChangeFilter | undefined {
  if (changedSince === undefined) return undefined
  const shared = [...ruleFiles.map(({ file }) => file), ...(catalog === undefined ? [] : [resolve(cwd, catalog)])]
  return loadExtra().changeFilter({ ref: changedSince, cwd, shared })
}

/** Without a path, what the configuration of this folder names. */
function configuredManifests(
  paths: readonly string[],
  options: LintOptions,
  configurations: Configurations,
  { surroundings: { cwd } }: Context,
): Found[] | undefined {
  if (!isUnnamed(paths, options)) return undefined
  return configurations.of(cwd)?.manifests(options.allowEmpty ?? false)
}

function isUnnamed(paths: readonly string[], options: LintOptions): boolean {
  return paths.length === 0 && !readsStdin(paths, options)
}

/** Without a path, everything below this folder. */
function findManifests(paths: readonly string[], options: LintOptions, context: Context): Found[] {
  const files = paths.filter((path) => path !== '-')
  return findFiles(isUnnamed(paths, options) ? ['.'] : files, {
    cwd: context.surroundings.cwd,
    wanted: isManifestName,
    described: 'manifest (ai-system.yaml, *.ai-system.yaml)',
    allowEmpty: options.allowEmpty ?? false,
  })
}

/** The file that an editor pipes in before it is saved. */
function pipedFile({ stdinFilename: name }: LintOptions, cwd: string): Found[] {
  return name === undefined ? [] : [{ name, file: resolve(cwd, name) }]
}

/** What is piped in would count beside the file that it stands for. */
function refuseTwice(all: readonly Found[], piped: readonly Found[]): void {
  for (const { name, file } of piped)
    if (all.some((found) => isSameFile(found.file, file)))
      throw new UsageError(`${name} is piped in and would be judged as a file, too: leave its path out`)
}

/** Part of the manifests: nothing can be said of those that are not there. */
function isPart(paths: readonly string[], options: LintOptions): boolean {
  return options.shard !== undefined || readsStdin(paths, options)
}

function readsStdin(paths: readonly string[], options: LintOptions): boolean {
  return paths.includes('-') || options.stdinFilename !== undefined
}

async function readManifests(
  found: readonly Found[],
  paths: readonly string[],
  options: LintOptions,
  context: Context,
): Promise<Iterable<Input>> {
  const piped: Input[] = []
  if (readsStdin(paths, options)) {
    const name = options.stdinFilename ?? '<stdin>'
    piped.push(await readStream(context.surroundings.stdin, name, options.maxFileSize))
  }
  return readOneByOne(found, piped, options, context)
}
