/**
 * Where the time goes, by part of the program: samples of V8's profiler over readable bundles, each counted for the source file that
 * its line came from. The profiler slows what it watches, so shares say more than milliseconds.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleNames, bundleOptions, stamp } from '../build.mjs'
import { exampleVariant, usualManifest } from './manifests.mjs'
import { row } from './measure.mjs'

/** The first that fits counts. */
const parts = [
  ['Node itself: start, modules, files', /^node:/],
  ['code taken from the cache', /^\(Script\)/],
  ['garbage collection', /^\(garbage collector\)/],
  ['V8 and the system beside', /^\(/],
  ['YAML', /^(?:node_modules\/js-yaml|src\/source)\//],
  ['schema and references', /^(?:dist\/generated|src\/manifest)\//],
  ['the system as a graph', /^src\/system\//],
  ['rules: conditions, ways, evidence', /^src\/rules\//],
  ['cuts, severity, coverage', /^src\/analysis\//],
  ['checks', /^src\/checks\//],
  ['report', /^src\/report\//],
  ['catalog and words', /^(?:src\/(?:atlas|library)\/|src\/vocabulary)/],
  ['command line and configuration', /^(?:node_modules\/commander|src\/cli|src\/config|bin)\//],
  ['the rest', /^/],
]

export async function profile(scene) {
  const folder = await readablePackage(scene)
  const one = (name, text) => scene.file(`profile-${name}.yaml`, text)
  const example = [...scene.examples].sort((left, right) => left.length - right.length)[scene.examples.length >> 1]
  return [
    ...profiled(
      scene,
      folder,
      'one manifest of 225 lines',
      one('usual', () => usualManifest(0)),
      scene.rounds,
    ),
    ...profiled(
      scene,
      folder,
      'one example',
      one('example', () => exampleVariant([example], 0)),
      scene.rounds,
    ),
    ...profiled(scene, folder, '1,000 generated files', scene.manifests('usual', 1000), 1),
  ]
}

/** The package with bundles that kept their names and the comments that say which file comes next. */
async function readablePackage({ root, packed, bench }) {
  const folder = join(bench.folder, 'readable')
  cpSync(packed, folder, { recursive: true })
  for (const name of bundleNames) {
    const outfile = join(folder, 'dist', `${name}.cjs`)
    await build({ ...bundleOptions(root, name), outfile, minify: false })
    stamp(outfile)
  }
  return folder
}

function profiled({ bench, node, lintArgs }, folder, what, input, rounds) {
  const [bin, ...args] = lintArgs(input)
  const program = bin.replace(/.*(?=bin)/, `${folder}/`)
  const out = join(bench.folder, 'profiles')
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out)
  // The first run fills the code cache.
  bench.time(node(program, ...args))
  for (let round = 0; round < rounds; round++)
    bench.time(node('--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', out, program, ...args))
  const times = timesIn(out, folder)
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  return parts.map(([name]) => {
    const time = times.get(name) ?? 0
    return row('', `${what}: ${name}`, (time / total) * 100, { unit: ' %', milliseconds: time / rounds })
  })
}

/** Milliseconds by part, over all profiles of a folder. */
function timesIn(out, folder) {
  const times = new Map()
  const sources = new Map()
  const read = (url) => {
    if (!sources.has(url)) sources.set(url, readFileSync(url, 'utf8'))
    return sources.get(url)
  }
  for (const file of readdirSync(out)) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(out, file), 'utf8'))
    const partOf = partsOfProfile(nodes, folder, read)
    samples.forEach((id, index) => {
      const part = partOf.get(id)
      times.set(part, (times.get(part) ?? 0) + timeDeltas[index] / 1000)
    })
  }
  return times
}

/** By id of a profile's node, its part; `read` gives the text of a bundle. What is built into the language belongs to what calls it. */
export function partsOfProfile(nodes, folder, read) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const starts = new Map()
  const startsIn = (url) => {
    if (!starts.has(url)) starts.set(url, sourceStarts(read(url)))
    return starts.get(url)
  }
  const found = new Map()
  const visit = ({ id, callFrame, children = [] }, around) => {
    const isBuiltIn = callFrame.url === '' && !/^\(|^Script$/.test(callFrame.functionName)
    const part = isBuiltIn ? around : partNamed(sourceOf(callFrame, folder, startsIn))
    found.set(id, part)
    for (const child of children) visit(byId.get(child), part)
  }
  visit(nodes[0], undefined)
  return found
}

function partNamed(source) {
  return parts.find(([, pattern]) => pattern.test(source))[0]
}

function sourceOf({ functionName, url, lineNumber }, folder, startsIn) {
  const file = url.replace(/^file:\/\//, '')
  if (functionName === 'Script') return '(Script)'
  if (file === '') return functionName
  if (!file.startsWith(folder)) return 'node:'
  if (!file.endsWith('.cjs')) return 'bin/'
  return startsIn(file).findLast(({ from }) => from <= lineNumber)?.name ?? 'bin/'
}

/** Where each source file begins in a bundle: esbuild writes its name before it. */
function sourceStarts(text) {
  return text.split('\n').flatMap((line, from) => {
    const name = /^\s*\/\/ ((?:src|node_modules|dist|package\.json)\S*)$/.exec(line)?.[1]
    return name === undefined ? [] : [{ from, name }]
  })
}
