/**
 * Measures the built program. Absolute times depend on the machine and on what else it does, so everything is a ratio: of medians of
 * interleaved rounds, to an empty Node (`node -e 0`), or of one size of work to a tenth of it. `--json` prints the numbers,
 * `--rounds <n>` changes how often each is measured, `--check` exits with 1 when a ratio is above its target.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'bin', 'atlaslint.js')
const rounds = Number(argumentOf('--rounds') ?? 15)

/** Node 20 loads the file that this variable names on every start, which hides everything else. */
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env

function argumentOf(flag) {
  const at = process.argv.indexOf(flag)
  return at < 0 ? undefined : process.argv[at + 1]
}

const examples = readdirSync(join(root, 'examples'))
  .map((name) => join(root, 'examples', name, 'ai-system.yaml'))
  .filter(existsSync)
  .map((file) => readFileSync(file, 'utf8'))

/** One of the examples in turn, as systems are and not as generators think; `seed` makes each file different. */
function manifest(seed) {
  return `${examples[seed % examples.length]}# ${seed}\n`
}

function writeManifests(folder, number) {
  mkdirSync(folder)
  for (let index = 0; index < number; index++) writeFileSync(join(folder, `m${index}.ai-system.yaml`), manifest(index))
}

/** Milliseconds of one run; any exit code that is not one of ours is a broken benchmark. */
function time(args, extra = {}) {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { ...env, ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1e9,
  })
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return milliseconds
}

/** Runs all jobs in turn, round by round, so that a busy moment touches all of them alike; the first round warms up. */
function measure(jobs, times) {
  const samples = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]))
  for (let round = 0; round <= times; round++) {
    for (const [name, job] of Object.entries(jobs)) {
      const milliseconds = job()
      if (round > 0) samples[name].push(milliseconds)
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, median(list)]))
}

function median(list) {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

/** Loads what a run needs before the first file: catalog, rules, validator. In a process of its own, minus an empty one. */
function dataProgram() {
  return [
    '-e',
    `const fs=require('fs'),d=${JSON.stringify(join(root, 'dist'))};JSON.parse(fs.readFileSync(d+'/catalog.json','utf8'));` +
      `const r=fs.readFileSync(d+'/rules.jsonl','utf8');JSON.parse(r.slice(0,r.indexOf('\\n')))`,
  ]
}

function benchmark(folder) {
  // Of the usual size: the median of the examples.
  const one = join(folder, 'one.yaml')
  const byLength = examples.toSorted((a, b) => a.length - b.length)
  writeFileSync(one, byLength[Math.floor(byLength.length / 2)])
  writeManifests(join(folder, '100'), 100)
  writeManifests(join(folder, '1000'), 1000)
  const lint = [bin, 'lint', one, '--exit-zero']
  const medians = measure(
    {
      floor: () => time(['-e', '0']),
      version: () => time([bin, '--version']),
      help: () => time([bin, '--help']),
      warm: () => time(lint),
      none: () => time(lint, { ATLASLINT_NO_CACHE: '1' }),
      data: () => time(dataProgram()),
    },
    rounds,
  )
  const growth = measure(
    {
      100: () => time([bin, join(folder, '100'), '--exit-zero', '-q']),
      1000: () => time([bin, join(folder, '1000'), '--exit-zero', '-q']),
    },
    Math.max(3, Math.floor(rounds / 3)),
  )
  return rowsOf(medians, growth)
}

function rowsOf(medians, growth) {
  const { floor } = medians
  const row = (name, milliseconds, ratio, target) => ({
    name,
    milliseconds: round(milliseconds),
    ratio: round(ratio),
    target,
  })
  return [
    row('node -e 0', floor, 1, null),
    row('--version', medians.version, medians.version / floor, 1.15),
    row('--help', medians.help, medians.help / floor, 1.15),
    row('lint one manifest, code cache', medians.warm, medians.warm / floor, 1.8),
    row('lint one manifest, no cache', medians.none, medians.none / floor, 2.6),
    row('catalog and rules parsed (above node -e 0)', medians.data - floor, (medians.data - floor) / floor, 0.25),
    row('1000 files to 100 files', growth[1000], growth[1000] / growth[100], 10.5),
  ]
}

function round(number) {
  return Math.round(number * 100) / 100
}

function print(rows) {
  console.log(`Node ${process.version}, medians of ${rounds} rounds`)
  console.log(`${'what'.padEnd(44)}${'ms'.padStart(9)}${'ratio'.padStart(8)}${'target'.padStart(8)}`)
  for (const { name, milliseconds, ratio, target } of rows) {
    const numbers =
      milliseconds.toFixed(1).padStart(9) + ratio.toFixed(2).padStart(8) + String(target ?? '').padStart(8)
    console.log(`${name.padEnd(44)}${numbers}${target !== null && ratio > target ? '  above' : ''}`)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'atlaslint-bench-'))
try {
  const rows = benchmark(folder)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ version, node: process.version, rounds, rows }, undefined, 2))
  else print(rows)
  if (process.argv.includes('--check') && rows.some(({ ratio, target }) => target !== null && ratio > target))
    process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
