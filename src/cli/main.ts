/** The command line: arguments in, exit code out. Touches nothing but what it is given. */

import { Command, CommanderError } from 'commander'
import { loadExtra } from '../load-extra.ts'
import { Exit } from '../report/exit-code.ts'
import { sanitize, sanitizeLines } from '../report/sanitize.ts'
import { nearest } from '../source/nearest.ts'
import { version } from '../version.ts'
import { commandNames, mayNameCommand } from './command-names.ts'
import { type AddCommand, type Context, complain } from './context.ts'
import type { Engine } from './engine.ts'
import { addLint } from './lint-command.ts'
import { choiceOption } from './parsers.ts'
import type { Surroundings } from './surroundings.ts'
import { expectedExit, UsageError } from './usage-error.ts'

const epilogue = `
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on, or a manifest that is not valid
  2  wrong arguments, no or unreadable input, broken configuration or rules: nothing was linted
  3  a bug in atlaslint

Examples:
  atlaslint                             lint every manifest below this folder
  atlaslint ai-system.yaml              lint one file ('atlaslint lint --help' lists the options)
  atlaslint -f pretty -f json=out.json  a report to read and one to keep
`

/** Runs the program and returns its exit code. It never throws. */
export async function main(argv: readonly string[], surroundings: Surroundings, engine: Engine): Promise<number> {
  const context: Context = { surroundings, engine, exitCode: Exit.clean }
  const others = mayNameCommand(argv) ? loadExtra().commands : []
  if (others.length > 0) surroundings.optimize?.()
  const program = createProgram(context, [addLint, ...others])
  try {
    await program.parseAsync(argv, { from: 'user' })
    return context.exitCode
  } catch (error) {
    return explainTrouble(error, argv, surroundings)
  }
}

/** The program with these commands; the build prints its help from this. */
export function createProgram(context: Context, commands: readonly AddCommand[]): Command {
  const { stdout, stderr } = context.surroundings
  const program = new Command('atlaslint')
    .description('Threat-model linter for AI systems: holds a system manifest against MITRE ATLAS.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addOption(choiceOption('--color <when>', 'colour the report', ['auto', 'always', 'never']).default('auto'))
    .option('-q, --quiet', 'only findings that fail the run; nothing when none does')
    .option('--debug', 'show the stack of an internal error')
    .configureOutput({
      writeOut: (text) => void stdout.write(sanitizeLines(text)),
      writeErr: (text) => void stderr.write(sanitizeLines(text)),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .addHelpText('after', epilogue)
    .exitOverride()
    .hook('preAction', (_, command) => {
      refuseEmptyPaths(command)
      context.surroundings.began?.(`${command.parent?.name()} ${command.name()}`)
    })
  for (const add of commands) add(program, context)
  return program
}

/** What a shell makes of a variable that is not set; it would name this folder. */
function refuseEmptyPaths(command: Command): void {
  if (command.args.includes('')) throw new UsageError('an argument is empty')
  for (const option of command.options) {
    const values = [command.getOptionValue(option.attributeName())].flat()
    if (/[<[](file|folder|path)[\]>]/.test(option.flags) && values.includes(''))
      throw new UsageError(`${option.long}: the path is empty`)
  }
}

/** Every way in which a run can end before its time. */
function explainTrouble(error: unknown, argv: readonly string[], surroundings: Surroundings): number {
  if (error instanceof CommanderError) return asked(error) ? Exit.clean : Exit.usage
  const exit = expectedExit(error)
  if (exit === undefined) {
    reportBug(error, argv.includes('--debug'), surroundings)
    return Exit.internal
  }
  const { message, argument } = error as Error & { argument?: string }
  complain(surroundings, message + (argument === undefined ? '' : commandHint(argument)))
  return exit
}

/** Help and version were asked for; help that is printed because something was missing has an exit code of its own. */
function asked(error: CommanderError): boolean {
  return error.exitCode === 0
}

/** `lint` is the default command, so a mistyped command arrives as a path. */
function commandHint(argument: string): string {
  const command = nearest(argument, ['lint', ...commandNames])
  return command === undefined ? '' : ` (did you mean the command '${command}'?)`
}

function reportBug(error: unknown, debug: boolean, surroundings: Surroundings): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const hint = debug ? '' : ' (--debug shows where)'
  complain(surroundings, `internal error: ${message}${hint}; please report it`)
  if (debug) for (const line of (stack ?? '').split('\n')) surroundings.stderr.write(`  ${sanitize(line)}\n`)
}
