/** What is measured: each section gives lines of the table. Targets are those of the design: an empty Node is 1. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inside } from './inside.mjs'
import { exampleVariant, usualManifest, writeManifests } from './manifests.mjs'
import { median, medianRatio, missing, row } from './measure.mjs'
import { peers } from './peers.mjs'
import { profile } from './profile.mjs'
import { readyProgram } from './programs.mjs'
import { manifestOfSize, shapedSystem } from './shapes.mjs'

/** In the order of the table. `peers` needs programs from elsewhere and `profile` measures nothing, so they run when they are asked for. */
export const sections = { start, many, peers, cache, growth, memory, inside, profile }

const floorArgs = ['-e', '0']

/** One manifest, cold: the 225 lines that the targets were set on, then the example of the usual size, then 2,000 lines. */
function start(scene) {
  const { bench, node, lint, rounds } = scene
  const usual = scene.file('usual.yaml', () => usualManifest(0))
  const example = scene.file('example.yaml', () => middleOf(scene.examples))
  const large = scene.file('large.yaml', () => manifestOfSize(54_000))
  const noCache = { extra: { ATLASLINT_NO_CACHE: '1' } }
  const ready = readyProgram(scene)
  const samples = bench.rounds(
    {
      floor: () => bench.time(node(...floorArgs)),
      version: () => bench.time(node(scene.bin, '--version')),
      help: () => bench.time(node(scene.bin, '--help')),
      usual: () => bench.time(lint(usual)),
      example: () => bench.time(lint(example)),
      usualNone: () => bench.time(lint(usual), noCache),
      exampleNone: () => bench.time(lint(example), noCache),
      large: () => bench.time(lint(large)),
      ready: () => bench.time(node(ready)),
    },
    rounds,
  )
  const line = (id, what, name, limits) =>
    row(id, what, medianRatio(samples[name], samples.floor), { ...limits, milliseconds: median(samples[name]) })
  const above = median(samples.ready.map((sample, round) => (sample - samples.floor[round]) / samples.floor[round]))
  const cold = { target: 1.8, stretch: 1.4 }
  const none = { target: 2.6, stretch: 1.9 }
  const short = { target: 1.15, stretch: 1.05 }
  return [
    line('', 'node -e 0 (the floor)', 'floor', {}),
    line('T1', 'lint one manifest of 225 lines, code cache', 'usual', cold),
    line('T1', 'lint one example (255 lines, 19 components), code cache', 'example', cold),
    line('T2', 'lint one manifest of 225 lines, no code cache', 'usualNone', none),
    line('T2', 'lint one example, no code cache', 'exampleNone', none),
    line('T3', 'lint one manifest of 54 kB', 'large', { target: 3.5, stretch: 2.4 }),
    line('T4', '--version', 'version', short),
    line('T4', '--help', 'help', short),
    row('T13', 'rules, catalog and validator ready, above an empty Node', above, { target: 0.25, stretch: 0.18 }),
  ]
}

function middleOf(texts) {
  return texts.toSorted((one, other) => one.length - other.length)[texts.length >> 1]
}

/** Folders of manifests against nothing but parsing the same files. */
function many(scene) {
  return [
    ...throughput(scene, 'usual', 'generated'),
    ...throughput(scene, 'example', 'examples'),
    ...[1000, 3000].map((count) => threads(scene, count)),
  ]
}

/** From which number on a second thread pays depends on the machine: the program's own limit stands in `src/cli/jobs/hire.ts`. */
function threads(scene, count) {
  const { bench, lint, few } = scene
  const folder = scene.manifests('usual', count)
  const time = (jobs) => () => bench.time([...lint(folder), '--jobs', String(jobs)])
  const samples = bench.rounds({ one: time(1), two: time(2) }, few)
  const milliseconds = median(samples.two)
  return row('', `${count} files (generated): two threads to one`, medianRatio(samples.two, samples.one), {
    milliseconds,
  })
}

