/**
 * How much of the core a change could break without a test that notices: each mutant (`mutation/mutators.mjs`) is switched on in turn and the
 * tests that reach it are run. `npm run mutation [-- [--survivors] file …]`; `--survivors` tries only those that no test killed the last time,
 * which is enough after tests were added, with `--tests=word,…` for these alone. Exits with 1 when less than 85 % are killed, or when one
 * survives that is not in `test/mutation-survivors.yaml`, where each has its reason.
 */

import { fork } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleTests } from './mutation/bundle-tests.mjs'
import { instrument } from './mutation/instrument.mjs'
import { coreFiles, coreTests } from './mutation/scope.mjs'
import { compareSurvivors, nameOf } from './mutation/survivors.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const enough = 0.85
/** Longer than the whole of the tests takes without a mutant. */
const patience = 60_000

const cache = join(root, 'node_modules/.cache/atlaslint-mutants.json')
const again = process.argv.includes('--survivors')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const files = coreFiles(root).filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
const chosen = process.argv.flatMap((word) => (word.startsWith('--tests=') ? word.slice(8).split(',') : []))
const tests = coreTests(root).filter((file) => chosen.length === 0 || chosen.some((word) => file.includes(word)))
const folder = mkdtempSync(join(tmpdir(), 'atlaslint-mutation-'))
try {
  process.exitCode = await main()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function main() {
  const begin = performance.now()
  const mutants = []
  const instrumented = new Map()
  for (const file of files) {
    const made = instrument(file, readFileSync(join(root, file), 'utf8'), mutants.length)
    instrumented.set(file, made.text)
    mutants.push(...made.mutants)
  }
  await bundleTests(root, tests, { folder, instrumented })
  const reached = await baseline()
  const known = again ? killedBefore() : new Map()
  for (const mutant of mutants) Object.assign(mutant, known.get(keyOf(mutant))?.shift())
  await runAll(mutants, reached)
  mkdirSync(join(cache, '..'), { recursive: true })
  writeFileSync(cache, JSON.stringify(mutants))
  return report(mutants, (performance.now() - begin) / 1000)
}

function keyOf(mutant) {
  return `${mutant.file}: ${nameOf(mutant)}`
}

/** What the last run found out, by the name of the mutant; several may have one name. */
function killedBefore() {
  const before = new Map()
  for (const mutant of existsSync(cache) ? JSON.parse(readFileSync(cache, 'utf8')) : []) {
    const { killedBy, isEndless, isReached } = mutant
    const list = before.get(keyOf(mutant)) ?? []
    before.set(keyOf(mutant), [...list, { killedBy, isEndless, isReached }])
  }
  return before
}

function worker() {
  return fork(join(root, 'scripts/mutation/worker.mjs'), [root, folder, ...tests], { cwd: root })
}

/** What each test asks for when nothing is wrong; they all have to pass. */
async function baseline() {
  const child = worker()
  const { files: reached } = await ask(child, {})
  child.kill()
  const failed = reached.flatMap(({ failed }, index) => failed.map((name) => `${tests[index]}: ${name}`))
  if (failed.length > 0) throw new Error(`without a mutant these fail:\n${failed.join('\n')}`)
  console.log(`${reached.reduce((sum, file) => sum + file.tests.length, 0)} tests in ${tests.length} files`)
  return reached
}

/** For each file that the mutant is asked for in: the tests to run, or all when it already matters while they are collected. */
function planFor({ id }, reached) {
  return reached
    .map(({ collecting, tests: inFile, milliseconds }, file) => {
      const always = new Map(collecting).get(id) ?? 0
      const counts = inFile.map((asked) => asked.get(id) ?? 0)
      const only = always > 0 ? undefined : [...counts.keys()].filter((index) => counts[index] > 0)
      const hits = counts.reduce((sum, count) => sum + count, always)
      return { file, only, hits, milliseconds, limit: hits * 100 + 10_000 }
    })
    .filter(({ hits }) => hits > 0)
    .sort((one, other) => one.milliseconds - other.milliseconds)
}

async function runAll(mutants, reachedLists) {
  const reached = reachedLists.map((file) => ({ ...file, tests: file.tests.map((asked) => new Map(asked)) }))
  const left = mutants.values()
  const lane = async () => {
    let child = worker()
    for (const mutant of left) {
      if (mutant.killedBy === undefined) {
        const plan = planFor(mutant, reached)
        const answer = plan.length > 0 ? await ask(child, { mutant: mutant.id, plan }) : {}
        Object.assign(mutant, answer, { isReached: plan.length > 0 || mutant.isReached === true })
        if (answer.isLost) child = worker()
      }
      if ((mutant.id + 1) % 200 === 0) console.log(`${mutant.id + 1} of ${mutants.length}`)
    }
    child.kill()
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane))
}

/** The answer; a process that dies or takes too long has noticed the mutant, too. */
function ask(child, question) {
  return new Promise((resolve) => {
    const done = (answer) => {
      clearTimeout(timer)
      child.removeAllListeners()
      resolve(answer)
    }
    const lost = (killedBy) => {
      child.kill('SIGKILL')
      done({ killedBy, isLost: true, isEndless: true })
    }
    const timer = setTimeout(() => lost('taking too long'), patience)
    child.once('message', done)
    child.once('exit', () => lost('ending the process'))
    child.send(question)
  })
}

function report(mutants, seconds) {
  const byFile = Map.groupBy?.(mutants, ({ file }) => file) ?? grouped(mutants)
  for (const [file, list] of byFile) {
    const killed = list.filter(({ killedBy }) => killedBy).length
    console.log(`${String(killed).padStart(5)} of ${String(list.length).padStart(4)} ${percent(killed, list)}  ${file}`)
  }
  const killed = mutants.filter(({ killedBy }) => killedBy)
  const endless = killed.filter(({ isEndless }) => isEndless).length
  const unreached = mutants.filter(({ isReached }) => !isReached).length
  console.log(
    `\n${killed.length} of ${mutants.length} mutants killed (${percent(killed.length, mutants)}), ${endless} of them by a loop without end; ${mutants.length - killed.length} survive, of which no test reaches ${unreached}; ${Math.round(seconds)} s`,
  )
  const survivors = mutants.filter(({ killedBy }) => !killedBy)
  const isComplete = compareSurvivors(root, survivors, files)
  return killed.length / mutants.length >= enough && isComplete ? 0 : 1
}

function grouped(mutants) {
  const groups = new Map()
  for (const mutant of mutants) groups.set(mutant.file, [...(groups.get(mutant.file) ?? []), mutant])
  return groups
}

function percent(part, whole) {
  return `${((100 * part) / whole.length).toFixed(1)} %`.padStart(7)
}
