/** Which file is the configuration of a folder. On the way of every run, so it only looks whether files are there. */

import { dirname, join, relative, resolve } from 'node:path'
import { isFolder, isThere } from '../io.ts'
import { UsageError } from './usage-error.ts'

export const configName = 'atlaslint.config.yaml'
/** Read by nothing; passing over it in silence would be worse than an error. */
const wrongName = 'atlaslint.config.yml'
const versionControl = ['.git', '.hg', '.jj', '.svn']

/** The folder of the repository that a folder lies in. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (versionControl.some((name) => isThere(join(at, name)))) return at
    if (at === dirname(at)) return undefined
  }
}

/**
 * Finds the nearest configuration upward, as far as the root of the repository. Without a repository no further than the working
 * folder, or the folder itself when it is not below that: a file further up may be anybody's.
 */
export class ConfigFinder {
  readonly #cwd: string
  readonly #known = new Map<string, string | undefined>()
  readonly #roots = new Map<string, string>()

  constructor(cwd: string) {
    this.#cwd = cwd
  }

  nearest(folder: string): string | undefined {
    return this.#nearest(folder, this.rootOf(folder))
  }

  /** Where looking upward ends. */
  rootOf(folder: string): string {
    let root = this.#roots.get(folder)
    if (root === undefined) {
      root = repositoryOf(folder) ?? (isBelow(folder, this.#cwd) ? this.#cwd : folder)
      this.#roots.set(folder, root)
    }
    return root
  }

  #nearest(folder: string, root: string): string | undefined {
    if (this.#known.has(folder)) return this.#known.get(folder)
    const file = join(folder, configName)
    if (isThere(join(folder, wrongName)))
      throw new UsageError(`${join(folder, wrongName)} is not read: call it ${configName}`)
    const found = isThere(file)
      ? file
      : folder === root || folder === dirname(folder)
        ? undefined
        : this.#nearest(dirname(folder), root)
    this.#known.set(folder, found)
    return found
  }
}

/** True for a path below a folder, and for the folder itself. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return (
    way === '' ||
    (way !== '..' && !way.startsWith('../') && !way.startsWith('..\\') && resolve(folder, way) === resolve(path))
  )
}

/** The folder that an argument speaks of. */
export function folderOf(path: string | undefined, cwd: string): string {
  if (path === undefined || path === '-') return cwd
  const full = resolve(cwd, path)
  return isFolder(full) ? full : dirname(full)
}
