/** An editor goes by the schema of rule files, the program by its own reader: what the one marks as wrong, the other must not take. */

import { Ajv } from 'ajv'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { readRuleFile } from '../../src/rules/read-rules.ts'
import { rulesSchema } from '../../src/rules/rules-schema.ts'
import { mutated, mutation } from '../fuzz/mutations.ts'
import { ruleFiles } from '../fuzz/targets.ts'
import { ownRule } from './own-rule.ts'

const fits = new Ajv({ strict: false }).compile(rulesSchema())
/** One small rule, where a change hits something else each time, and the bundled ones. */
const bases = [ownRule, ...ruleFiles()].map((text) => ({ text, tree: load(text) }))
const known = (pattern: RegExp) => (id: string) => ({ known: pattern.test(id) })
const ids = { technique: known(/^AML\.T\d{4}(\.\d{3})?$/), mitigation: known(/^AML\.M\d{4}$/) }
const problemsOf = (value: unknown) => readRuleFile('rules.yaml', value, ids).problems

test('what does not fit the schema, the reader refuses', { timeout: 120_000 }, () => {
  let refused = 0
  const agree = fc.property(fc.oneof(fc.constant(0), fc.nat(10_000)), mutation, (base, { tree }) => {
    const file = bases[base % bases.length] as (typeof bases)[number]
    const value = load(Buffer.from(mutated(file, bases, { tree: tree.slice(0, 2), text: [], json: true })).toString())
    if (fits(value)) return
    refused++
    expect(problemsOf(value)).not.toEqual([])
  })
  fc.assert(agree, { seed: 20, numRuns: 2000 })
  expect(refused).toBeGreaterThan(500)
})
