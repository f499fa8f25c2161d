/** All formats that are read. */

import { compiledFormat } from './compiled-format.ts'
import type { AtlasFormat } from './facts.ts'
import { listsFormat } from './lists-format.ts'
import { mapsFormat } from './maps-format.ts'
import { isMap, quote } from './reading.ts'

export const formats: readonly AtlasFormat[] = [mapsFormat, listsFormat, compiledFormat]

/** Newest data format of ATLAS that is read. */
const newestFormat = 6

/** The format of a file, or why it is none that is read. */
export function formatOf(value: unknown): AtlasFormat | string {
  if (!isMap(value)) return `this is no ATLAS data: read are ${known()}`
  const version = value['format-version']
  if (version !== undefined && majorOf(version) !== newestFormat) {
    return `ATLAS data of format ${quote(version)} is not read: an update of atlaslint may know it`
  }
  const found = formats.find((format) => format.recognises(value))
  return found ?? `this is no ATLAS data${hint(value)}: read are ${known()}`
}

function majorOf(version: unknown): number | undefined {
  return typeof version === 'string' || typeof version === 'number' ? Number.parseInt(`${version}`, 10) : undefined
}

function known(): string {
  return formats.map(({ name }) => name).join('; ')
}

/** Neighbours of the right file. */
function hint(value: Readonly<Record<string, unknown>>): string {
  if (value.type === 'bundle') return ' as YAML but a STIX bundle'
  if (value.format === 1) return ' with all details but the short catalog that a lint run uses'
  return 'atlaslint' in value ? ' but a manifest' : ''
}
