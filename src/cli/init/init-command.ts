import { dirname, join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { displayName, isFolder, isThere } from '../../io.ts'
import { writeWithFolders } from '../../io-write.ts'
import { sanitize } from '../../report/sanitize.ts'
import { version } from '../../version.ts'
import { type Context, complain, type GlobalOptions } from '../context.ts'
import { didYouMean } from '../suggest.ts'
import { UsageError } from '../usage-error.ts'
import { ask, isInteractive, ownerProblem } from './ask.ts'
import { platformsIn } from './platforms.ts'
import { type Answers, fillIn, readTemplates, type Template, type Templates } from './templates.ts'

interface InitOptions extends GlobalOptions {
  readonly template?: string
  readonly name?: string
  readonly owner?: string
  readonly contact?: string
  readonly minimal?: boolean
  readonly force?: boolean
  readonly list?: boolean
}

interface NewFile {
  readonly file: string
  readonly text: string
  /** What it is, for the message. */
  readonly what: string
  /** Kept as it is when it is there: it may serve other systems, too. */
  readonly shared?: boolean
}

const defaultTemplate = 'retrieval-chatbot'

/** `atlaslint init [dir]`: a manifest to begin with, a configuration, and the pipeline that lints it. */
export function addInit(program: Command, context: Context): void {
  program
    .command('init')
    .description('write a manifest to begin with, a configuration, and the pipeline that lints it')
    .argument('[dir]', 'folder of the system', '.')
    .option('--template <name>', 'the kind of system that yours is nearest to (--list shows them)')
    .option('--name <text>', 'what the system is called')
    .option('--owner <id>', 'team that answers for it, to begin with (left out: TODO, and the run says who is missing)')
    .option('--contact <text>', "the owner's mail address, chat channel or URL")
    .option('--minimal', 'only the manifest')
    .option('--force', 'overwrite a manifest and files that are there')
    .option('--list', 'list the templates')
    .action(async (folder: string, _options: unknown, self: Command) => {
      const options = self.optsWithGlobals<InitOptions>()
      const templates = readTemplates(context.surroundings.data)
      if (options.list) return list(templates, context)
      await init(folder, options, templates, context)
    })
}

function list({ manifests }: Templates, { surroundings }: Context): void {
  const width = Math.max(...manifests.map(({ id }) => id.length))
  surroundings.stdout.write(manifests.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join(''))
}

async function init(argument: string, options: InitOptions, templates: Templates, context: Context): Promise<void> {
  const { surroundings } = context
  const folder = resolve(surroundings.cwd, argument)
  if (isThere(folder) && !isFolder(folder)) throw new UsageError(`${argument} is not a folder`)
  checkOptions(options)
  const manifest = join(folder, 'ai-system.yaml')
  if (!options.force) refuseExisting([manifest], surroundings.cwd)
  const { template, answers } = await chosen(options, templates, context)
  const root = repositoryOf(folder)
  const files = [
    { file: manifest, text: fillIn(template, schemaFor(folder), answers), what: `a manifest, from ${template.id}` },
    ...(options.minimal ? [] : sharedFiles(root, templates)),
  ]
  write(files, options, context)
  if (!options.quiet) surroundings.stdout.write(nextSteps(argument, answers, options.minimal ? undefined : root))
}

function checkOptions({ owner, contact }: InitOptions): void {
  const problem = owner === undefined ? undefined : ownerProblem(owner)
  if (owner === '' || problem !== undefined) throw new UsageError(`--owner ${owner}: ${problem ?? 'is empty'}`)
  if (contact !== undefined && owner === undefined) throw new UsageError('--contact needs --owner')
}

/** By the arguments; what they leave open is asked at a terminal, and never in a pipe. */
async function chosen(
  options: InitOptions,
  { manifests }: Templates,
  context: Context,
): Promise<{ template: Template; answers: Answers }> {
  const find = (id: string) => manifests.find((template) => template.id === id)
  if (options.template !== undefined && find(options.template) === undefined) {
    const ids = manifests.map(({ id }) => id)
    throw new UsageError(
      `no such template: ${options.template}${didYouMean(options.template, ids)}; there are ${ids.join(', ')}`,
    )
  }
  const answers = isInteractive(context.surroundings)
    ? await ask(options, manifests, context.surroundings)
    : { ...options, template: options.template ?? defaultTemplate }
  if (options.template === undefined && !isInteractive(context.surroundings)) {
    complain(context.surroundings, `no --template given, and nobody to ask: ${defaultTemplate} (--list shows all)`)
  }
  return { template: find(answers.template) as Template, answers }
}

/** The configuration and the pipelines lie in the root of the repository, and serve every manifest in it. */
function sharedFiles(root: string, { pipelines }: Templates): NewFile[] {
  const config = { file: join(root, 'atlaslint.config.yaml'), text: configuration, what: 'the configuration' }
  return [
    { ...config, shared: true },
    ...platformsIn(root).map(({ id, name, file }) => ({
      file: join(root, file),
      text: pipelines[id] ?? '',
      what: `the gate for ${name}`,
      shared: true,
    })),
  ]
}

const configuration = `# Configuration of atlaslint for this repository; docs/configuration.md has every key.
manifests: [.] # where manifests are searched when the command line names none
fail-on: medium # findings this bad or worse fail the run: critical, high, medium, low, none
`

/** A manifest is never overwritten by accident; what other systems share is kept and said. */
function write(files: readonly NewFile[], { force, quiet }: InitOptions, { surroundings }: Context): void {
  const lines = files.map(({ file, text, what, shared }) => {
    const name = sanitize(displayName(file, surroundings.cwd))
    if (shared && !force && isThere(file)) return `kept     ${name} (it was there)\n`
    writeWithFolders(file, text)
    return `written  ${name}: ${what}\n`
  })
  if (!quiet) surroundings.stdout.write(lines.join(''))
}

function refuseExisting(files: readonly string[], cwd: string): void {
  const there = files.find(isThere)
  if (there !== undefined) throw new UsageError(`${displayName(there, cwd)} is there already (--force overwrites it)`)
}

/** The nearest folder upward that git, or another of its kind, calls the root; else the folder itself. */
function repositoryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (['.git', '.hg', '.jj'].some((name) => isThere(join(at, name)))) return at
    if (dirname(at) === at) return folder
  }
}

/** The schema of the installed package, where there is one; else that of this release. */
function schemaFor(folder: string): string {
  const below = 'node_modules/atlaslint/schemas/manifest.schema.json'
  for (let at = folder; ; at = dirname(at)) {
    if (isThere(join(at, below))) return `./${relative(folder, join(at, below)).split('\\').join('/')}`
    if (dirname(at) === at) break
  }
  return `https://raw.githubusercontent.com/atlaslint/atlaslint/v${version}/schemas/manifest.schema.json`
}

function nextSteps(argument: string, { owner }: Answers, root: string | undefined): string {
  const where = argument === '.' ? '' : ` ${sanitize(argument)}`
  const platforms = root === undefined ? [] : platformsIn(root)
  const byHand = platforms.flatMap(({ byHand }) => byHand ?? [])
  const none = `no pipeline found: run 'npx --yes atlaslint@${version}' in yours; exit code 0 is green`
  const steps = [
    ...byHand,
    ...(root !== undefined && platforms.length === 0 ? [none] : []),
    `make every line of the manifest true${owner === undefined ? ', and fill in its TODOs' : ''}`,
    `atlaslint${where}            what is open, and where`,
    `atlaslint plan${where}       which few controls close most of it`,
  ]
  return `\nNext:\n${steps.map((step) => `- ${step}\n`).join('')}`
}