function throughput(scene, kind, name) {
  const { bench, node, lint, parse, few } = scene
  const thousand = scene.manifests(kind, 1000)
  const samples = bench.rounds(
    {
      lint: () => bench.time([...lint(thousand), '--jobs', '1']),
      jsYaml: () => bench.time(node(parse, 'js-yaml', thousand)),
      yaml: () => bench.time(node(parse, 'yaml', thousand)),
    },
    few,
  )
  const milliseconds = median(samples.lint)
  const against = (id, what, other, limits) =>
    row(id, what, medianRatio(samples.lint, samples[other]), { ...limits, milliseconds })
  return [
    against('T5', `1,000 files (${name}) to bare js-yaml load`, 'jsYaml', { target: 2, stretch: 0.9 }),
    against('T6', `1,000 files (${name}) to bare yaml parse`, 'yaml', { target: 0.25, stretch: 0.12 }),
  ]
}

/** Ten times the work should take ten times the time. */
function growth(scene) {
  return [filesGrowth(scene, 'usual', 'generated'), sizeGrowth(scene), ...shapesGrowth(scene)]
}

function filesGrowth(scene, kind, name) {
  const { bench, node, lint, parse, fewest } = scene
  const [thousand, tenThousand] = [1000, 10_000].map((count) => scene.manifests(kind, count))
  const samples = bench.rounds(
    {
      1000: () => bench.time([...lint(thousand), '--jobs', '1']),
      10000: () => bench.time([...lint(tenThousand), '--jobs', '1']),
      jsYaml: () => bench.time(node(parse, 'js-yaml', tenThousand)),
    },
    fewest,
    { warmsUp: false },
  )
  const milliseconds = median(samples[10_000])
  const toParsing = medianRatio(samples[10_000], samples.jsYaml).toFixed(2)
  return row('T9', `10,000 files to 1,000 (${name})`, medianRatio(samples[10_000], samples[1000]), {
    ...{ target: 10.5, stretch: 9, milliseconds },
    note: `10,000 files to bare js-yaml load: ${toParsing}`,
  })
}

/** Manifests above a megabyte are refused unless the program is told otherwise. */
function sizeGrowth(scene) {
  const { bench, lint, few } = scene
  const [half, five] = [500_000, 5_000_000].map((bytes) => scene.file(`${bytes}.yaml`, () => manifestOfSize(bytes)))
  const what = 'one file of 5 MB to one of 0.5 MB'
  const samples = bench.rounds({ half: () => bench.time(lint(half)), five: () => bench.time(lint(five)) }, few)
  if (!scene.judges(five)) return missing('T10', what, 'a file of 5 MB is refused')
  const milliseconds = median(samples.five)
  return row('T10', what, medianRatio(samples.five, samples.half), { target: 10, stretch: 6, milliseconds })
}

/** One system of 10 to 10,000 components, as far as a run takes less than a minute. */
function shapesGrowth(scene) {
  return ['chain', 'star', 'dense'].flatMap((shape) => {
    const rows = []
    let before
    for (const count of [10, 100, 1000, 10_000]) {
      const file = scene.file(`${shape}-${count}.yaml`, () => shapedSystem(shape, count))
      const once = scene.bench.time(scene.lint(file))
      const samples =
        once > 5000 ? [once] : scene.bench.rounds({ one: () => scene.bench.time(scene.lint(file)) }, 3).one
      const milliseconds = median(samples)
      const what = `one system of ${count} components (${shape}) to one of ${count / 10}`
      if (!scene.judges(file)) rows.push(missing('', what, `refused: ${statSync(file).size} bytes`))
      else if (before !== undefined) rows.push(row('', what, milliseconds / before, { target: 10.5, milliseconds }))
      if (milliseconds > 5000) break
      before = milliseconds
    }
    return rows
  })
}

