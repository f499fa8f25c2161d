import type { Command } from 'commander'
import { Exit } from '../report/exit-code.ts'
import { defaultGate } from '../report/gate.ts'
import { portfolioOf } from '../report/portfolio.ts'
import { portfolioText, type Section, sections } from '../report/portfolio-text.ts'
import type { Report } from '../report/report.ts'
import { version } from '../version.ts'
import { manifestsAt } from './analysed.ts'
import { Configurations } from './configured.ts'
import { configuredRun } from './configured-run.ts'
import type { Context, GlobalOptions } from './context.ts'
import { gatekeeping } from './gatekeeping.ts'
import { keepFor, readOneByOne } from './many.ts'
import { mergedReport } from './merge-command.ts'
import { choiceOption, positiveNumber } from './parsers.ts'
import { maxReportSize, readJson, reportFiles } from './report-files.ts'
import { ruleFilesAt } from './rule-files.ts'
import { tell } from './tell.ts'
import { UsageError } from './usage-error.ts'
import { addSharedOptions, dayOf, loadTools, type SharedOptions } from './with-tools.ts'

interface PortfolioOptions extends SharedOptions, GlobalOptions {
  readonly by?: Section
  readonly top: number
}

const maxManifestSize = 1_048_576

/** `atlaslint portfolio <report.json | paths>`: many systems, worst first. */
export function addPortfolio(program: Command, context: Context): void {
  const command = program
    .command('portfolio')
    .description('many systems at once, worst first: by system, technique, owner and tactic')
    .argument(
      '[paths...]',
      'JSON reports (lint -f json, merge -f json), or manifests and folders (default: this folder)',
    )
    .addOption(choiceOption('--by <what>', 'one ranking only', sections))
    .option('--top <n>', 'rows of each ranking', positiveNumber, 10)
  addSharedOptions(command).action((paths: string[], _options: unknown, self: Command) => {
    const options = self.optsWithGlobals<PortfolioOptions>()
    const report = reportOf(paths, options, context)
    const portfolio = portfolioOf(report)
    const by = options.by === undefined ? sections : [options.by]
    const text = options.json
      ? loadTools().dataText({
          tool: report.tool,
          catalog: { release: report.catalog.release },
          now: report.now,
          ...portfolio,
        })
      : portfolioText(portfolio, report, { by, top: options.top })
    tell(text, context.surroundings)
    if (report.manifests.some(({ judged }) => !judged)) context.exitCode = Exit.findings
  })
}

function reportOf(paths: readonly string[], options: PortfolioOptions, context: Context): Report {
  const reports = paths.filter((path) => path.endsWith('.json'))
  if (reports.length === 0) return lintedReport(paths, options, context)
  if (reports.length < paths.length)
    throw new UsageError('name JSON reports or manifests, not both: a report already tells what a manifest says')
  const [first, ...others] = reportFiles(reports, context)
  if (first === undefined) throw new UsageError('there is no report')
  return mergedReport(readJson(first, maxReportSize), others, maxReportSize, context)
}

function decisionsIn({ decisions }: PortfolioOptions): { decisions?: string } {
  return decisions === undefined ? {} : { decisions }
}

/** Judged as `lint` does, with the decisions that count; what a baseline knows is no less of a risk. There is no gate to agree on. */
function lintedReport(paths: readonly string[], options: PortfolioOptions, context: Context): Report {
  const found = manifestsAt(paths, context, options)
  const run = configuredRun(found, false, options, new Configurations(options, context), context)
  const keeper = gatekeeping(
    { ...decisionsIn(options), baseline: false },
    { only: run.only, configuredOf: run.configuredOf, paths, found, isPart: false },
    context,
  )
  const { prepared, policyOf } = run.prepare(ruleFilesAt(options.rules ?? [], context).found)
  const inputs = readOneByOne(found, [], { ...options, maxFileSize: maxManifestSize }, context)
  return prepared.lint(inputs, {
    ...defaultGate,
    version,
    now: dayOf(options, context),
    ...(policyOf === undefined ? {} : { policyOf }),
    ...keepFor({ formats: ['json'], hasSummary: false, look: { ...defaultGate, quiet: false } }, found.length),
    ...keeper.options,
  })
}
