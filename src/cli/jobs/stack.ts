/** A few manifests that follow each other: what a thread takes at a time. */

import { type Found, type Input, readInput } from '../../io.ts'
import { digestOf } from '../../report/digest.ts'
import { type Keeping, keepingFor } from '../../report/keeping.ts'
import { type Parcel, parcelOf, together } from '../../report/packed.ts'
import type { ManifestReport } from '../../report/report.ts'
import type { Board } from './board.ts'
import type { Task } from './task.ts'

/** How a manifest is judged, and what is kept of it. */
export interface Work {
  readonly judge: (input: Input) => ManifestReport
  /** Undefined: everything. */
  readonly keeping: Keeping | undefined
  readonly maxFileSize: number
}

export function workOf({ shows, keepsAll, options: { maxFileSize } }: Task, judge: Work['judge']): Work {
  return { judge, keeping: keepsAll ? undefined : keepingFor(shows), maxFileSize }
}

/** With few manifests, or many threads, less is taken at a time, so that all end together. */
export function stackSize(manifests: number, jobs: number): number {
  return Math.max(1, Math.min(together, Math.floor(manifests / (jobs * 4))))
}

export function filesIn(stack: number, found: readonly Found[], size: number): readonly Found[] {
  return found.slice(stack * size, (stack + 1) * size)
}

/** Judges them and packs the results; undefined where anything goes wrong, which is to come to light in its turn. */
export function judgeStack(found: readonly Found[], work: Work, board: Board): Parcel | undefined {
  try {
    return parcelOf(found.map((file) => judged(file, work, board)))
  } catch {
    return undefined
  }
}

function judged(file: Found, { judge, keeping, maxFileSize }: Work, board: Board) {
  const whole = judge(readInput(file, maxFileSize))
  return { manifest: keeping?.cut(whole, board.isBrief) ?? whole, digest: digestOf(whole) }
}
