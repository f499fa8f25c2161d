/** The commands and options of the program as plain data, for the completion scripts. */

import type { Command, Option } from 'commander'

export interface Node {
  /** Words after `atlaslint`, joined by a space; empty for the program itself. */
  readonly path: string
  readonly description: string
  readonly options: readonly Flag[]
  readonly commands: readonly { readonly name: string; readonly description: string }[]
  /** Words that its first argument may be, where there is a list. */
  readonly words: readonly string[]
  /** True when an argument may be a file. */
  readonly takesFiles: boolean
}

export interface Flag {
  readonly long: string
  readonly short?: string
  readonly description: string
  readonly takesValue: boolean
  /** The values there are; none listed: a file, or free text. */
  readonly values: readonly string[]
}

/** Values that only the program knows, by long option. */
export type KnownValues = Readonly<Record<string, readonly string[]>>

/** Every command, the program first. What belongs to the default command is offered at the program, too. */
export function commandTree(program: Command, known: KnownValues): Node[] {
  const globals = program.options.map((option) => flagOf(option, known))
  const visit = (command: Command, path: readonly string[]): Node[] => {
    const isProgram = path.length === 0
    const acting = isProgram ? (command.commands.find((each) => each.name() === 'lint') ?? command) : command
    const own = acting === program ? [] : acting.options.map((option) => flagOf(option, known))
    const [argument] = acting.registeredArguments
    const node: Node = {
      path: path.join(' '),
      description: command.description(),
      options: [...own, ...globals, help].sort((one, other) => (one.long < other.long ? -1 : 1)),
      commands: [
        ...command.commands.map((each) => ({ name: each.name(), description: each.description() })),
        ...(isProgram ? [{ name: 'help', description: 'print help for a command' }] : []),
      ],
      words: argument?.argChoices ?? [],
      takesFiles: argument !== undefined && argument.argChoices === undefined && command.commands.length === 0,
    }
    const below = command.commands.flatMap((each) => visit(each, [...path, each.name()]))
    return [{ ...node, takesFiles: node.takesFiles || isProgram }, ...below]
  }
  return visit(program, [])
}

const help: Flag = { long: '--help', short: '-h', description: 'print help', takesValue: false, values: [] }

function flagOf(option: Option, known: KnownValues): Flag {
  const long = option.long ?? option.short ?? ''
  return {
    long,
    ...(option.short === undefined || option.short === long ? {} : { short: option.short }),
    description: option.description,
    takesValue: option.required || option.optional,
    values: option.argChoices ?? known[long] ?? [],
  }
}
