/** A process that runs tests with one mutant after the other. Messages: `{ number, only }` asks, `{ killedBy }` answers. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Script } from 'node:vm'
import fc from 'fast-check'
import { createHarness, harnessFile } from './harness.mjs'

const [root, folder, ...testFiles] = process.argv.slice(2)
// Random tests that try something else each time would make a score that differs each time.
fc.configureGlobal({ seed: 20261124 })

const scripts = testFiles.map((file, number) => {
  const text = readFileSync(join(folder, `${number}.js`), 'utf8')
  return new Script(text, { filename: `${file}.bundle` })
})

/** Which mutant is on, which were asked for, and how often this one may still be: a loop that does not end asks for ever. */
const state = { active: -1, left: Number.POSITIVE_INFINITY, asked: undefined }
globalThis.$mutant = (number) => {
  if (state.asked !== undefined) state.asked.set(number, (state.asked.get(number) ?? 0) + 1)
  if (number !== state.active) return false
  state.left -= 1
  if (state.left < 0) throw new Error('a loop without end')
  return true
}

/** The tests of a file, collected with whatever mutant is on. */
async function collect(number) {
  const harness = createHarness()
  harnessFile.current = join(root, testFiles[number])
  const load = (name) => (name === 'vitest' ? harness.vitest : import(name))
  load.from = (file, name) => import(/^\.\.?\//.test(name) ? new URL(name, file).href : name)
  await scripts[number].runInThisContext()(load)
  return harness
}

/** Runs everything without a mutant, and tells what each test asks for. */
async function baseline() {
  const files = []
  for (const number of scripts.keys()) {
    const begin = performance.now()
    state.asked = new Map()
    const { tests, run } = await collect(number)
    const file = { collecting: [...state.asked], tests: [], failed: [] }
    for (const test of tests) {
      state.asked = new Map()
      try {
        await run(test)
      } catch (error) {
        file.failed.push(`${test.name}: ${error?.message}`)
      }
      file.tests.push([...state.asked])
    }
    files.push({ ...file, milliseconds: performance.now() - begin })
  }
  state.asked = undefined
  return { files }
}

/** The first test that fails with the mutant on. `plan`: for each file to run its number, its tests (all, when left out) and a limit. */
async function attempt(mutant, plan) {
  for (const { file, only, limit } of plan) {
    Object.assign(state, { active: mutant, left: limit })
    let name = 'collecting'
    try {
      const { tests, run } = await collect(file)
      for (const index of only ?? tests.keys()) {
        name = tests[index]?.name ?? 'a test that is not there any more'
        await run(tests[index])
      }
    } catch (error) {
      return {
        killedBy: `${testFiles[file]}: ${name}`,
        isEndless: state.left < 0,
        error: String(error?.message).slice(0, 200),
      }
    } finally {
      state.active = -1
    }
  }
  return {}
}

process.on('message', async ({ mutant, plan }) => {
  process.send(mutant === undefined ? await baseline() : await attempt(mutant, plan))
})
// A promise that nobody waits for can break with a mutant on; without one it is a mistake of this script.
process.on('unhandledRejection', (error) => {
  if (state.active < 0) throw error
})
