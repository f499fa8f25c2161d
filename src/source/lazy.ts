/**
 * The door to rare work. `recover.ts` holds the `yaml` package, which costs more to load than everything else together and is
 * needed only when a file is broken. So nothing on the usual way imports it; whoever starts the program says how to get it:
 *
 * - the bundle: `installRecovery(() => require('./rare.cjs').recover)`, with `recover.ts` in the second file;
 * - tests and the library: `import { recover } from './recover.ts'; installRecovery(() => recover)`.
 *
 * Without it a broken file is still a problem, but only its first error is told.
 */

import type { ProblemList } from './problems.ts'
import type { SourceLimits } from './source.ts'

/** Reads a broken text again and adds everything that is wrong with it. */
export type Recover = (text: string, limits: SourceLimits, problems: ProblemList) => void

let load: (() => Recover) | undefined

/** Says how the second reader is loaded; it is called when the first broken file is met. */
export function installRecovery(loader: (() => Recover) | undefined): void {
  load = loader
}

export function loadRecover(): Recover | undefined {
  return load?.()
}
