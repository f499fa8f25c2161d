import { Argument, type Command } from 'commander'
import { reporterNames } from '../../report/reporters.ts'
import type { Context } from '../context.ts'
import { readTemplates } from '../init/templates.ts'
import { oneOf } from '../parsers.ts'
import { bashScript } from './bash.ts'
import { commandTree, type Node } from './command-tree.ts'
import { fishScript } from './fish.ts'
import { pwshScript } from './pwsh.ts'
import { zshScript } from './zsh.ts'

const scripts: Readonly<Record<string, (tree: readonly Node[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  pwsh: pwshScript,
}

/** `atlaslint completion <shell>`: a script that never runs atlaslint, made from the commands as they are declared. */
export function addCompletion(program: Command, { surroundings }: Context): void {
  const shells = Object.keys(scripts)
  const shell = new Argument('<shell>', shells.join(', ')).choices(shells).argParser((word) => oneOf(word, shells))
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(shell)
    .action((name: string) => {
      const known = {
        '--format': reporterNames,
        '--template': readTemplates(surroundings.data).manifests.map(({ id }) => id),
      }
      surroundings.stdout.write((scripts[name] as (tree: readonly Node[]) => string)(commandTree(program, known)))
    })
}
