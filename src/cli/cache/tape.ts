/** What a run writes, taken down while it is written. */

import type { Written } from './run-results.ts'

/** In characters; a report that is longer is made again the next time. */
const longest = 67_108_864

export class Tape {
  readonly #written: { readonly file: string | undefined; readonly pieces: string[] }[] = []
  #length = 0

  /** All of it, or undefined where it is too long to be kept. */
  written(): Written[] | undefined {
    if (this.#length > longest) return undefined
    return this.#written.map(({ file, pieces }) => ({ file, bytes: Buffer.from(pieces.join('')) }))
  }

  /** The same pieces. */
  *record(file: string | undefined, pieces: Iterable<string>): Generator<string> {
    const entry = { file, pieces: [] as string[] }
    this.#written.push(entry)
    for (const piece of pieces) {
      this.#length += piece.length
      if (this.#length <= longest) entry.pieces.push(piece)
      yield piece
    }
  }
}
