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
let last: { readonly bytes: Uint8Array; readonly value: Packed } | undefined

/**
 * The same manifest in a tenth of the room: findings, exposures and text are compressed, and unpacked when they are read. They are data
 * without `undefined`, so that they come back as they were.
 */
export function packed(manifest: ManifestReport): ManifestReport {
  const { findings, exposures, text, details, ...rest } = manifest
  const bytes = deflateRawSync(JSON.stringify({ findings, exposures, text, details }), { level: 1 })
  const light = {
    ...rest,
    get findings() {
      return unpacked(bytes).findings
    },
    get exposures() {
      return unpacked(bytes).exposures
    },
    get text() {
      return unpacked(bytes).text
    },
  }
  if (details === undefined) return light
  return Object.defineProperty(light, 'details', { enumerable: true, get: () => unpacked(bytes).details })
}

function unpacked(bytes: Uint8Array): Packed {
  if (last?.bytes !== bytes) last = { bytes, value: JSON.parse(inflateRawSync(bytes).toString()) as Packed }
  return last.value
}
