/** Where the paths and packages of a configuration lead, and whether they may lead there. */

import { dirname, join, resolve } from 'node:path'
import type { Origin, Setting } from '../config/settings.ts'
import { displayName, isFolder, isThere, realPath } from '../io.ts'
import { configName, isBelow } from './config-find.ts'
import { UsageError } from './usage-error.ts'

export class ConfigPaths {
  readonly root: string
  readonly #allowOutside: boolean
  readonly #cwd: string

  constructor(root: string, allowOutside: boolean, cwd: string) {
    this.root = realPath(root)
    this.#allowOutside = allowOutside
    this.#cwd = cwd
  }

  /** The file that `extends` names: a path that begins with a dot or a slash, else an installed package. */
  base(word: string, at: Origin, folder: string): string {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(word))
      throw new UsageError(
        `${placeOf(at)}: a configuration is never fetched: install ${word} as a package, or name a file`,
      )
    const path = resolve(folder, word)
    const found = isPath(word) || isThere(path) ? path : this.#package(word, at, folder)
    const file = isThere(found) && isFolder(found) ? join(found, configName) : found
    if (!isThere(file)) throw new UsageError(`${placeOf(at)}: no such file or installed package: ${word}`)
    return this.inside(file, at)
  }

  /** The folder or file of an installed package: the nearest node_modules upward has it. Nothing in it is ever run. */
  #package(word: string, at: Origin, folder: string): string {
    const name = /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*(?=\/|$)/.exec(word)?.[0]
    if (name === undefined || word.split('/').includes('..'))
      throw new UsageError(`${placeOf(at)}: no such file, and no name of a package: ${word}`)
    // Some installers link packages; what those need then lies beside what the link leads to.
    for (const start of [realPath(folder), folder])
      for (let from = start, last = ''; from !== last; last = from, from = dirname(from))
        if (isThere(join(from, 'node_modules', name))) return join(from, 'node_modules', word)
    throw new UsageError(`${placeOf(at)}: no such file or installed package: ${word}`)
  }

  /** A package keeps its rules in a folder `rules`, or where the rest of the word leads. */
  rules(setting: Setting): string {
    const word = String(setting.value)
    const path = resolve(setting.folder, word)
    if (isPath(word) || isThere(path)) return path
    const found = this.#package(word, setting.at, setting.folder)
    if (!isThere(found)) throw new UsageError(`${placeOf(setting.at)}: the package has no ${word}`)
    return isThere(join(found, 'rules')) ? join(found, 'rules') : found
  }

  /** A file that a setting names. */
  existing(setting: Setting): string {
    const file = resolve(setting.folder, String(setting.value))
    if (!isThere(file)) throw new UsageError(`${placeOf(setting.at)}: no such file: ${setting.value}`)
    if (isFolder(file)) throw new UsageError(`${placeOf(setting.at)}: ${setting.value} is a folder: name a file`)
    return this.inside(file, setting.at)
  }

  /** Puts the line of the setting before what goes wrong with its files; that of an item of its list where the item alone goes wrong. */
  located<T>(setting: Setting, find: () => T, findItem: (index: number) => void = () => {}): T {
    try {
      return find()
    } catch (error) {
      if (!(error instanceof Error && 'endsRunWith' in error)) throw error
      const item = setting.items?.find((_, index) => complaintOf(() => findItem(index)) === error.message)
      throw new UsageError(`${placeOf(item ?? setting.at)}: ${error.message}`)
    }
  }

  inside(file: string, at: Origin): string {
    this.stayInside(realPath(file), `${placeOf(at)}: ${this.name(file)}`)
    return file
  }

  stayInside(real: string, what: string): void {
    if (this.#allowOutside || isBelow(real, this.root)) return
    throw new UsageError(`${what} lies outside ${this.name(this.root)}: --allow-outside permits that`)
  }

  name(file: string): string {
    return displayName(file, this.#cwd)
  }
}

function complaintOf(action: () => void): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function isPath(word: string): boolean {
  return /^\.{0,2}[/\\]|^\.{1,2}$/.test(word)
}

export function placeOf({ file, line, column }: Origin): string {
  return `${file}:${line}:${column}`
}
