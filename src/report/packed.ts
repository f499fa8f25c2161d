/** Manifests that are kept while others are judged: a run over ten thousand would else hold a gigabyte of findings. */

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ManifestReport } from './report.ts'

declare module '../load-extra.ts' {
  interface Extra {
    packed: typeof packed
  }
}

/** What is packed: the lists that grow, the text, and what only some formats show. */
type Packed = Pick<ManifestReport, 'findings' | 'exposures' | 'text' | 'details'>

/** The manifest that was unpacked last: formats go from one to the next and read each several times. */
let last: { readonly parcel: Parcel; readonly value: Packed } | undefined

/** Compressed, and the text that it may repeat. */
interface Parcel {
  readonly bytes: Uint8Array
  readonly dictionary?: Buffer
}

/** Manifests say much alike: the first that is packed is the dictionary of the others, which halves them. */
let dictionary: Buffer | undefined
const longestDictionary = 32_768

/** On manifests that are packed already; each bundle has its own copy of this module, so it is the same for all. */
const isPacked = Symbol.for('atlaslint.packed')

/**
 * The same manifest in a tenth of the room: findings, exposures and text are compressed, and unpacked when they are read. They are data
 * without `undefined`, so that they come back as they were.
 */
export function packed(manifest: ManifestReport, keepsText = true): ManifestReport {
  if (isPacked in manifest) return manifest
  const { findings, exposures, text, details, ...rest } = manifest
  const json = Buffer.from(JSON.stringify({ findings, exposures, text: keepsText ? text : '', details }))
  dictionary ??= Buffer.from(json.subarray(-longestDictionary))
  return over(rest, { bytes: deflated(json, dictionary), dictionary }, details !== undefined)
}

/** As bytes, with everything that belongs to the manifest. */
export function wholeBytes(manifest: ManifestReport): Uint8Array {
  return deflated(Buffer.from(JSON.stringify(manifest)))
}

/** The manifest that became these bytes, packed. */
export function ofBytes(bytes: Uint8Array): ManifestReport {
  const parcel = { bytes }
  const {
    findings: _findings,
    exposures: _exposures,
    text: _text,
    details,
    ...rest
  } = unpacked(parcel) as ManifestReport
  return over(rest, parcel, details !== undefined)
}

/** Copied, since what comes out of zlib is a piece of a larger buffer, which would be kept with it. */
function deflated(json: Buffer, words?: Buffer): Uint8Array {
  return new Uint8Array(deflateRawSync(json, { level: 1, ...(words === undefined ? {} : { dictionary: words }) }))
}

function over(rest: Omit<ManifestReport, keyof Packed>, parcel: Parcel, hasDetails: boolean): ManifestReport {
  const manifest: ManifestReport = {
    ...rest,
    get findings() {
      return unpacked(parcel).findings
    },
    get exposures() {
      return unpacked(parcel).exposures
    },
    get text() {
      return unpacked(parcel).text
    },
  }
  if (hasDetails) Object.defineProperty(manifest, 'details', { enumerable: true, get: () => unpacked(parcel).details })
  return Object.defineProperty(manifest, isPacked, { value: true })
}

function unpacked(parcel: Parcel): Packed {
  if (last?.parcel !== parcel) last = { parcel, value: JSON.parse(inflated(parcel).toString()) as Packed }
  return last.value
}

function inflated({ bytes, dictionary }: Parcel): Buffer {
  return inflateRawSync(bytes, dictionary === undefined ? {} : { dictionary })
}
