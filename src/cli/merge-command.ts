import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Found } from '../io.ts'
import { writeAtomically } from '../io-write.ts'
import { exitCode } from '../report/exit-code.ts'
import { mergeReports } from '../report/merge.ts'
import { isWhole, sharedSystem } from '../report/merge-pieces.ts'
import { mergeSarif } from '../report/merge-sarif.ts'
import type { Report } from '../report/report.ts'
import { type ReporterName, showsSource } from '../report/reporters.ts'
import { wordsOf } from '../report/seen.ts'
import type { Context } from './context.ts'
import { checkTargets, type LookOptions, writeReports } from './outputs.ts'
import { addTarget, positiveNumber, type Target, wholeNumber } from './parsers.ts'
import { type JsonFile, maxReportSize, type ReadReport, readJson, readReport, reportFiles } from './report-files.ts'
import { isSarif, readSarif } from './sarif-files.ts'
import { UsageError } from './usage-error.ts'
import { prepared } from './with-tools.ts'

interface MergeOptions extends LookOptions {
  readonly format?: readonly Target[]
  readonly allowEmpty?: boolean
  readonly maxFileSize: number
}

/** `atlaslint merge <reports>`: one verdict from the reports of shards. */
export function addMerge(program: Command, context: Context): void {
  program
    .command('merge')
    .description('join the reports of shards (lint --shard i/n -f json) into the report and the verdict of one run')
    .argument('<reports...>', 'JSON or SARIF files, or folders with them')
    .option('-f, --format <name[=file]>', 'as for lint (repeatable; default: pretty, for SARIF: sarif)', addTarget)
    .option('--max-details <n>', 'findings shown in full (default: critical and high ones, at most 50)', wholeNumber)
    .option('--show-accepted', 'list what is accepted, and what the baseline knows')
    .option('--summary [file]', 'add Markdown to a file (default: $GITHUB_STEP_SUMMARY where set)')
    .option('--no-summary', 'add to no file')
    .option('--path-base <folder>', 'paths for programs start here (default: the repository, else this folder)')
    .option('--allow-empty', 'succeed when no shard had a manifest')
    .option('--max-file-size <bytes>', 'larger files are an error', positiveNumber, maxReportSize)
    .action(async (paths: string[], _options: unknown, self: Command) => {
      context.exitCode = await merge(paths, self.optsWithGlobals<MergeOptions>(), context)
    })
}

async function merge(paths: readonly string[], options: MergeOptions, context: Context): Promise<number> {
  const found = reportFiles(paths, context)
  const [first, ...others] = found
  if (first === undefined) throw new UsageError('there is nothing to merge')
  checkTargets(options.format ?? [], options, found, context.surroundings)
  const file = readJson(first, options.maxFileSize)
  return isSarif(file)
    ? mergeSarifFiles(file, others, options, context)
    : mergeReportFiles(file, others, options, context)
}

/** The files one after the other: of each only what is kept of it stays. */
async function mergeReportFiles(
  first: JsonFile,
  others: readonly Found[],
  options: MergeOptions,
  context: Context,
): Promise<number> {
  const targets = options.format ?? [{ format: 'pretty', file: undefined }]
  for (const { format } of targets) refuseWithoutSource(format)
  const report = mergedReport(first, others, options.maxFileSize, context)
  if (report.manifests.length === 0 && !options.allowEmpty)
    throw new UsageError('no report speaks of a manifest: nothing was judged')
  await writeReports(report, targets, options, context.surroundings)
  return exitCode(report)
}

/** Reports that were written to files, as one; also for `portfolio`. */
export function mergedReport(first: JsonFile, others: readonly Found[], maxSize: number, context: Context): Report {
  const parts: ReadReport[] = [readReport(first)]
  for (const other of others) {
    const file = readJson(other, maxSize)
    if (isSarif(file)) throw new UsageError(`${file.name} is SARIF, and ${first.name} is not: merge one kind`)
    parts.push(readReport(file))
  }
  const merged = mergeReports(parts)
  if ('refused' in merged) throw new UsageError(merged.refused)
  const ids = new Set(parts.flatMap(({ ruleIds }) => [...ruleIds]))
  const { knowledge } = prepared([], context)
  return { ...merged, rules: { ...wordsOf(ids, [knowledge.rules]), ...merged.rules } }
}

/** A report does not carry the manifests. `pretty` can do without; what the others would write would be wrong. */
function refuseWithoutSource(format: ReporterName): void {
  if (format === 'pretty' || !showsSource.has(format)) return
  const instead = format === 'sarif' ? 'merge the SARIF of the shards' : 'write it in each shard'
  throw new UsageError(`${format} needs the text of the manifests, which is not in the reports: ${instead}`)
}

function mergeSarifFiles(
  first: JsonFile,
  others: readonly Found[],
  { format, maxFileSize }: MergeOptions,
  { surroundings }: Context,
): number {
  const targets = format ?? [{ format: 'sarif', file: undefined }]
  const other = targets.find((target) => target.format !== 'sarif')
  if (other) throw new UsageError(`SARIF cannot be turned into ${other.format}: merge the JSON of the shards`)
  const parts = [first, ...others.map((file) => readJson(file, maxFileSize))].map((file) => {
    if (!isSarif(file)) throw new UsageError(`${first.name} is SARIF, and ${file.name} is not: merge one kind`)
    return readSarif(file)
  })
  const refused =
    isWhole(parts) ??
    sharedSystem(parts.map(({ name, log }) => ({ name, systems: log.runs[0].properties.systems ?? [] })))
  if (refused !== undefined) throw new UsageError(refused)
  const { text, exitCode } = mergeSarif(parts)
  for (const { file } of targets) if (file !== undefined) writeAtomically(resolve(surroundings.cwd, file), text)
  for (const { file } of targets) if (file === undefined) surroundings.stdout.write(text)
  return exitCode
}
