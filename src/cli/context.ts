import type { Command } from 'commander'
import type { ColorChoice } from '../report/color.ts'
import { sanitize } from '../report/sanitize.ts'
import type { Engine } from './engine.ts'
import type { Surroundings } from './surroundings.ts'

/** What every command works with. */
export interface Context {
  readonly surroundings: Surroundings
  readonly engine: Engine
  /** Set by the command that ran. */
  exitCode: number
}

/** Adds one command, with its arguments and what it does, to the program. */
export type AddCommand = (program: Command, context: Context) => void

/** Options that stand before or after any command. */
export interface GlobalOptions {
  readonly color: ColorChoice
  readonly debug?: boolean
  readonly quiet?: boolean
}

/** One line on stderr; the text may hold anything. */
export function complain(surroundings: Surroundings, message: string): void {
  surroundings.stderr.write(`atlaslint: ${sanitize(message)}\n`)
}
