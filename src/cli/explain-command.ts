import type { Command } from 'commander'
import { addConfigOptions } from './config-options.ts'
import type { Context } from './context.ts'
import { addText } from './parsers.ts'
import { tell } from './tell.ts'
import { loadTools, preparedWith, type SharedOptions } from './with-tools.ts'

/** `atlaslint explain <id>`. */
export function addExplain(program: Command, context: Context): void {
  const command = program
    .command('explain')
    .description('explain a technique, mitigation, case study, tactic, rule or check')
    .argument('<id>', 'for example AML.T0051, AML.M0020, AML.CS0035, or the id of a rule or check')
  addConfigOptions(command)
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--catalog <file>', 'another ATLAS catalog: a file of ATLAS data, or what catalog import wrote')
    .action((id: string, options: SharedOptions) => {
      const { knowledge } = preparedWith(options, context, context.surroundings.cwd)
      const tools = loadTools()
      const library = tools.openLibrary(context.surroundings.data, knowledge)
      tell(
        tools.explain(id, library) ?? { what: 'page', word: id, known: tools.explainable(library) },
        context.surroundings,
      )
    })
}
