/**
 * With `io-write.ts` the only door to the file system. Everything is synchronous: reading ten thousand small files one after the other is four times
 * faster than with promises. Trouble that the user can cause is an `InputError`.
 */

import { isUtf8 } from 'node:buffer'
import {
  type Dirent,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { InputError, NoMatchError, reasonOf } from './input-error.ts'
import { loadExtra } from './load-extra.ts'

/** A file as it was read, under the name that the report gives it. */
export interface Input {
  readonly name: string
  readonly bytes: Uint8Array
  /** Where it lies; absent for what was piped in. */
  readonly file?: string
  /** Whether a file that the text refers to is there, seen from its folder; absent for what was piped in. */
  readonly exists?: (reference: string) => boolean
}

/** A file that is there and may be read, but was not yet. */
export interface Found {
  readonly name: string
  readonly file: string
}

export interface FindOptions {
  readonly cwd: string
  /** Which files a folder is searched for. */
  readonly wanted: (name: string) => boolean
  /** Said when a folder holds none. */
  readonly described: string
  readonly allowEmpty: boolean
}

/** True for the names that a manifest has: `ai-system.yaml`, `shop.ai-system.yml`, … */
export function isManifestName(name: string): boolean {
  return /(^|\.)ai-system\.ya?ml$/.test(name)
}

/** True for every YAML file; a folder of rules holds nothing else. */
export function isRuleName(name: string): boolean {
  return /\.ya?ml$/.test(name)
}

/** Files that the arguments name, each once, in the order of their names. An argument is a file, a folder, or else a pattern. */
export function findFiles(args: readonly string[], options: FindOptions): Found[] {
  const found = new Map<string, Found>()
  const links: string[] = []
  const placeOf = folderPlaces(options.cwd)
  for (const file of args.flatMap((argument) => filesOf(argument, options, links))) {
    const folder = folderHolding(file)
    const { real, shown } = placeOf(folder)
    const name = file.slice(folder.endsWith(sep) ? folder.length : folder.length + 1)
    if (!found.has(real + name)) found.set(real + name, { name: shown + name, file })
  }
  for (const link of links) refuseStranger(link, found, options.cwd)
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The folder of a file by its absolute, plain name: `dirname`, which looks at every character, takes long for thousands. */
export function folderHolding(file: string): string {
  const end = file.lastIndexOf(sep)
  return end > 0 && file[end - 1] !== ':' ? file.slice(0, end) : dirname(file)
}

/** What stands before the names of files in a folder, as they are shown and with links followed; asked once a folder. */
function folderPlaces(cwd: string): (folder: string) => { real: string; shown: string } {
  const places = new Map<string, { real: string; shown: string }>()
  return (folder) => {
    const known = places.get(folder)
    if (known) return known
    const place = { real: join(realpathSync(folder), sep), shown: displayName(join(folder, '-'), cwd).slice(0, -1) }
    return places.set(folder, place) && place
  }
}

function filesOf(argument: string, options: FindOptions, links: string[]): string[] {
  const path = resolve(options.cwd, argument)
  const stats = attempt(argument, () => lstatSync(path, { throwIfNoEntry: false }))
  if (!stats) return matches(argument, options)
  if (leadsToFolder(path, stats)) return folder(argument, path, options, links)
  if (stats.isSymbolicLink()) throw new InputError(`${argument} is a symbolic link: name the file that it points to`)
  if (!stats.isFile()) throw new InputError(`${argument} is not a regular file`)
  return [path]
}

/** A folder may be named by a link; a file may not, so that a link in a checkout cannot show a file from elsewhere. */
function leadsToFolder(path: string, stats: Stats): boolean {
  if (!stats.isSymbolicLink()) return stats.isDirectory()
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** A link in a folder adds nothing when its target was found as well; else leaving it out would be silent. */
function refuseStranger(link: string, found: ReadonlyMap<string, Found>, cwd: string): void {
  if (existsSync(link) && found.has(realpathSync(link))) return
  throw new InputError(`${displayName(link, cwd)} is a symbolic link to a file elsewhere: name that file instead`)
}

function folder(argument: string, path: string, options: FindOptions, links: string[]): string[] {
  const files: string[] = []
  walk(path, options, { files, links })
  if (files.length > 0 || options.allowEmpty) return files
  throw new InputError(`no ${options.described} in ${argument === '.' ? 'this folder' : `folder ${argument}`}`)
}

/** Regular files below a folder whose name is wanted. Links are not followed, so there are no loops and no way out. */
function walk(path: string, options: FindOptions, into: { files: string[]; links: string[] }): void {
  const start = path.endsWith(sep) ? path : path + sep
  for (const entry of attempt(displayName(path, options.cwd), () => readdirSync(path, { withFileTypes: true }))) {
    if (isNameless(start + entry.name)) refuseNameless(path, options)
    else if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== '.git') walk(start + entry.name, options, into)
    } else if (options.wanted(entry.name)) {
      if (entry.isFile()) into.files.push(start + entry.name)
      else if (entry.isSymbolicLink()) into.links.push(start + entry.name)
    }
  }
}

/** True where a name is not UTF-8: as text it is the name of nothing. */
function isNameless(file: string): boolean {
  return file.includes('\ufffd') && lstatSync(file, { throwIfNoEntry: false }) === undefined
}

/** What has no name as text cannot be read or reported; that is trouble only where it hides what is looked for. */
function refuseNameless(parent: string, { wanted, described, cwd }: FindOptions): void {
  const isHidden = entriesOf(Buffer.from(parent)).some(
    (entry) => !isUtf8(entry.name) && hides(entry, Buffer.from(parent), wanted),
  )
  if (isHidden)
    throw new InputError(
      `${displayName(parent, cwd)} holds a name that is not UTF-8, and with it a ${described}: rename it`,
    )
}

function entriesOf(folder: Buffer): Dirent<Buffer>[] {
  return attempt(folder.toString(), () => readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }))
}

