import { realPath } from '../io.ts'
import { askGit, commitOf, rootOf } from './git.ts'
import { UsageError } from './usage-error.ts'

/** A file as it was, or undefined where it was not there. */
export type FileThen = (file: string) => Uint8Array | undefined

/** Files (absolute names) as they stand at a ref of the repository around `folder`. */
export function filesAtRef(ref: string, files: readonly string[], folder: string): FileThen {
  const commit = commitOf(ref, folder)
  const root = rootOf(folder)
  const paths = files.map((file) => pathBelow(root, file))
  const contents = readAll(commit, paths, folder)
  const byFile = new Map(files.map((file, index) => [file, contents[index]]))
  return (file) => byFile.get(file)
}

/** As git names it: from the top of the repository, with forward slashes. */
function pathBelow(root: string, file: string): string {
  const [top, real] = [realPath(root), realPath(file)].map((path) => path.replaceAll('\\', '/')) as [string, string]
  if (!real.startsWith(`${top}/`)) throw new UsageError(`${file} is not in the git repository ${root}`)
  const path = real.slice(top.length + 1)
  if (path.includes('\n')) throw new UsageError(`git cannot be asked for ${file}: its name has a line break`)
  return path
}

/** All in one call. Git answers each with `<id> <type> <size>`, the bytes and a line feed, or with one line that says `missing`. */
function readAll(commit: string, paths: readonly string[], folder: string): (Uint8Array | undefined)[] {
  const { bytes, said } = askGit(['cat-file', '--batch'], folder, paths.map((path) => `${commit}:${path}\n`).join(''))
  if (bytes === undefined) throw new UsageError(`git cannot show files of another commit: ${said}`)
  let at = 0
  return paths.map(() => {
    const end = bytes.indexOf(10, at)
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(bytes.subarray(at, end).toString('utf8')) ?? []
    at = end + 1
    if (type === undefined) return undefined
    const content = bytes.subarray(at, at + Number(size))
    at += Number(size) + 1
    return type === 'blob' ? content : undefined
  })
}
