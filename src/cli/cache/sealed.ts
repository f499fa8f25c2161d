/**
 * Files with a seal: a header and pieces, and over both a code that only this user's key makes. A cache file decides what a report says,
 * so one from elsewhere (another user, a checkout, a hand) must not be believed, and one that was damaged is known by the same.
 */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isAbsolute, join } from 'node:path'
import { ownFolder, readOwn, writeOwn } from '../../io-private.ts'

const sealLength = 32
const lengthLength = 4

/** Header and pieces as they were written. */
export interface Opened {
  readonly header: unknown
  readonly pieces: Buffer
}

/** The cache folder of the user, where one can be had. */
export function cacheHome(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const places = [env.XDG_CACHE_HOME, below(env.HOME, '.cache'), env.LOCALAPPDATA]
  const home = places.find((place) => place !== undefined && isAbsolute(place))
  return home === undefined ? undefined : join(home, 'atlaslint')
}

function below(folder: string | undefined, name: string): string | undefined {
  return folder === undefined || folder === '' ? undefined : join(folder, name)
}

/** This user's key; made when it is first asked for. Undefined where there is no place that others cannot write to. */
export function ownKey(home: string): Buffer | undefined {
  if (!ownFolder(home)) return undefined
  const file = join(home, 'cache-key')
  const known = readOwn(file)
  if (known?.length === sealLength) return known
  writeOwn(file, [randomBytes(sealLength)])
  // Read back: of two runs that begin together, one writes last.
  const made = readOwn(file)
  return made?.length === sealLength ? made : undefined
}

export function writeSealed(file: string, key: Buffer, header: unknown, pieces: readonly Uint8Array[]): boolean {
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(lengthLength)
  length.writeUInt32LE(text.length)
  const parts = [length, text, ...pieces]
  return writeOwn(file, [seal(key, parts), ...parts])
}

/** Undefined where there is no file; `broken` where there is one that this user's key did not seal. */
export function openSealed(file: string, key: Buffer): Opened | 'broken' | undefined {
  const bytes = readOwn(file)
  if (bytes === undefined) return undefined
  const start = sealLength + lengthLength
  if (bytes.length < start) return 'broken'
  const rest = bytes.subarray(sealLength)
  if (!timingSafeEqual(bytes.subarray(0, sealLength), seal(key, [rest]))) return 'broken'
  const end = start + rest.readUInt32LE(0)
  return { header: JSON.parse(bytes.subarray(start, end).toString()), pieces: bytes.subarray(end) }
}

function seal(key: Buffer, parts: readonly Uint8Array[]): Buffer {
  const code = createHmac('sha256', key)
  for (const part of parts) code.update(part)
  return code.digest()
}
