/** Writing files: whole, or not at all. With `io.ts` the only door to the file system. In the second bundle: most runs write none. */

import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InputError, reasonOf } from './input-error.ts'

declare module './load-extra.ts' {
  interface Extra {
    writeAtomically: typeof writeAtomically
  }
}

/**
 * Writes beside the target and renames, so that a reader never sees half a report, and a run that ends in the middle leaves what was
 * there. A long text comes in pieces. A device or a pipe has no half.
 */
export function writeAtomically(file: string, text: string | Iterable<string | Uint8Array>): void {
  const pieces = typeof text === 'string' ? [text] : text
  writing(file, () => {
    const before = lstatSync(file, { throwIfNoEntry: false })
    if (before !== undefined && !replaceable(file, before)) return writePieces(file, 'w', pieces)
    const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`)
    // In a container every run has the same number: what one that was killed has left is in the way.
    rmSync(temporary, { force: true })
    try {
      writePieces(temporary, 'wx', pieces, before)
      renameSync(temporary, file)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  })
}

/** False for what is written to as it is. A link could lead anywhere, and in its place a file would be a surprise: neither is done. */
function replaceable(file: string, before: Stats): boolean {
  if (!before.isSymbolicLink()) return before.isFile() || before.isDirectory()
  const target = statSync(file, { throwIfNoEntry: false })
  if (target === undefined || target.isFile())
    throw new InputError(`cannot write ${file}: it is a symbolic link; name the file that it points to`)
  return target.isDirectory()
}

/** A piece is made when it is asked for: what goes wrong there has nothing to do with the file. */
function writing(file: string, write: () => void): void {
  holdSignals()
  try {
    write()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new InputError(`cannot write ${file}: ${reasonOf(error)}`)
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
let isHolding = false

/** Signals wait until the file is whole and nothing is left beside it; then they end the run as they would have. */
function holdSignals(): void {
  if (isHolding) return
  isHolding = true
  for (const signal of signals) process.on(signal, endRun)
  // Node tells of a signal, and does this, only when what runs now is done.
  setImmediate(letSignals)
}

function letSignals(): void {
  isHolding = false
  for (const signal of signals) process.off(signal, endRun)
}

function endRun(signal: NodeJS.Signals): void {
  letSignals()
  process.kill(process.pid, signal)
}

/** Permissions, and where that is allowed the owner, are those of the file that is replaced. */
function writePieces(file: string, flag: 'w' | 'wx', pieces: Iterable<string | Uint8Array>, before?: Stats): void {
  const descriptor = openSync(file, flag)
  try {
    if (before !== undefined) {
      ignoring(() => fchownSync(descriptor, before.uid, before.gid))
      fchmodSync(descriptor, before.mode & 0o777)
    }
    for (const piece of pieces) writeFileSync(descriptor, piece)
  } finally {
    closeSync(descriptor)
  }
}

function ignoring(action: () => void): void {
  try {
    action()
  } catch {}
}

/** The same in a folder that may not be there yet. */
export function writeWithFolders(file: string, text: string): void {
  writing(file, () => void mkdirSync(dirname(file), { recursive: true }))
  writeAtomically(file, text)
}

/** Adds to the end of a file, which may not be there yet. */
export function appendText(file: string, text: string): void {
  writing(file, () => {
    const descriptor = openSync(file, 'a')
    const { size } = fstatSync(descriptor)
    try {
      writeFileSync(descriptor, text)
    } catch (error) {
      // Half a table would spoil what others have written.
      ignoring(() => ftruncateSync(descriptor, size))
      throw error
    } finally {
      closeSync(descriptor)
    }
  })
}