function hides(entry: Dirent<Buffer>, folder: Buffer, wanted: FindOptions['wanted']): boolean {
  const name = entry.name.toString()
  if (!entry.isDirectory()) return wanted(name)
  if (name === 'node_modules' || name === '.git') return false
  const path = Buffer.concat([folder, Buffer.from(sep), entry.name])
  return entriesOf(path).some((below) => hides(below, path, wanted))
}

/** Nothing has exactly that name, so it may be a pattern. The bounds keep `{a,b}{a,b}{a,b}…` from becoming a bomb. */
function matches(argument: string, options: FindOptions): string[] {
  const none = new NoMatchError(argument, `no such file: ${argument}`)
  if (!/[*?[{]/.test(argument)) throw none
  if (argument.length > 1000 || argument.split('{').length > 5)
    throw new InputError(`pattern is too complex: ${argument}`)
  const files = loadExtra().glob(argument.split(sep).join('/'), options.cwd)
  if (files.length === 0 && !options.allowEmpty) throw new NoMatchError(argument, `no file matches ${argument}`)
  return files
}

/** Relative to the working folder where below it, with forward slashes. */
export function displayName(file: string, cwd: string): string {
  const path = relative(cwd, resolve(cwd, file))
  const below = path !== '' && !path.startsWith('..') && !isAbsolute(path)
  return (below ? path : file).split(sep).join('/')
}

/** Reads a file that was found. It is looked at first: what is too large is an error, never skipped, and nobody waits for a pipe. */
export function readInput(found: Found, maxSize: number): Input {
  const stats = attempt(found.name, () => statSync(found.file))
  if (!stats.isFile() && !stats.isDirectory()) throw new InputError(`${found.name} is not a regular file`)
  if (stats.size > maxSize) throw tooLarge(found.name, maxSize)
  const bytes = attempt(found.name, () => readFileSync(found.file))
  return { name: found.name, file: found.file, bytes, exists: existsFrom(found.file) }
}

/** The same, but read when the bytes are asked for. */
export function readLater(found: Found, maxSize: number): Input {
  return {
    name: found.name,
    file: found.file,
    get bytes() {
      return readInput(found, maxSize).bytes
    },
    exists: existsFrom(found.file),
  }
}

function existsFrom(file: string): (reference: string) => boolean {
  return (reference) => existsSync(resolve(dirname(file), reference))
}

/** Bytes in these files. What cannot be looked at counts nothing here: reading it will say so. */
export function totalSize(files: readonly Found[]): number {
  let size = 0
  for (const { file } of files) {
    try {
      size += statSync(file, { throwIfNoEntry: false })?.size ?? 0
    } catch {}
  }
  return size
}

/** Reads what is piped in, under the given name. */
export async function readStream(
  stream: AsyncIterable<Uint8Array | string>,
  name: string,
  maxSize: number,
): Promise<Input> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    size += bytes.length
    if (size > maxSize) throw tooLarge(name, maxSize)
    chunks.push(bytes)
  }
  return { name, bytes: Buffer.concat(chunks) }
}

function tooLarge(name: string, maxSize: number): InputError {
  return new InputError(`${name} is larger than ${maxSize} bytes (--max-file-size)`)
}

/** Reads a file of our own, such as the compiled catalog. */
export function readText(file: string): string {
  return readFileSync(file, 'utf8')
}

/** The same as bytes. */
export function readBytes(file: string): Buffer {
  return readFileSync(file)
}

/** True for a file or folder, and for a link that leads nowhere: something has the name. */
export function isThere(file: string): boolean {
  return present(file, () => lstatSync(file, { throwIfNoEntry: false })) !== undefined
}

export function isFolder(file: string): boolean {
  return present(file, () => statSync(file, { throwIfNoEntry: false }))?.isDirectory() ?? false
}

/** Nothing is below a file, and no file has a name that is too long or holds a null byte. */
const nowhere: ReadonlySet<string> = new Set(['ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE'])

/** What may not be looked at is trouble. */
function present(file: string, look: () => Stats | undefined): Stats | undefined {
  try {
    return look()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== undefined && nowhere.has(code)) return undefined
    throw new InputError(`cannot read ${file}: ${reasonOf(error)}`)
  }
}

/** The name of a file that is there, with every link on the way followed. */
export function realPath(file: string): string {
  return attempt(file, () => realpathSync(file))
}

/** The same; undefined where nothing is, also at the end of a link. */
export function realPathIfThere(file: string): string | undefined {
  return present(file, () => statSync(file, { throwIfNoEntry: false })) === undefined ? undefined : realPath(file)
}

/** Bytes in a file; 0 when there is none. */
export function sizeOf(file: string): number {
  return attempt(file, () => statSync(file, { throwIfNoEntry: false })?.size ?? 0)
}

/** True when both name the same file on disk. */
export function isSameFile(a: string, b: string): boolean {
  const real = [a, b].map((file) => (existsSync(file) ? realpathSync(file) : undefined))
  return real[0] !== undefined && real[0] === real[1]
}

function attempt<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new InputError(`cannot read ${name}: ${reasonOf(error)}`)
  }
}
