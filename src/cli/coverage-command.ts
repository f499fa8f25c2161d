import type { Command } from 'commander'
import { readInput } from '../io.ts'
import { Exit } from '../report/exit-code.ts'
import { judgedTechniques } from '../rules/rule-set.ts'
import { analysed, manifestsAt } from './analysed.ts'
import { Configurations } from './configured.ts'
import { configuredRun } from './configured-run.ts'
import { type Context, complain } from './context.ts'
import { share } from './parsers.ts'
import { ruleFilesAt } from './rule-files.ts'
import { tell } from './tell.ts'
import { addSharedOptions, dayOf, loadTools, type SharedOptions } from './with-tools.ts'

interface CoverageOptions extends SharedOptions {
  readonly all?: boolean
  readonly failUnder?: number
}

/** `atlaslint coverage [manifests]`: the matrix in the terminal. */
export function addCoverage(program: Command, context: Context): void {
  const command = program
    .command('coverage')
    .description('the ATLAS matrix of one system or several side by side: which techniques apply, and how they stand')
    .argument('[paths...]', 'manifests or folders (default: this folder)')
    .option('--all', 'also techniques that apply nowhere')
    .option('--fail-under <share>', 'exit 1 when less of the techniques that apply is settled, 0 to 1', share)
  addSharedOptions(command).action((paths: string[], options: CoverageOptions) => {
    const found = manifestsAt(paths, context, options)
    const run = configuredRun(found, false, options, new Configurations(options, context), context)
    const { prepared, policyOf } = run.prepare(ruleFilesAt(options.rules ?? [], context).found)
    const { knowledge } = prepared
    const now = dayOf(options, context)
    const systems = found.map((file) => {
      const rules = policyOf?.(file.name).rules ?? knowledge.rules
      const { manifest, exposures } = analysed(
        readInput(file, 1_048_576),
        { ...knowledge, rules },
        now,
        context,
        options,
      )
      return { name: manifest.system.name, exposures, judged: judgedTechniques(rules) }
    })
    const tools = loadTools()
    const { notJudged } = knowledge.rules
    const matrix = tools.coverageMatrix(systems, { catalog: knowledge.catalog, notJudged })
    tell(options.json ? tools.dataText(matrix) : tools.coverageText(matrix, options.all ?? false), context.surroundings)
    const under = matrix.systems.filter((_, index) => (matrix.settled[index] ?? 1) < (options.failUnder ?? 0))
    for (const name of under)
      complain(context.surroundings, `${name}: less than ${options.failUnder} of the techniques that apply is settled`)
    if (under.length > 0) context.exitCode = Exit.findings
  })
}
