/** A few cases of each target, always the same; `npm run fuzz` goes on from there. And that fuzzing sees what it is there to see. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import '../../src/cli/cache/result-cache.ts'
import type { Engine } from '../../src/cli/engine.ts'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { Bench, type Case, casesOf } from './cases.ts'
import { shardsIn } from './shards.ts'
import { type Target, targetsWith } from './targets.ts'

const folder = mkdtempSync(join(tmpdir(), 'atlaslint-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const data = resolve('dist')
const targets = targetsWith(await shardsIn(join(folder, 'shards'), data))

test.each(targets.map((target) => [target.name, target] as const))('%s', { timeout: 60_000 }, async (name, target) => {
  const bench = new Bench(target, join(folder, name), data)
  const fine = fc.asyncProperty(casesOf(target), async (one) => {
    expect(await bench.trouble(one)).toBe(undefined)
  })
  await fc.assert(fine, { seed: 20, numRuns: 15 })
})

describe('what goes wrong is seen', () => {
  const target = targets[0] as Target
  const right: Case = { base: 0, command: 0, mutation: { tree: [], text: [], json: false } }
  const troubleWith = (lint: () => never | unknown, command: readonly string[] = ['lint', '.']) => {
    const engine: Engine = { prepare: (...args) => ({ ...lintEngine.prepare(...args), lint: lint as never }) }
    return new Bench({ ...target, commands: [command] }, join(folder, 'wrong'), data, engine).trouble(right)
  }

  test('a bug', async () => {
    const bug = () => {
      throw new TypeError('planted')
    }
    expect(await troubleWith(bug)).toMatch(/^exit code 3: .*planted/)
  })

  test('a case that takes long', async () => {
    const slow = () => {
      const start = process.cpuUsage()
      for (let left = true; left; ) {
        const { user, system } = process.cpuUsage(start)
        left = user + system < 2_100_000
      }
      throw Object.assign(new Error('at last'), { endsRunWith: 2 })
    }
    expect(await troubleWith(slow)).toMatch(/^took 2\d\d\d ms$/)
  })

  test('a refusal that says nothing, or says what nobody wrote', async () => {
    const refusal = (message: string) => () => {
      throw Object.assign(new Error(message), { endsRunWith: 2 })
    }
    expect(await troubleWith(refusal("'[object Object]' is not known"))).toMatch(/hole/)
    expect(await troubleWith(refusal('not known'))).toBe(undefined)
  })
})
