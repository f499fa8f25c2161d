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

/** Keeps what was compiled in this run for the next one. */
exports.save = () => {
  for (const { script, name, fresh } of loaded) if (fresh) attempt(() => write(name, script.createCachedData()))
}

function loadScript(file) {
  const { Script } = require('node:vm')
  const source = fs.readFileSync(file, 'latin1')
  const stem = `${basename(file)}-${process.version}-${process.arch}-`
  // The build ends each bundle with a hash of its content: file times say nothing, npm sets them all alike.
  const name = `${stem}${source.slice(-17, -1)}.bin`
  const cachedData = attempt(() => read(name))
  const code = `(function (exports, require, module, __filename, __dirname) {${source}\n})`
  const script = new Script(code, { filename: file, cachedData })
  loaded.push({ script, name, fresh: cachedData === undefined || script.cachedDataRejected })
  const module = { exports: {} }
  const requireHere = (id) => (id.startsWith('./') ? loadScript(join(dirname(file), id)) : require(id))
  script.runInThisContext().call(module.exports, module.exports, requireHere, module, file, dirname(file))
  return module.exports
}

function read(name) {
  const folder = firstFolder(false)
  if (!folder) return undefined
  const descriptor = fs.openSync(join(folder, name), 'r')
  try {
    return isPrivate(fs.fstatSync(descriptor)) ? fs.readFileSync(descriptor) : undefined
  } finally {
    fs.closeSync(descriptor)
  }
}

/** Writes beside the target and renames, then drops what an earlier version of the bundle left for this Node. */
function write(name, data) {
  const folder = firstFolder(true)
  if (!folder) return
  const temporary = join(folder, `${name}.${process.pid}.tmp`)
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
