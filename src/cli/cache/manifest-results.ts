/** What was found in each manifest, by its content: a run in which a few changed judges those alone. */

import { leadsSomewhere } from '../../io-private.ts'
import type { LintInput } from '../../lint.ts'
import { ofBytes, wholeBytes } from '../../report/packed.ts'
import type { ManifestReport } from '../../report/report.ts'
import type { CacheFolder } from './cache-folder.ts'
import { evidencePlace, hashOf } from './told.ts'

/** Whether files that evidence refers to were there, by their full names. */
export type Evidence = ReadonlyMap<string, boolean>

interface Entry {
  readonly bytes: Uint8Array
  readonly evidence: Evidence
}

interface Header {
  readonly key: string
  readonly entries: readonly (readonly [
    key: string,
    length: number,
    evidence: readonly (readonly [string, boolean])[],
  ])[]
}

export class ManifestResults {
  readonly #folder: CacheFolder
  readonly #key: string
  readonly #known: ReadonlyMap<string, Entry>
  readonly #used = new Map<string, Entry>()
  #isNew = false
  #asked: Map<string, boolean> | undefined

  constructor(folder: CacheFolder, key: string) {
    this.#folder = folder
    this.#key = key
    this.#known = read(folder, key)
  }

  /** Looks whether a file is there, and remembers that this was asked about the manifest being judged. */
  exists(file: string, reference: string): boolean {
    const place = evidencePlace(file, reference)
    const there = leadsSomewhere(place)
    this.#asked?.set(place, there)
    return there
  }

  /** What is known of a manifest, or else what judging it gives. */
  recall(place: string, input: LintInput, judge: () => ManifestReport): ManifestReport {
    const key = hashOf(place, input.bytes)
    const known = this.#known.get(key)
    if (known !== undefined && isSame(known.evidence)) {
      this.#used.set(key, known)
      return ofBytes(known.bytes)
    }
    this.#asked = new Map()
    const manifest = judge()
    const evidence = this.#asked
    this.#asked = undefined
    const bytes = wholeBytes(manifest)
    this.#isNew = true
    this.#used.set(key, { bytes, evidence })
    return ofBytes(bytes)
  }

  /** Whether the files that were asked for were there. */
  evidence(): Evidence {
    return new Map([...this.#used.values()].flatMap(({ evidence }) => [...evidence]))
  }

  /** Keeps what this run used; what is not there any more is forgotten. */
  save(): void {
    if (!this.#isNew && this.#used.size === this.#known.size) return
    const entries = [...this.#used]
    const header: Header = {
      key: this.#key,
      entries: entries.map(([key, { bytes, evidence }]) => [key, bytes.length, [...evidence]]),
    }
    this.#folder.write(
      'manifests',
      this.#key,
      header,
      entries.map(([, { bytes }]) => bytes),
    )
  }
}

function read(folder: CacheFolder, key: string): ReadonlyMap<string, Entry> {
  const opened = folder.read<Header>('manifests', key)
  if (opened === undefined) return new Map()
  let at = 0
  return new Map(
    opened.header.entries.map(([name, length, evidence]) => {
      const bytes = opened.pieces.subarray(at, at + length)
      at += length
      return [name, { bytes, evidence: new Map(evidence) }]
    }),
  )
}

/** True when every file that was there still is, and none has come. */
export function isSame(evidence: Evidence): boolean {
  for (const [place, there] of evidence) if (leadsSomewhere(place) !== there) return false
  return true
}
