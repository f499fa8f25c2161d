import { isAbsolute, relative, resolve, sep } from 'node:path'
import { repositoryOf } from './config-find.ts'

/**
 * Where files lie below a folder, with forward slashes: the repository's unless another is named, else the working folder. Programs that
 * show findings beside the code look from there. A file that lies elsewhere, or is none, keeps the name that it has.
 */
export function placedBelow(base: string | undefined, cwd: string): (file: string) => string {
  const folder = base === undefined ? (repositoryOf(cwd) ?? cwd) : resolve(cwd, base)
  return (file) => {
    const path = relative(folder, resolve(cwd, file))
    const below = path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
    return below && !file.startsWith('<') ? path.split(sep).join('/') : file
  }
}
