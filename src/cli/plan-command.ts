import type { Command } from 'commander'
import { withFix } from '../finding.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { readManifestValue } from '../manifest/read-manifest.ts'
import { knownIds } from '../rules/known-ids.ts'
import { readSource } from '../source/reader.ts'
import { type Analysed, analysed, analysedManifest, filedDecisions, folderOfInput, oneManifest } from './analysed.ts'
import type { Context } from './context.ts'
import type { Prepared } from './engine.ts'
import { positiveNumber } from './parsers.ts'
import { didYouMean } from './suggest.ts'
import { tell } from './tell.ts'
import { UsageError } from './usage-error.ts'
import { addSharedOptions, dayOf, loadTools, preparedWith, type SharedOptions } from './with-tools.ts'

interface PlanOptions extends SharedOptions {
  readonly steps: number
  readonly whatIf?: string
  readonly without?: string
}

/** `atlaslint plan [manifest]`: the fewest controls that close the most. */
export function addPlan(program: Command, context: Context): void {
  const command = program
    .command('plan')
    .description('the fewest controls that close the most open exposures, in order, ready to paste')
    .argument('[manifest]', "the manifest, or '-' for stdin (default: the only one below this folder)")
    .option('--steps <n>', 'steps shown', positiveNumber, 10)
    .option('--what-if <yaml>', "show what a control would change: '{ implements: [AML.M0020], on: [agent] }'")
    .option('--without <control>', 'show what would be open again without a control')
  addSharedOptions(command).action(async (path: string | undefined, options: PlanOptions) => {
    const input = await oneManifest(path, context, options)
    const ready = preparedWith(options, context, folderOfInput(input, context))
    const now = dayOf(options, context)
    const system = analysed(input, ready.knowledge, now, context, options)
    const changed = changedManifest(system.manifest, options, ready)
    const tools = loadTools()
    if (changed === undefined)
      return tell(tools.planPage(system, options.steps, options.json ?? false), context.surroundings)
    const after = analysedManifest(changed.manifest, ready.knowledge, now, filedDecisions(input, options, context))
    tell(differenceText(changed.what, system, after.exposures, options.json ?? false), context.surroundings)
  })
}

function differenceText(what: string, before: Analysed, after: Analysed['exposures'], json: boolean): string {
  const tools = loadTools()
  if (json) return tools.dataText({ what, ...tools.changesBetween(before.exposures, after) })
  return tools.changesText(what, before.exposures, after, before.input.catalog)
}

/** The manifest with the changes that were asked for; undefined when none were. */
function changedManifest(
  manifest: Manifest,
  { whatIf, without }: PlanOptions,
  ready: Prepared,
): { manifest: Manifest; what: string } | undefined {
  if (whatIf !== undefined && without !== undefined) throw new UsageError('--what-if and --without exclude each other')
  if (without !== undefined) {
    const { [without]: _gone, ...controls } = manifest.controls ?? {}
    if (!Object.hasOwn(manifest.controls ?? {}, without))
      throw new UsageError(`no such control: ${without}${didYouMean(without, Object.keys(controls))}`)
    return { manifest: { ...manifest, controls }, what: `Without ${without}` }
  }
  if (whatIf === undefined) return undefined
  const control = readControl(whatIf)
  const changed = { ...manifest, controls: { ...manifest.controls, 'what-if': control } }
  const { problems, manifest: checked } = readManifestValue(
    changed,
    ready.knowledge.manifestSchema,
    knownIds(ready.knowledge.catalog),
  )
  const [problem] = problems
  if (problem !== undefined || checked === undefined) {
    throw new UsageError(`--what-if: ${problem === undefined ? 'not a control' : withFix(problem)}`)
  }
  return { manifest: checked, what: `With ${whatIf.trim()}` }
}

/** One control as YAML; it is taken as standing unless it says what it is. */
function readControl(yaml: string): object {
  const { source, problems } = readSource('--what-if', yaml)
  const [problem] = problems
  if (problem !== undefined) throw new UsageError(`--what-if: ${problem.message}`)
  if (typeof source.value !== 'object' || source.value === null || !('on' in source.value)) {
    throw new UsageError("--what-if takes one control: '{ implements: [AML.M0020], on: [agent] }'")
  }
  return Object.assign(Object.create(null) as object, { status: 'implemented' }, source.value)
}
