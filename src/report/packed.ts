/** Manifests that are kept while others are judged: a run over ten thousand would else hold a gigabyte of findings. */

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { TacticCoverage } from '../analysis/coverage.ts'
import { type Digest, digest } from './digest.ts'
import type { ManifestReport } from './report.ts'

declare module '../load-extra.ts' {
  interface Extra {
    packing: typeof packing
  }
}

/** What is packed: the lists that grow, the text, and what only some formats show. */
type Body = Pick<ManifestReport, 'findings' | 'exposures' | 'text' | 'details'>

/** What is read often, and small. */
type Head = Omit<ManifestReport, keyof Body>

/** So many go into one text: they say much alike, and a call of zlib costs as much as packing half a manifest. */
export const together = 8

/** Bodies of manifests, one behind the other; compressed as soon as no other is to come. */
class Bodies {
  #open: Buffer[]
  readonly #ends: number[]
  #bytes: Uint8Array | undefined

  constructor(bytes?: Uint8Array, ends: readonly number[] = []) {
    this.#open = []
    this.#ends = [...ends]
    this.#bytes = bytes
  }

  get isFull(): boolean {
    return this.#ends.length >= together
  }

  get ends(): readonly number[] {
    return this.#ends
  }

  /** The position that the body gets. */
  add(body: Body): number {
    const json = Buffer.from(JSON.stringify(body))
    this.#open.push(json)
    return this.#ends.push((this.#ends.at(-1) ?? 0) + json.length) - 1
  }

  close(): Uint8Array {
    this.#bytes ??= deflated(Buffer.concat(this.#open))
    this.#open = []
    return this.#bytes
  }

  /** The JSON of one. Without positions there is only one. */
  json(at: number): string {
    const open = this.#open[at]
    if (open !== undefined) return open.toString()
    if (last?.of !== this) last = { of: this, text: inflateRawSync(this.#bytes as Uint8Array) }
    return last.text.toString('utf8', this.#ends[at - 1] ?? 0, this.#ends[at] ?? last.text.length)
  }
}

/** The text that was unpacked last: formats go from one manifest to the next. */
let last: { readonly of: Bodies; readonly text: Buffer } | undefined

/** The manifest that was read last: each is read several times. */
let read: { readonly of: Bodies; readonly at: number; readonly body: Body } | undefined

/** On manifests that are packed already; each bundle has its own copy of this module, so it is the same for all. */
const place = Symbol.for('atlaslint.packed')

interface Packed extends ManifestReport {
  readonly [place]: { readonly bodies: Bodies; readonly at: number }
}

/** True where findings are read from packed bytes. */
export function isPacked(manifest: ManifestReport): boolean {
  return place in manifest
}

/**
 * Packs one manifest after the other: the same manifests, in a tenth of the room. Findings, exposures and text are compressed, and unpacked
 * when they are read. They are data without `undefined`, so that they come back as they were.
 */
export function packing(): (manifest: ManifestReport) => ManifestReport {
  let bodies = new Bodies()
  return (manifest) => {
    if (isPacked(manifest)) return manifest
    const { head, body } = split(manifest)
    const packed = over(onItsOwn(head), bodies, bodies.add(body), body.details !== undefined)
    if (bodies.isFull) {
      bodies.close()
      bodies = new Bodies()
    }
    return packed
  }
}

/** Packed manifests on their way from one thread to another. */
export interface Parcel {
  readonly bytes: Uint8Array
  readonly ends: readonly number[]
  /** As JSON, which crosses faster than objects do. */
  readonly heads: string
}

interface SentHead {
  readonly head: Head
  readonly hasDetails: boolean
  readonly digest: Digest
}

/** These manifests, with their digests. */
export function parcelOf(manifests: readonly { readonly manifest: ManifestReport; readonly digest: Digest }[]): Parcel {
  const bodies = new Bodies()
  const heads = manifests.map(({ manifest, digest }): SentHead => {
    const { head, body } = split(manifest)
    bodies.add(body)
    return { head, digest, hasDetails: body.details !== undefined }
  })
  return { bytes: bodies.close(), ends: bodies.ends, heads: JSON.stringify(heads) }
}

/** The manifests of a parcel, as packed as they came. */
export function manifestsIn({ bytes, ends, heads }: Parcel): ManifestReport[] {
  const bodies = new Bodies(bytes, ends)
  return (JSON.parse(heads) as SentHead[]).map((sent, at) =>
    Object.defineProperty(over(sent.head, bodies, at, sent.hasDetails), digest, { value: sent.digest }),
  )
}

/** As bytes, with everything that belongs to the manifest. */
export function wholeBytes(manifest: ManifestReport): Uint8Array {
  return deflated(Buffer.from(JSON.stringify(manifest)))
}

/** The manifest that became these bytes, packed. */
export function ofBytes(bytes: Uint8Array): ManifestReport {
  const bodies = new Bodies(bytes)
  const { head, body } = split(JSON.parse(bodies.json(0)) as ManifestReport)
  return over(head, bodies, 0, body.details !== undefined)
}

function split({ findings, exposures, text, details, ...head }: ManifestReport): { head: Head; body: Body } {
  return { head, body: { findings, exposures, text, ...(details === undefined ? {} : { details }) } }
}

/** The same in strings of its own: a name that was cut out of a manifest would keep all of its text. */
function onItsOwn({ coverage, ...rest }: Head): Head {
  return { ...(JSON.parse(JSON.stringify(rest)) as Omit<Head, 'coverage'>), coverage }
}

/** Copied, since what comes out of zlib is a piece of a larger buffer, which would be kept with it. */
function deflated(json: Buffer): Uint8Array {
  return new Uint8Array(deflateRawSync(json, { level: 1, chunkSize: 65_536 }))
}

/** The functions are the same for all: ten thousand manifests would else have forty thousand. */
const readers: PropertyDescriptorMap = Object.fromEntries(
  (['findings', 'exposures', 'text', 'details'] as const).map((name) => [
    name,
    {
      enumerable: true,
      get(this: Packed) {
        return bodyOf(this)[name]
      },
    },
  ]),
)
const { details: detailsReader, ...usualReaders } = readers

function over(head: Head, bodies: Bodies, at: number, hasDetails: boolean): ManifestReport {
  const packed = { ...head, coverage: sharing(head.coverage) }
  Object.defineProperties(packed, hasDetails ? readers : usualReaders)
  return Object.defineProperty(packed, place, { value: { bodies, at } }) as unknown as Packed
}

function bodyOf(manifest: Packed): Body {
  const { bodies, at } = manifest[place]
  if (read?.of !== bodies || read.at !== at) read = { of: bodies, at, body: JSON.parse(bodies.json(at)) as Body }
  return read.body
}

/** Lines of coverage that were met. A tactic has few ways to stand, and the sixteen of a manifest are most of what would be kept of it. */
const met = new Map<string, TacticCoverage>()
const mostMet = 10_000

/** The same coverage, of lines that other manifests have as well. */
function sharing(coverage: ManifestReport['coverage']): ManifestReport['coverage'] {
  if (met.size > mostMet) met.clear()
  const byTactic = coverage.byTactic.map((line) => {
    const key = JSON.stringify(line)
    const known = met.get(key) ?? line
    if (known === line) met.set(key, line)
    return known
  })
  return { ...coverage, byTactic }
}
