import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Catalog } from '../atlas/catalog.ts'
import { type Input, readInput } from '../io.ts'
import { writeAtomically } from '../io-write.ts'
import type { Knowledge } from '../lint.ts'
import { loadExtra } from '../load-extra.ts'
import { sanitizeJson } from '../report/sanitize.ts'
import { count } from '../report/words.ts'
import { readSource } from '../source/reader.ts'
import { analysedManifest, manifestsAt, validManifest } from './analysed.ts'
import { catalogNamed, loadCatalogTools, openCatalog } from './catalog-file.ts'
import type { CatalogDiff, Impact } from './catalog-tools.ts'
import { type Context, complain } from './context.ts'
import { refuseOverwriting } from './outputs.ts'
import { addText, day, fileOrStdout } from './parsers.ts'
import { ruleFilesAt } from './rule-files.ts'
import { tell } from './tell.ts'
import { dayOf, loadTools, prepared, preparedWith, type SharedOptions } from './with-tools.ts'

const maxManifestSize = 1_048_576

interface DiffOptions extends SharedOptions {
  readonly manifest?: readonly string[]
}

/** `atlaslint catalog show|list|import|diff`. */
export function addCatalog(program: Command, context: Context): void {
  const catalog = program.command('catalog').description('show, list, import and compare ATLAS catalogs')
  const looking = (name: string, description: string) =>
    catalog
      .command(name)
      .description(description)
      .option('--catalog <file>', 'instead of the bundled catalog: a file of ATLAS data, or what import wrote')
      .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
      .option('--json', 'as JSON')
  looking('show', 'release, source, licence and counts of the catalog').action((options: SharedOptions) =>
    show(options, context),
  )
  looking('list', 'all techniques, and whether the rules judge them').action((options: SharedOptions) =>
    list(options, context),
  )
  catalog
    .command('import')
    .description('compile ATLAS data (YAML of format 3 to 6) into a catalog for --catalog')
    .argument('<file>', 'for example dist/v6/ATLAS-2026.09.yaml of mitre-atlas/atlas-data')
    .option('-o, --output <file>', "where to write it, or '-' (default: stdout)")
    .action((file: string, options: { output?: string }) => importFile(file, fileOrStdout(options.output), context))
  catalog
    .command('diff')
    .description('what changed between two releases, and what that means for a system')
    .argument('<from>', 'a release (5.6.1) or a file')
    .argument('<to>', 'a release (2026.09) or a file')
    .option('--manifest <path>', 'what the step means for this manifest (repeatable)', addText)
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--now <date>', 'date that expiry is held against, YYYY-MM-DD (default: today, UTC)', day)
    .option('--json', 'as JSON')
    .action((from: string, to: string, options: DiffOptions) => diff(from, to, options, context))
}

function show(options: SharedOptions, context: Context): void {
  const tools = loadCatalogTools()
  const { knowledge } = preparedWith(options, context)
  const catalog = tools.fullCatalog(context.surroundings.data, knowledge)
  const summary = tools.summarizeCatalog(catalog, options.catalog ?? 'bundled', knowledge.rules)
  tell(options.json ? loadTools().dataText(summary) : tools.catalogText(summary), context.surroundings)
}

function list(options: SharedOptions, context: Context): void {
  const tools = loadCatalogTools()
  const { knowledge } = preparedWith(options, context)
  const catalog = tools.fullCatalog(context.surroundings.data, knowledge)
  const techniques = tools.techniqueRows(catalog, knowledge.rules)
  const head = ['id', 'technique', 'tactics', 'maturity', 'judged by']
  const table = () => loadExtra().table(head, techniques.map(tools.techniqueCells))
  const text = options.json
    ? loadTools().dataText({ release: catalog.release, techniques })
    : `${table()}\n${count(techniques.length, 'technique')}`
  tell(text, context.surroundings)
}

/** Only facts are written; what a file says in sentences stays where it is. */
function importFile(path: string, output: string | undefined, context: Context): void {
  const { json, catalog, slips, name, file } = openCatalog(path, context)
  const { stdout, cwd } = context.surroundings
  const text = `${sanitizeJson(JSON.stringify(json))}\n`
  if (output === undefined) stdout.write(text)
  else {
    refuseOverwriting(output, [{ name, file }], 'catalog', cwd)
    writeAtomically(resolve(cwd, output), text)
  }
  const what = `${count(catalog.techniques.size, 'technique')}, ${count(catalog.mitigations.size, 'mitigation')}, ${count(catalog.caseStudies.size, 'case study', 'case studies')}`
  const where = output === undefined ? '' : ` written to ${output}`
  complain(
    context.surroundings,
    `ATLAS ${catalog.release}: ${what}${where}; ${count(slips.length, 'slip')} in the file`,
  )
}

function diff(fromWord: string, toWord: string, options: DiffOptions, context: Context): void {
  const tools = loadCatalogTools()
  const from = catalogNamed(fromWord, context)
  const to = catalogNamed(toWord, context)
  const changes = tools.diffCatalogs(from, to)
  const impacts =
    options.manifest === undefined ? [] : impactsOn(options.manifest, { from, to, changes }, options, context)
  const text = options.json
    ? loadTools().dataText({ ...changes, manifests: impacts })
    : tools.diffText({ diff: changes, from, to, impacts })
  tell(text, context.surroundings)
}

interface Step {
  readonly from: Catalog
  readonly to: Catalog
  readonly changes: CatalogDiff
}

/** Rules are those of the later catalog: what the earlier one does not have applies newly. */
function impactsOn(manifests: readonly string[], step: Step, options: DiffOptions, context: Context): Impact[] {
  const { inputs } = ruleFilesAt(options.rules ?? [], context)
  const { knowledge } = prepared(inputs, context, { name: `ATLAS ${step.to.release}`, catalog: step.to })
  const now = dayOf(options, context)
  return manifestsAt(manifests, context).map((found) =>
    impactOn(readInput(found, maxManifestSize), step, { knowledge, now }, context),
  )
}

/** One system by both catalogs, with successors in the place of retired ids. What the earlier one does not have answers nothing there. */
function impactOn(
  input: Input,
  { from, to, changes }: Step,
  { knowledge, now }: { readonly knowledge: Knowledge; readonly now: string },
  context: Context,
): Impact {
  const tools = loadCatalogTools()
  const { text } = readSource(input.name, input.bytes).source
  const retired = tools.retiredIn(text, to, changes.techniques.retired)
  const bytes = retired.length === 0 ? input.bytes : Buffer.from(tools.withSuccessors(text, retired))
  const manifest = validManifest({ name: input.name, bytes }, { ...knowledge, catalog: to }, context)
  const exposures = (catalog: Catalog) => analysedManifest(manifest, { ...knowledge, catalog }, now).exposures
  return tools.impactOf({ manifest: input.name, diff: changes, retired, before: exposures(from), after: exposures(to) })
}
