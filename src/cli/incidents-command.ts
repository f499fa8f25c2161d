import type { Command } from 'commander'
import { analysed, folderOfInput, oneManifest } from './analysed.ts'
import type { Context } from './context.ts'
import { tell } from './tell.ts'
import { addSharedOptions, dayOf, loadTools, preparedWith, type SharedOptions } from './with-tools.ts'

/** `atlaslint incidents [manifest]`: which published incidents would work on this system. */
export function addIncidents(program: Command, context: Context): void {
  const command = program
    .command('incidents')
    .description("replay ATLAS's case studies on a system: which steps are open, cut, or do not apply")
    .argument('[manifest]', "the manifest, or '-' for stdin (default: the only one below this folder)")
    .option('--all', 'also those with less than half of their steps open')
  addSharedOptions(command).action(async (path: string | undefined, options: SharedOptions & { all?: boolean }) => {
    const input = await oneManifest(path, context, options)
    const { knowledge } = preparedWith(options, context, folderOfInput(input, context))
    const system = analysed(input, knowledge, dayOf(options, context), context, options)
    const page = loadTools().incidentsPage(
      system,
      context.surroundings.data,
      options.all ?? false,
      options.json ?? false,
    )
    tell(page, context.surroundings)
  })
}
