/** Where results lie: a folder of sealed files, by what they are of. */

import { join, resolve } from 'node:path'
import { findFiles, isFolder, isManifestName, isThere } from '../../io.ts'
import { listOwn, ownFolder, removeOwn } from '../../io-private.ts'
import { type Context, complain } from '../context.ts'
import { UsageError } from '../usage-error.ts'
import { cacheHome, openSealed, ownKey, writeSealed } from './sealed.ts'
import { hashOf } from './told.ts'

type Kind = 'run' | 'manifests'

/** How many are kept of each kind for a working folder: results of manifests are large. */
const kept: Readonly<Record<Kind, number>> = { run: 8, manifests: 2 }

export class CacheFolder {
  readonly #folder: string
  readonly #secret: Buffer
  readonly #context: Context
  readonly #stem: string

  private constructor(folder: string, secret: Buffer, context: Context) {
    this.#folder = folder
    this.#secret = secret
    this.#context = context
    this.#stem = hashOf(context.surroundings.cwd).slice(0, 12)
  }

  /** The folder that was named, or that of this user; undefined, and said, where there is none that can be trusted. */
  static open(named: string | undefined, context: Context): CacheFolder | undefined {
    const { cwd, env } = context.surroundings
    if (named !== undefined) refuseInput(named, cwd)
    const home = cacheHome(env)
    const secret = home === undefined ? undefined : ownKey(home)
    const folder = named === undefined ? join(home ?? cwd, 'results') : resolve(cwd, named)
    if (secret !== undefined && ownFolder(folder)) return new CacheFolder(folder, secret, context)
    const place = secret === undefined ? (home ?? 'the cache folder of this user (HOME is not set)') : folder
    complain(context.surroundings, `no cache: ${place} is not a folder that this user alone can write to`)
    return undefined
  }

  /** Undefined where there is nothing, or nothing that this user's key sealed; then that is said. */
  read<Header extends { readonly key: string }>(kind: Kind, key: string) {
    const file = this.#fileOf(kind, key)
    const opened = openSealed(file, this.#secret)
    if (opened === undefined) return undefined
    const header = opened === 'broken' ? undefined : (opened.header as Header)
    if (opened !== 'broken' && header?.key === key) return { header, pieces: opened.pieces }
    complain(this.#context.surroundings, `cache ignored: ${file} is damaged, or this user did not write it`)
    return undefined
  }

  write(kind: Kind, key: string, header: { readonly key: string }, pieces: readonly Uint8Array[]): void {
    const file = this.#fileOf(kind, key)
    if (writeSealed(file, this.#secret, header, pieces)) this.#tidy(kind)
    else complain(this.#context.surroundings, `cache not kept: ${file} cannot be written`)
  }

  #tidy(kind: Kind): void {
    const mine = listOwn(this.#folder).filter(({ name }) => name.startsWith(`${this.#stem}-${kind}-`))
    const old = mine.sort((one, other) => other.changed - one.changed).slice(kept[kind])
    for (const { name } of old) removeOwn(join(this.#folder, name))
  }

  #fileOf(kind: Kind, key: string): string {
    return join(this.#folder, `${this.#stem}-${kind}-${key.slice(0, 32)}.bin`)
  }
}

/** `--cache services` takes the word that was meant as a path to lint: everything would be judged, and results put among the manifests. */
function refuseInput(named: string, cwd: string): void {
  const folder = resolve(cwd, named)
  if (!isThere(folder)) return
  const found = isFolder(folder) ? firstManifest(named, folder, cwd) : undefined
  if (isFolder(folder) && found === undefined) return
  const what = found === undefined ? 'it is no folder' : `it holds manifests (${found})`
  throw new UsageError(
    `${named} cannot be the folder of --cache: ${what}; write --cache=<folder> with a folder of its own, or put the paths before --cache`,
  )
}

/** Undefined for a folder that is a cache already. */
function firstManifest(named: string, folder: string, cwd: string): string | undefined {
  if (listOwn(folder).some(({ name }) => /^[0-9a-f]{12}-(run|manifests)-[0-9a-f]{32}\.bin$/.test(name)))
    return undefined
  const [first] = findFiles([named], { cwd, wanted: isManifestName, described: 'manifest', allowEmpty: true })
  return first?.name
}
