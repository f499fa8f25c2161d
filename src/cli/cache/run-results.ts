/** A whole run: what it wrote and how it ended. Where nothing has changed, that is written again, byte for byte. */

import { createHash } from 'node:crypto'
import type { Found } from '../../io.ts'
import { readInput } from '../../io.ts'
import { type FileState, stateOf } from '../../io-private.ts'
import type { CacheFolder } from './cache-folder.ts'
import { type Evidence, isSame } from './manifest-results.ts'
import { hashOf } from './told.ts'

/** A file that was written less long ago, in milliseconds, could be written again without looking any different. */
const unsettled = 2000

/** A report as it was written; without a file: to stdout. */
export interface Written {
  readonly file: string | undefined
  readonly bytes: Uint8Array
}

export interface Ended {
  readonly code: number
  readonly written: readonly Written[]
}

interface Header {
  readonly key: string
  readonly contents: string
  /** Hash of what the file system said of the manifests before they were read; null where that could not be relied on. */
  readonly states: string | null
  readonly evidence: readonly (readonly [string, boolean])[]
  readonly code: number
  readonly written: readonly (readonly [file: string | null, length: number])[]
}

export interface RunFiles {
  readonly found: readonly Found[]
  readonly placeOf: (found: Found) => string
  readonly maxFileSize: number
  /** Contents are looked at, whatever the file system says. */
  readonly byContent: boolean
  /** When the run began, in milliseconds. */
  readonly began: number
}

export class RunResults {
  readonly #folder: CacheFolder
  readonly #key: string
  readonly #files: RunFiles
  readonly #states: string | undefined

  constructor(folder: CacheFolder, key: string, files: RunFiles) {
    this.#folder = folder
    this.#key = key
    this.#files = files
    this.#states = statesOf(files)
  }

  /** What the same run said, if there was one. */
  recall(): Ended | undefined {
    const opened = this.#folder.read<Header>('run', this.#key)
    if (opened === undefined || !isSame(new Map(opened.header.evidence))) return undefined
    const { states, contents, evidence } = opened.header
    const ended = endedIn(opened.header, opened.pieces)
    if (states !== null && states === this.#states) return ended
    if (contents !== contentsOf(this.#files)) return undefined
    // Next time the short cut will do.
    if (this.#states !== undefined) this.save(ended, contents, new Map(evidence))
    return ended
  }

  /** `contents`: hash of the contents as they were judged. */
  save({ code, written }: Ended, contents: string, evidence: Evidence): void {
    const pieces = written.map(({ bytes }) => bytes)
    const header: Header = {
      key: this.#key,
      contents,
      states: this.#states ?? null,
      evidence: [...evidence],
      code,
      written: written.map(({ file }, index) => [file ?? null, pieces[index]?.length ?? 0]),
    }
    this.#folder.write('run', this.#key, header, pieces)
  }
}

function endedIn({ code, written }: Header, pieces: Buffer): Ended {
  let at = 0
  const parts = written.map(([file, length]) => {
    const bytes = pieces.subarray(at, at + length)
    at += length
    return { file: file ?? undefined, bytes }
  })
  return { code, written: parts }
}

/** Undefined where contents count, and where a file was written just now: the time stamps of file systems are coarse. */
function statesOf({ found, placeOf, byContent, began }: RunFiles): string | undefined {
  if (byContent) return undefined
  const states = new Float64Array(found.length * 4)
  let places = ''
  let next = 0
  for (const manifest of found) {
    const state = stateOf(manifest.file)
    if (state === undefined || isUnsettled(state, began)) return undefined
    places += placeOf(manifest)
    for (const number of [state.size, state.modified, state.changed, state.inode]) states[next++] = number
  }
  return hashOf(places, new Uint8Array(states.buffer))
}

function isUnsettled({ modified, changed }: FileState, began: number): boolean {
  return Math.max(modified, changed) > began - unsettled
}

function contentsOf({ found, placeOf, maxFileSize }: RunFiles): string {
  const contents = new Contents()
  for (const manifest of found) contents.add(placeOf(manifest), readInput(manifest, maxFileSize).bytes)
  return contents.hash()
}

/** The contents of manifests, one by one: one hash over all of them, since beginning one costs as much as a small file. */
export class Contents {
  readonly #hash = createHash('sha256')

  add(place: string, bytes: Uint8Array | string): void {
    this.#hash.update(`${place.length}:${place}${bytes.length}:`).update(bytes)
  }

  hash(): string {
    return this.#hash.copy().digest('hex')
  }
}
