/** The entry of `dist/cli.cjs`: connects the parts, and says how the second bundle is loaded. */

import { installExtra, installFormats, loadExtra } from '../load-extra.ts'
import type { chalkPaint } from '../report/chalk-paint.ts'
import { installPaint } from '../report/paint.ts'
import { installRecovery } from '../source/lazy.ts'
import { installCache } from './cache/request.ts'
import type { resultCache } from './cache/result-cache.ts'
import type { extra } from './extra.ts'
import type { formats } from './formats.ts'
import type { Task } from './jobs/task.ts'
import type { Bench } from './jobs/worker.ts'
import { addLint } from './lint-command.ts'
import { lintEngine } from './lint-engine.ts'
import { createProgram, main } from './main.ts'
import type { Surroundings } from './surroundings.ts'

installExtra(() => (require('./extra.cjs') as { extra: typeof extra }).extra)
installFormats(() => (require('./formats.cjs') as { formats: typeof formats }).formats)
installPaint(() => (require('./color.cjs') as { chalkPaint: typeof chalkPaint }).chalkPaint)
installCache(() => (require('./cache.cjs') as { resultCache: typeof resultCache }).resultCache)
installRecovery(() => loadExtra().recover)

export function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  return main(argv, surroundings, lintEngine)
}

/** What another thread of a run does; see `jobs/worker.ts`. */
export function work(task: Task, thread: Omit<Bench, 'engine'>): void {
  loadExtra().work(task, { ...thread, engine: lintEngine })
}

/** What `atlaslint --help` prints; the build keeps it in a file, so that help needs no program. */
export function helpText(surroundings: Surroundings): string {
  const program = createProgram({ surroundings, engine: lintEngine, exitCode: 0 }, [addLint, ...loadExtra().commands])
  let text = ''
  program.configureOutput({ ...program.configureOutput(), writeOut: (part) => (text += part) })
  program.outputHelp()
  return text
}
