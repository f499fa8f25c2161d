/**
 * A run on several threads, as the first one sees it. All take stacks of manifests from one counter, and what they find is taken in the order
 * of the files, so that nothing depends on who did what. This thread judges as well: the stack whose turn it is where nobody has taken it, and
 * one further on while it would have to wait. What a thread cannot do, for whatever reason, is done here in its turn, with the outcome that it
 * would have had without threads. In the second bundle.
 */

import { manifestsIn } from '../../report/packed.ts'
import type { ManifestReport } from '../../report/report.ts'
import type { Mailbox, Threads } from '../surroundings.ts'
import { Board } from './board.ts'
import { filesIn, judgeStack, stackSize, type Work, workOf } from './stack.ts'
import { statesOf, type Task, type Told } from './task.ts'

declare module '../../load-extra.ts' {
  interface Extra {
    crewFor: typeof crewFor
  }
}

export interface Crew {
  /** What was found in a manifest. They are asked for in their order, each once. */
  recall(input: unknown, judge: () => ManifestReport): ManifestReport
  /** From here on a line about each finding is enough. */
  beBrief(): void
  /** Sends everybody home, also before all is done. */
  dismiss(): void
}

/** So long, in milliseconds, nobody waits for a thread that says nothing: it may have ended. */
const patience = 5_000

/** Starts the other threads of so many. */
export function crewFor(
  open: Omit<Task, 'memory' | 'size' | 'states'>,
  judge: Work['judge'],
  jobs: number,
  threads: Threads,
): Crew {
  const board = new Board()
  const size = stackSize(open.found.length, jobs)
  const task: Task = { ...open, memory: board.memory, size, states: statesOf(open.shared) }
  const mailboxes = Array.from({ length: jobs - 1 }, () => threads.start(task))
  return crewOn(board, mailboxes, task, workOf(task, judge))
}

function crewOn(board: Board, mailboxes: readonly Mailbox[], { found, size }: Task, work: Work): Crew {
  const stacks = Math.ceil(found.length / size)
  const done = new Map<number, readonly ManifestReport[] | undefined>()
  const note = ({ stack, parcel }: Told) => done.set(stack, parcel && manifestsIn(parcel))

  function empty(): void {
    for (const next of mailboxes) for (let told = next(); told !== undefined; told = next()) note(told as Told)
  }

  /** Judges something further on, or waits. A stack without parcel is judged here, file by file, as they are asked for. */
  function passTime(wanted: number, told: number): void {
    const stack = board.take()
    if (stack === wanted) note({ stack, parcel: undefined })
    else if (stack < stacks) note({ stack, parcel: judgeStack(filesIn(stack, found, size), work, board) })
    else if (!board.wait(told, patience)) note({ stack: wanted, parcel: undefined })
  }

  function settle(stack: number): void {
    while (!done.has(stack)) {
      const { told } = board
      empty()
      if (!done.has(stack)) passTime(stack, told)
    }
  }

  let position = -1
  return {
    recall: (_, judge) => {
      position += 1
      const stack = Math.floor(position / size)
      settle(stack)
      const known = done.get(stack)?.[position % size]
      if (position % size === size - 1) done.delete(stack)
      return known ?? judge()
    },
    beBrief: () => board.beBrief(),
    dismiss: () => board.clear(stacks),
  }
}
