/**
 * `npm run bench -- [section …]`: measures the built program and holds it against its targets; needs `npm run build` first. Sections:
 * start, many, peers, cache, growth, memory, inside, profile (where the time goes); none named: all but peers and profile. `--rounds <n>` (default 15) says how often the short jobs
 * run, `--json <file>` writes the numbers, `--peers [folder]` compares with other linters and installs them there (default: a temporary
 * folder), `--cpu` counts time on a processor and not on the clock (needs bash; for a machine that others use as well), `--check` exits
 * with 1 where a target is missed, `--verbose` shows every sample on stderr.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readExamples } from './bench/manifests.mjs'
import { Bench, table } from './bench/measure.mjs'
import { createScene, sections } from './bench/sections.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '15' },
    json: { type: 'string' },
    peers: { type: 'string' },
    cpu: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
  // `--peers` alone is allowed: parseArgs would take the next word for its value.
  args: process.argv.slice(2).map((word, at, all) => (isAlone(word, all[at + 1]) ? '--peers=' : word)),
})

function isAlone(word, next) {
  return word === '--peers' && (next === undefined || next.startsWith('-') || next in sections)
}

function chosenSections() {
  const unknown = positionals.filter((name) => !(name in sections))
  if (unknown.length > 0)
    throw new Error(`no such section: ${unknown.join(', ')} (${Object.keys(sections).join(', ')})`)
  const usual = Object.keys(sections).filter(
    (name) => name !== 'profile' && (name !== 'peers' || values.peers !== undefined),
  )
  return positionals.length === 0 ? usual : Object.keys(sections).filter((name) => positionals.includes(name))
}

/** The program as the package has it, in a place of its own: a build in between changes nothing. */
function copyOfPackage(folder) {
  for (const name of ['bin', 'dist', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => !path.endsWith('.cache') })
  return folder
}

async function measured(folder) {
  const bench = new Bench(folder, { usesCpu: values.cpu })
  const peersFolder =
    values.peers === undefined && !positionals.includes('peers') ? undefined : values.peers || join(folder, 'peers')
  const scene = createScene({
    bench,
    root,
    packed: copyOfPackage(join(folder, 'package')),
    examples: readExamples(root),
    rounds: Math.max(2, Number(values.rounds)),
    peersFolder: peersFolder === undefined ? undefined : resolve(peersFolder),
  })
  const rows = []
  for (const name of chosenSections()) {
    if (values.verbose) bench.log = (text) => console.error(`${name}: ${text}`)
    rows.push(...(await sections[name](scene)))
  }
  return rows
}

const folder = mkdtempSync(join(tmpdir(), 'atlaslint-bench-'))
try {
  mkdirSync(join(folder, 'package'))
  const rows = await measured(folder)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const about = { version, node: process.version, cores: cpus().length, rounds: Number(values.rounds), cpu: values.cpu }
  console.log(
    `atlaslint ${version}, Node ${about.node}, ${about.cores} cores, ${about.rounds} rounds, ${values.cpu ? 'processor' : 'wall'} time`,
  )
  console.log(table(rows))
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...about, rows }, undefined, 2)}\n`)
  if (values.check && rows.some(({ reached }) => reached === false)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
