import { resolve } from 'node:path'
import type { Command } from 'commander'
import { toDot } from '../diagram/dot.ts'
import { draw } from '../diagram/draw.ts'
import type { Drawing } from '../diagram/drawing.ts'
import { tooLarge } from '../diagram/limits.ts'
import { layOut } from '../diagram/load-layout.ts'
import { toMermaid } from '../diagram/mermaid.ts'
import { svgDocument, toSvg } from '../diagram/svg.ts'
import { writeAtomically } from '../io-write.ts'
import { analysed, filesBehind, folderOfInput, oneManifest } from './analysed.ts'
import { addConfigOptions } from './config-options.ts'
import type { Context } from './context.ts'
import { refuseOverwriting } from './outputs.ts'
import { addText, choiceOption, day, fileOrStdout } from './parsers.ts'
import { UsageError } from './usage-error.ts'
import { dayOf, preparedWith, type SharedOptions } from './with-tools.ts'

/** Every kind of picture; a new one is a word here. */
const formats = {
  svg: drawnAsSvg,
  dot: async (drawing: Drawing) => toDot(drawing),
  mermaid: async (drawing: Drawing) => toMermaid(drawing),
} satisfies Record<string, (drawing: Drawing) => Promise<string>>

type Format = keyof typeof formats

async function drawnAsSvg(drawing: Drawing): Promise<string> {
  const reason = tooLarge(drawing)
  if (reason !== undefined) throw new UsageError(`${reason}: -f dot writes it for a Graphviz of your own`)
  return svgDocument(toSvg(drawing, await layOut(drawing)))
}

interface GraphOptions extends SharedOptions {
  readonly format: Format
  readonly output?: string
  readonly exposures: boolean
}

/** `atlaslint graph [manifest]`: the system as a data-flow diagram. */
export function addGraph(program: Command, context: Context): void {
  const command = program
    .command('graph')
    .description('the system as a data-flow diagram: zones, flows and where they cross, coloured by what is exposed')
    .argument('[manifest]', "the manifest, or '-' for stdin (default: the only one below this folder)")
    .addOption(
      choiceOption('-f, --format <name>', 'what to draw it as', Object.keys(formats) as Format[]).default('svg'),
    )
    .option('-o, --output <file>', "where to write it, or '-' (default: stdout)")
    .option('--no-exposures', 'the system alone, without what is exposed')
  addConfigOptions(command)
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--catalog <file>', 'another ATLAS catalog: a file of ATLAS data, or what catalog import wrote')
    .option('--now <date>', 'date that expiry is held against, YYYY-MM-DD (default: today, UTC)', day)
    .option('--decisions <file>', 'decisions beside those of the manifests')
    .action(async (path: string | undefined, options: GraphOptions) => {
      const input = await oneManifest(path, context, options)
      const output = fileOrStdout(options.output)
      const { cwd, stdout } = context.surroundings
      if (output !== undefined) refuseOverwriting(output, filesBehind(input, options, context), 'picture', cwd)
      const { knowledge } = preparedWith(options, context, folderOfInput(input, context))
      const { exposures, input: judged } = analysed(input, knowledge, dayOf(options, context), context, options)
      const text = await formats[options.format](draw(judged.system, options.exposures ? exposures : undefined))
      if (output === undefined) stdout.write(text)
      else writeAtomically(resolve(cwd, output), text)
    })
}
