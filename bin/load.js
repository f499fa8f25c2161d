'use strict'

// Loads the bundles with V8's code cache, which saves compiling them on every start. Cached code is code: it lies in the package's
// own dist folder or in the user's cache folder, readable and writable by this user alone, and never where others can put files.
// Whatever goes wrong with it, the program runs without.
const fs = require('node:fs')
const { basename, dirname, isAbsolute, join } = require('node:path')

const dist = join(__dirname, '..', 'dist')
const user = process.getuid?.()
const off = process.env.ATLASLINT_NO_CACHE === '1'
const loaded = []

/**
 * Flags of V8, for all threads at once. The run of a hook or an editor is over before V8's optimiser has paid for itself. A run over
 * thousands keeps less garbage: the heap may hold half as much of it as it holds data, where V8 would let it hold three times as much, which
 * is a sixth of the memory, and no time.
 */
const flags = {
  started: ['--opt', '--heap-growing-percent=0'],
  hasty: ['--no-opt'],
  thorough: ['--opt', '--heap-growing-percent=50'],
}
let mode = 'started'
let staysOptimized = false

/** Loads a bundle, by Node's own cache where there is one (22.1 and later). */
exports.load = (file) => {
  if (off) return require(file)
  // Node 20 has no cache of its own, and loading node:module to learn that takes a millisecond.
  if (process.version.startsWith('v20.')) return loadScript(file)
  const { enableCompileCache } = require('node:module')
  if (!enableCompileCache) return loadScript(file)
  const folder = firstFolder(true)
  if (folder) enableCompileCache(folder)
  return require(file)
}

/**
 * Keeps what was compiled in this run for the next one of its kind. V8 compiles a function when it is first called, so a cache holds
 * what the runs before it called: a run of a kind that the cache has not seen adds to it.
 */
exports.save = (kind) => {
  // Also where Node keeps the code itself, which it does at the very end.
  enter('started')
  const known = (each) => kind === undefined || each.kinds.includes(kind)
  for (const each of loaded) {
    if (each.cached && known(each)) continue
    const kinds = known(each) ? each.kinds : [...each.kinds, kind]
    attempt(() => write(each.name, Buffer.concat([each.script.createCachedData(), trailer(kinds)])))
  }
}

/** V8's optimiser: switched off where a run is over before it has paid for itself, until there is more to do. */
exports.withoutOptimizer = () => {
  if (mode === 'started' && !staysOptimized) enter('hasty')
}
exports.withOptimizer = (isVeryMuch) => {
  staysOptimized = true
  if (isVeryMuch || mode === 'hasty') enter('thorough')
}

/** Another thread begins when the first has much to do. */
exports.inThread = () => {
  mode = 'thorough'
}

function enter(wanted) {
  if (mode === wanted) return
  // Loads a good part of Node with it, so only those pay who switch.
  const { setFlagsFromString } = require('node:v8')
  for (const flag of flags[wanted]) setFlagsFromString(flag)
  mode = wanted
}

/**
 * V8 takes a code cache only under the flags that it was made with: all are made and read under those that Node starts with. Node's own
 * modules come out of such a cache, too.
 */
exports.asStarted = asStarted
function asStarted(action) {
  const before = mode
  enter('started')
  try {
    return action()
  } finally {
    enter(before)
  }
}

function loadScript(file) {
  const { Script } = require('node:vm')
  const source = fs.readFileSync(file, 'latin1')
  const stem = `${basename(file)}-${process.version}-${process.arch}-`
  // The build ends each bundle with a hash of its content: file times say nothing, npm sets them all alike.
  const name = `${stem}${source.slice(-17, -1)}.bin`
  const cache = attempt(() => read(name))
  const code = `(function (exports, require, module, __filename, __dirname) {${source}\n})`
  const script = asStarted(() => new Script(code, { filename: file, cachedData: cache?.data }))
  const cached = cache !== undefined && !script.cachedDataRejected
  loaded.push({ script, name, cached, kinds: cached ? cache.kinds : [] })
  const module = { exports: {} }
  const requireHere = (id) => (id.startsWith('./') ? loadScript(join(dirname(file), id)) : asStarted(() => require(id)))
  script.runInThisContext().call(module.exports, module.exports, requireHere, module, file, dirname(file))
  return module.exports
}

function read(name) {
  const folder = firstFolder(false)
  if (!folder) return undefined
  const descriptor = fs.openSync(join(folder, name), 'r')
  try {
    return isPrivate(fs.fstatSync(descriptor)) ? parted(fs.readFileSync(descriptor)) : undefined
  } finally {
    fs.closeSync(descriptor)
  }
}

/** A cache file is V8's data, the kinds of run that it holds the code of, one a line, and how long that text is. */
function trailer(kinds) {
  const text = Buffer.from(kinds.join('\n'))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  return Buffer.concat([text, length])
}

function parted(content) {
  const end = content.length - 4
  const start = end - content.readUInt32LE(end)
  const kinds = content.toString('utf8', start, end)
  return { data: content.subarray(0, start), kinds: kinds === '' ? [] : kinds.split('\n') }
}

/** Writes beside the target and renames, then drops what an earlier version of the bundle left for this Node. */
function write(name, data) {
  const folder = firstFolder(true)
  if (!folder) return
  const temporary = join(folder, `${name}.${process.pid}${Math.random().toString(36).slice(1)}.tmp`)
  fs.rmSync(temporary, { force: true })
  try {
    fs.writeFileSync(temporary, data, { mode: 0o600, flag: 'wx' })
    fs.renameSync(temporary, join(folder, name))
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw error
  }
  const stem = name.slice(0, -20)
  for (const other of fs.readdirSync(folder)) {
    if (other.startsWith(stem) && other !== name) fs.rmSync(join(folder, other), { force: true })
  }
}

/** The package's own folder when the package is ours, else the user's cache folder. */
function firstFolder(create) {
  const own = attempt(() => isPrivate(fs.statSync(dist)) && usable(join(dist, '.cache'), create))
  return own || attempt(() => user !== undefined && usable(join(cacheHome(), 'atlaslint'), create)) || undefined
}

function cacheHome() {
  const { XDG_CACHE_HOME, HOME } = process.env
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME
  return join(HOME && isAbsolute(HOME) ? HOME : require('node:os').homedir(), '.cache')
}

/** The folder, when it is a real one that nobody else can write to. */
function usable(folder, create) {
  if (create) fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stats = fs.lstatSync(folder)
  if (!stats.isDirectory() || !isPrivate(stats)) return undefined
  if (create) fs.accessSync(folder, fs.constants.W_OK)
  return folder
}

function isPrivate({ uid, mode }) {
  return user === undefined || (uid === user && (mode & 0o022) === 0)
}

function attempt(action) {
  try {
    return action()
  } catch {
    return undefined
  }
}
