/**
 * The only place that starts another program: git, to see what a change touches and what stands at another commit. Arguments never pass
 * a shell. In the second bundle, since Node's part for it is slow to load.
 */

import { spawnSync } from 'node:child_process'
import { UsageError } from './usage-error.ts'

/** Nothing is fetched, asked or written. */
const quiet = { GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }

const mostBytes = 1_000_000_000

export interface GitAnswer {
  /** Undefined where git had something against it. */
  readonly bytes: Buffer | undefined
  /** The first line of what it said to that. */
  readonly said: string
}

/** Runs git in a folder. That it is not installed ends the run. */
export function askGit(args: readonly string[], cwd: string, input = ''): GitAnswer {
  const options = { cwd, env: { ...process.env, ...quiet }, input, maxBuffer: mostBytes, windowsHide: true }
  const { error, status, stdout, stderr } = spawnSync('git', ['--no-pager', ...args], options)
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
    throw new UsageError('git is needed to look at another commit, and it is not installed')
  if (error !== undefined) throw new UsageError(`git did not answer: ${error.message}`)
  const said = stderr.toString('utf8').trim().split('\n')[0] ?? ''
  return { bytes: status === 0 ? stdout : undefined, said }
}

/** What git prints, or undefined where it refuses. */
export function git(args: readonly string[], cwd: string): string | undefined {
  return askGit(args, cwd).bytes?.toString('utf8')
}

/** Names that git prints with `-z`. */
export function gitNames(args: readonly string[], cwd: string): string[] {
  const { bytes, said } = askGit(args, cwd)
  if (bytes === undefined) throw new UsageError(`git cannot list files: ${said}`)
  return bytes
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '')
}

/** The commit that a ref names, before the first one the empty tree. One that is not there ends the run: a checkout without history must not look like an empty one. */
export function commitOf(ref: string, cwd: string): string {
  refuseOddRef(ref)
  rootOf(cwd)
  const { bytes } = askGit(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], cwd)
  const commit = bytes?.toString('utf8').trim() ?? nothingYet(ref, cwd)
  if (commit === undefined)
    throw new UsageError(
      `git knows no '${ref}' here; a pipeline may have to fetch it first (git fetch origin <branch>)`,
    )
  return commit
}

/** A hook runs before the first commit, too: HEAD names none then, and nothing else does. */
function nothingYet(ref: string, cwd: string): string | undefined {
  if (ref !== 'HEAD' || git(['rev-list', '--max-count=1', '--all'], cwd) !== '') return undefined
  return git(['hash-object', '-t', 'tree', '--stdin'], cwd)?.trim()
}

/** The commit where the history of the work tree and that of a ref part. */
export function commonCommit(ref: string, cwd: string): string {
  const commit = commitOf(ref, cwd)
  // There is nothing that it could part from.
  if (commit === nothingYet(ref, cwd)) return commit
  const { bytes } = askGit(['merge-base', commit, 'HEAD'], cwd)
  if (bytes === undefined)
    throw new UsageError(
      `'${ref}' and this work tree have no common history here; a pipeline may have to fetch more of it`,
    )
  return bytes.toString('utf8').trim()
}

/** The top folder of the repository around a folder. */
export function rootOf(cwd: string): string {
  const { bytes, said } = askGit(['rev-parse', '--show-toplevel'], cwd)
  if (bytes === undefined)
    throw new UsageError(`this folder is in no git repository that can be read${said && `: ${said}`}`)
  return bytes.toString('utf8').replace(/\r?\n$/, '')
}

/** Whatever git lets a branch be called, with ~1, ^ or @{1} behind it; neither an option, nor a range, nor a path within a commit, nor a search. */
function refuseOddRef(ref: string): void {
  const isPlain = /^(?![-^])[^\p{Cc}\s:?*[\\]+$/u.test(ref) && !ref.includes('..') && !ref.includes('^{/')
  if (!isPlain || ref.length > 250) throw new UsageError(`'${ref}' is no name of a branch, tag or commit`)
}
