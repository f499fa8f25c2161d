/** As much of vitest as the chosen tests use, to collect them and to run them one by one. Its `expect` is vitest's own. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  addCustomEqualityTesters,
  chai,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'

export function createHarness() {
  const tests = []
  let around = { names: [], before: [], after: [] }

  const describe = (name, body) => {
    const outer = around
    around = { names: [...outer.names, name], before: [...outer.before], after: [...outer.after] }
    try {
      body()
    } finally {
      around = outer
    }
  }
  const test = (name, options, body) => {
    const run = typeof options === 'function' ? options : body
    tests.push({ name: [...around.names, name].join(' > '), run, around })
  }
  const nothing = () => undefined
  nothing.each = () => nothing
  const each = (register) => (table) => (name, body) => {
    for (const [index, row] of table.entries()) {
      const values = Array.isArray(row) ? row : [row]
      register(`${name} #${index}`, () => body(...values))
    }
  }
  for (const register of [describe, test]) {
    register.each = each(register)
    register.skipIf = (condition) => (condition ? nothing : register)
    register.runIf = (condition) => (condition ? register : nothing)
  }
  const beforeEach = (hook) => void around.before.push(hook)
  const afterEach = (hook) => void around.after.push(hook)
  const run = async ({ run: body, around: { before, after } }) => {
    for (const hook of before) await hook()
    try {
      await body()
    } finally {
      for (const hook of after) await hook()
    }
  }
  return { tests, run, vitest: { describe, test, it: test, beforeEach, afterEach, expect } }
}

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
chai.use((_, utils) => {
  utils.addMethod(chai.Assertion.prototype, 'toMatchFileSnapshot', function (file) {
    const path = join(dirname(harnessFile.current), file)
    const pinned = existsSync(path) ? readFileSync(path, 'utf8') : ''
    expect(this._obj).toBe(pinned)
  })
})

/** The test file that runs; snapshots lie beside it. */
export const harnessFile = { current: '' }

const expect = (value, message) => {
  setState({ assertionCalls: (getState(expect).assertionCalls ?? 0) + 1 }, expect)
  return chai.expect(value, message)
}
Object.assign(expect, chai.expect)
Object.assign(expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT])
expect.getState = () => getState(expect)
expect.setState = (state) => setState(state, expect)
expect.addEqualityTesters = addCustomEqualityTesters
expect.unreachable = (message) => chai.assert.fail(`expected not to be reached${message ? `: ${message}` : ''}`)
globalThis[GLOBAL_EXPECT] = expect
setState({ assertionCalls: 0 }, expect)
