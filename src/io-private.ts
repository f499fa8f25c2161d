/**
 * Files that this user alone may have written, as a cache has to be: in a folder that nobody else can write to, readable by nobody else,
 * never behind a link. What is not so is not read, and nothing here is an error for whoever asked for a report.
 */

import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

const user = process.getuid?.()

/** Makes the folder where there is none; false where it is not this user's own, or others can write to it. */
export function ownFolder(folder: string): boolean {
  return attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const stats = lstatSync(folder)
    return stats.isDirectory() && isOwn(stats, 0o022)
  }, false)
}

/** The bytes, or undefined where the file is not there, is no plain file, or others may read or write it. */
export function readOwn(file: string): Buffer | undefined {
  return attempt(() => {
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    try {
      const stats = fstatSync(descriptor)
      return stats.isFile() && isOwn(stats, 0o077) ? readFileSync(descriptor) : undefined
    } finally {
      closeSync(descriptor)
    }
  }, undefined)
}

/** Writes beside the target and renames; false where that does not work, as on a full disk. */
export function writeOwn(file: string, pieces: readonly Uint8Array[]): boolean {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`)
  return attempt(
    () => {
      const descriptor = openSync(temporary, 'wx', 0o600)
      try {
        for (const piece of pieces) writeFileSync(descriptor, piece)
      } finally {
        closeSync(descriptor)
      }
      renameSync(temporary, file)
      return true
    },
    () => {
      rmSync(temporary, { force: true })
      return false
    },
  )
}

/** Names in a folder with the time of their last change, in milliseconds. */
export function listOwn(folder: string): { readonly name: string; readonly changed: number }[] {
  return attempt(() => readdirSync(folder).map((name) => ({ name, changed: statSync(join(folder, name)).mtimeMs })), [])
}

export function removeOwn(file: string): void {
  attempt(() => rmSync(file, { force: true }), undefined)
}

/** What the file system says of a file without reading it: one that was written since says something else. */
export interface FileState {
  readonly size: number
  readonly modified: number
  readonly changed: number
  readonly inode: number
}

export function stateOf(file: string): FileState | undefined {
  return attempt(() => {
    const { size, mtimeMs, ctimeMs, ino } = statSync(file)
    return { size, modified: mtimeMs, changed: ctimeMs, inode: ino }
  }, undefined)
}

/** True for a file or folder that is there, links followed. */
export function leadsSomewhere(file: string): boolean {
  return existsSync(file)
}

function isOwn({ uid, mode }: { uid: number; mode: number }, forbidden: number): boolean {
  return user === undefined || (uid === user && (mode & forbidden) === 0)
}

function attempt<T>(action: () => T, otherwise: T | (() => T)): T {
  try {
    return action()
  } catch {
    return typeof otherwise === 'function' ? (otherwise as () => T)() : otherwise
  }
}
