/** Whether a run has other threads work for it, and how many; most have not. */

import { type Found, totalSize } from '../../io.ts'
import { loadExtra } from '../../load-extra.ts'
import type { Context } from '../context.ts'
import type { Threads } from '../surroundings.ts'
import type { Crew } from './crew.ts'
import type { Work } from './stack.ts'
import type { Task } from './task.ts'

/** From so many manifests, or so many bytes of them, a second thread saves more than starting it costs: measured on two cores. */
const enough = { manifests: 2000, bytes: 10_000_000, few: 16 }

/** More threads than this have rarely been measured to help, and each takes some eighty megabytes. */
const mostJobs = 8

export interface Hiring {
  /** As asked; undefined: as it pays. */
  readonly jobs: number | undefined
  /** One thread has to do all, whatever was asked. */
  readonly isAlone: boolean
  readonly judge: Work['judge']
  readonly task: Omit<Task, 'memory' | 'size' | 'states' | 'cwd' | 'data'>
}

/** Undefined where this thread does all. */
export function hire({ jobs, isAlone, judge, task }: Hiring, { surroundings }: Context): Crew | undefined {
  const { threads, optimize, cwd, data } = surroundings
  if (threads === undefined || isAlone || jobs === 1) return undefined
  const number = Math.min(jobs ?? jobsThatPay(task.found, threads), task.found.length)
  if (number < 2) return undefined
  // The optimiser is switched on and off for all threads at once.
  optimize?.(true)
  return loadExtra().crewFor({ ...task, cwd, data }, judge, number, threads)
}

function jobsThatPay(found: readonly Found[], threads: Threads): number {
  const { length } = found
  const pays = length >= enough.manifests || (length >= enough.few && totalSize(found) >= enough.bytes)
  return pays ? Math.min(threads.cores(), mostJobs) : 1
}
