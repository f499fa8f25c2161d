/** The other threads of a run: each prepares itself as the first one did, and judges stacks until none is left. In the second bundle. */

import { version } from '../../version.ts'
import { Configurations } from '../configured.ts'
import { configuredRun } from '../configured-run.ts'
import type { Context } from '../context.ts'
import type { Engine } from '../engine.ts'
import { type GateFlags, gatekeeping } from '../gatekeeping.ts'
import { detailFor } from '../many.ts'
import { ruleFilesAt } from '../rule-files.ts'
import { Board } from './board.ts'
import { filesIn, judgeStack, type Work, workOf } from './stack.ts'
import { isUnchanged, type Task, type Told } from './task.ts'

declare module '../../load-extra.ts' {
  interface Extra {
    work: typeof work
  }
}

/** What the thread has from its process. */
export interface Bench {
  readonly engine: Engine
  readonly env: Readonly<Record<string, string | undefined>>
  /** Sends a result to the first thread. */
  send(message: unknown, moved: readonly ArrayBuffer[]): void
}

/** Whatever goes wrong before the first stack is taken goes wrong in the first thread as well, where it is said. */
export function work(task: Task, bench: Bench): void {
  const board = new Board(task.memory)
  const done = prepare(task, bench)
  if (!isUnchanged(task)) return
  const { found, size } = task
  for (let stack = board.take(); stack * size < found.length; stack = board.take()) {
    const parcel = judgeStack(filesIn(stack, found, size), done, board)
    const told: Told = { stack, parcel }
    bench.send(told, parcel === undefined ? [] : [parcel.bytes.buffer as ArrayBuffer])
    board.tell()
  }
}

/** Notes and complaints are the first thread's to make. */
function prepare(task: Task, { engine, env }: Bench): Work {
  const { options, paths, all, found, now, cwd, data, shows } = task
  const silent = { write: () => undefined }
  const stdin = (async function* () {})()
  const surroundings = { stdin, stdout: silent, stderr: silent, env, cwd, now: new Date(), data }
  const context: Context = { surroundings, engine, exitCode: 0 }
  const run = configuredRun(all, false, options, new Configurations(options, context), context)
  const { decide } = gatekeeping(judgingOnly(options), { ...run, paths, found, isPart: true }, context).options
  const { prepared, policyOf } = run.prepare(ruleFilesAt(options.rules ?? [], context).found)
  const judge = prepared.judge({
    ...{ version, now, limits: { maxBytes: options.maxFileSize }, failOn: 'none', strict: false, exitZero: false },
    ...(policyOf === undefined ? {} : { policyOf }),
    ...(decide === undefined ? {} : { decide }),
    ...detailFor(
      shows.formats.map((format) => ({ format })),
      context,
    ),
  })
  return workOf(task, judge)
}

/** What is held against the baseline is held against it in the first thread, which knows what came before. */
function judgingOnly({ decisions, ignoreDecisions }: GateFlags): GateFlags {
  return {
    baseline: false,
    ...(decisions === undefined ? {} : { decisions }),
    ...(ignoreDecisions === undefined ? {} : { ignoreDecisions }),
  }
}
