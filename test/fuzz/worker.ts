/** Runs in a thread of its own, with a limit of memory; `scripts/fuzz.mjs` watches it. */

import { parentPort, workerData } from 'node:worker_threads'
import fc from 'fast-check'
import '../../src/cli/extra.ts'
import '../../src/cli/cache/result-cache.ts'
import { Bench, type Case, casesOf } from './cases.ts'
import { shardsIn } from './shards.ts'
import { type Target, targetsWith } from './targets.ts'

interface Order {
  readonly target: string
  readonly folder: string
  readonly data: string
  readonly milliseconds: number
  readonly seed: number
  readonly path: string
  /** Number of the case that runs, and when it began. */
  readonly progress: SharedArrayBuffer
}

const { target: name, folder, data, milliseconds, seed, path, progress } = workerData as Order
const count = new Int32Array(progress)
const targets = targetsWith(await shardsIn(folder, data))

if (name === '') parentPort?.postMessage({ names: targets.map((target) => target.name) })
else await fuzz(targets.find((target) => target.name === name) as Target)

async function fuzz(target: Target): Promise<void> {
  const bench = new Bench(target, folder, data)
  let last: { one: Case; trouble: string } | undefined
  const property = fc.asyncProperty(casesOf(target), async (one) => {
    Atomics.add(count, 0, 1)
    const trouble = await bench.trouble(one)
    if (trouble === undefined) return true
    last = { one, trouble }
    return false
  })
  const result = await fc.check(property, {
    seed,
    ...(path === '' ? {} : { path, endOnFailure: true }),
    numRuns: 1e9,
    interruptAfterTimeLimit: milliseconds,
    markInterruptAsFailure: false,
    maxSkipsPerRun: 0,
  })
  const { numRuns, failed, counterexamplePath } = result
  const found = failed ? (result.counterexample?.[0] ?? last?.one) : undefined
  if (found !== undefined) bench.lay(found)
  parentPort?.postMessage({
    cases: numRuns,
    ...(found === undefined
      ? {}
      : {
          trouble: last?.trouble,
          argv: bench.argv(found),
          path: counterexamplePath,
          file: target.file,
          mutation: JSON.stringify(found),
        }),
  })
}
