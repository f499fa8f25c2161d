/** What a thread is told, and what it needs to judge as the first one does. */

import type { Found } from '../../io.ts'
import { type FileState, stateOf } from '../../io-private.ts'
import type { Shows } from '../../report/keeping.ts'
import type { Parcel } from '../../report/packed.ts'
import type { ConfigOptions } from '../config-options.ts'
import type { GateFlags } from '../gatekeeping.ts'

/** Plain data: it crosses from one thread to another. */
export interface Task {
  readonly memory: SharedArrayBuffer
  readonly options: JudgingOptions
  readonly paths: readonly string[]
  /** All manifests of the run, for their configurations. */
  readonly all: readonly Found[]
  /** Those that are judged here. */
  readonly found: readonly Found[]
  readonly size: number
  /** Date that expiry and age are held against, YYYY-MM-DD. */
  readonly now: string
  readonly cwd: string
  readonly data: string
  readonly shows: Shows
  /** All of a manifest is kept for now: the first thread has to see it. */
  readonly keepsAll: boolean
  /** What every manifest is held against, as it lies on disk. */
  readonly shared: readonly Found[]
  readonly states: readonly (FileState | undefined)[]
}

/** What a thread tells of a stack; without a parcel: somebody else has to do it. */
export interface Told {
  readonly stack: number
  readonly parcel: Parcel | undefined
}

/** The options by which a manifest is judged. */
export interface JudgingOptions extends ConfigOptions, GateFlags {
  readonly rules?: readonly string[]
  readonly catalog?: string
  readonly maxFileSize: number
}

export function statesOf(files: readonly Found[]): (FileState | undefined)[] {
  return files.map(({ file }) => stateOf(file))
}

/** False where a file was written since the run began: then two threads would judge by different rules. */
export function isUnchanged({ shared, states }: Task): boolean {
  return JSON.stringify(statesOf(shared)) === JSON.stringify(states)
}