/** Nothing has changed since the last run. */
function cache(scene) {
  const { bench, node, lint, few } = scene
  const folder = scene.manifests('usual', 10_000)
  const place = join(bench.folder, 'results')
  const cached = [...lint(folder), '--cache', place]
  const quiet = [...cached, '--quiet', '--fail-on', 'none']
  // The first run fills the cache; once the files have settled, the next notes what the file system says of them.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500)
  for (const command of [cached, quiet, cached, quiet]) bench.time(command, { extra: { CI: '' } })
  const samples = bench.rounds(
    {
      floor: () => bench.time(node(...floorArgs)),
      local: () => bench.time(cached, { extra: { CI: '' } }),
      quiet: () => bench.time(quiet, { extra: { CI: '' } }),
      contents: () => bench.time(cached, { extra: { CI: 'true' } }),
    },
    few,
  )
  const line = (what, name) =>
    row('T12', what, medianRatio(samples[name], samples.floor), {
      ...{ target: 8, stretch: 6, milliseconds: median(samples[name]) },
    })
  return [
    line('10,000 unchanged files with --cache, nothing to tell', 'quiet'),
    line('10,000 unchanged files with --cache, a report of 44 MB', 'local'),
    line('the same on a build server: contents are looked at', 'contents'),
  ]
}

/** Peak memory in MiB. */
function memory(scene) {
  const { bench, fewest } = scene
  const one = scene.file('usual.yaml', () => usualManifest(0))
  const large = scene.file('5000000.yaml', () => manifestOfSize(5_000_000))
  const peak = (input, jobs) => {
    const args = [...scene.lintArgs(input), '--jobs', String(jobs)]
    return median(bench.rounds({ peak: () => bench.memory(args) }, fewest, { warmsUp: false }).peak)
  }
  const line = (what, input, target, stretch, jobs = 1) =>
    row('T11', what, peak(input, jobs), { target, stretch, unit: ' MiB' })
  return [
    line('peak memory, 1 file', one, 50, 42),
    line('peak memory, 10,000 files (generated), one thread', scene.manifests('usual', 10_000), 110, 80),
    line(
      'peak memory, 10,000 files (generated), two threads',
      scene.manifests('usual', 10_000),
      undefined,
      undefined,
      2,
    ),
    scene.judges(large)
      ? line('peak memory, one file of 5 MB', large, 260, 170)
      : missing('T11', 'peak memory, one file of 5 MB', 'a file of 5 MB is refused'),
  ]
}

/** What the sections share: where things lie, and how the program is called. */
export function createScene({ bench, root, packed, examples, rounds, peersFolder }) {
  const bin = join(packed, 'bin', 'atlaslint.js')
  const kinds = {
    broken: () => 'atlaslint: [1\n',
    usual: usualManifest,
    example: (number) => exampleVariant(examples, number),
  }
  const node = (...args) => [process.execPath, ...args]
  const lintArgs = (input) => [bin, input, '--exit-zero', '--now', '2026-11-24', '--max-file-size', '10000000']
  return {
    ...{ bench, root, packed, bin, examples, rounds, peersFolder, node, lintArgs },
    few: Math.max(3, Math.round(rounds / 3)),
    fewest: Math.max(2, Math.round(rounds / 5)),
    parse: join(root, 'scripts', 'bench', 'parse.cjs'),
    lint: (input) => node(...lintArgs(input)),
    file(name, text) {
      const path = join(bench.folder, name)
      if (!existsSync(path)) writeFileSync(path, text())
      return path
    },
    manifests(kind, count) {
      const folder = join(bench.folder, `${kind}-${count}`)
      if (!existsSync(folder)) {
        mkdirSync(folder)
        writeManifests(folder, count, kinds[kind])
      }
      return folder
    },
    /** False when the program refuses the file: with an invalid manifest even --exit-zero ends with 1. */
    judges(file) {
      try {
        bench.time(node(...lintArgs(file)), { worst: 0 })
        return true
      } catch {
        return false
      }
    },
  }
}
