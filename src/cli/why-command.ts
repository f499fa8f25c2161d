import type { Command } from 'commander'
import { knownIds } from '../rules/known-ids.ts'
import { filedDecisions, oneManifest, validManifest } from './analysed.ts'
import { folderOf } from './config-find.ts'
import { addConfigOptions } from './config-options.ts'
import type { Context } from './context.ts'
import { addText, day } from './parsers.ts'
import { tell } from './tell.ts'
import { UsageError } from './usage-error.ts'
import { dayOf, loadTools, preparedWith, type SharedOptions } from './with-tools.ts'

/** `atlaslint why <manifest> <component> <technique>`: which conditions held, which failed, which path, which control. */
export function addWhy(program: Command, context: Context): void {
  const command = program
    .command('why')
    .description('say why a technique applies to a component, or why it does not')
    .argument('<manifest>', "the manifest, or '-' for stdin")
    .argument('<subject>', "component id, flow (id or 'a -> b'), or 'system'")
    .argument('<technique>', 'for example AML.T0051; a parent asks about its sub-techniques, too')
  addConfigOptions(command)
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--catalog <file>', 'another ATLAS catalog: a file of ATLAS data, or what catalog import wrote')
    .option('--decisions <file>', 'decisions beside those of the manifests')
    .option('--now <date>', 'date that expiry is held against, YYYY-MM-DD (default: today, UTC)', day)
    .action(async (path: string, subject: string, technique: string, options: SharedOptions) => {
      const { knowledge } = preparedWith(options, context, folderOf(path, context.surroundings.cwd))
      const { catalog } = knowledge
      const known = knownIds(catalog).technique(technique)
      if (known.successor !== undefined)
        throw new UsageError(`ATLAS has retired ${technique}; ask for ${known.successor}`)
      if (!known.known)
        return tell({ what: 'technique', word: technique, known: [...catalog.techniques.keys()] }, context.surroundings)
      const input = await oneManifest(path, context)
      const manifest = filedDecisions(input, options, context)(validManifest(input, knowledge, context))
      const tools = loadTools()
      const question = {
        manifest,
        catalog,
        rules: knowledge.rules.rules,
        subject,
        technique,
        now: dayOf(options, context),
      }
      tell(
        tools.why(question) ?? { what: 'component or flow', word: subject, known: tools.subjectNames(manifest) },
        context.surroundings,
      )
    })
}
