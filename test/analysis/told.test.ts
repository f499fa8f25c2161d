/** What a finding says of controls and decisions, and the places that it points at. */

import { describe, expect, test } from 'vitest'
import { exposureFindings } from '../../src/analysis/exposure-findings.ts'
import { analyse } from '../../src/analysis/exposures.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { ruleOf, systemOf } from '../rules/ask.ts'
import { catalog, injection, twoWays } from './judge.ts'

function findings(yaml: string, rules: readonly Rule[] = [injection]) {
  const system = systemOf(yaml)
  const { exposures } = analyse({ system, catalog, rules, now: '2026-11-24' })
  return exposureFindings(exposures, rules, system.manifest).map(({ finding }) => finding)
}

describe('several controls', () => {
  const cutting = `
controls:
  guard: { implements: [AML.M0020], on: [customer -> agent], status: implemented }
  login: { covers: [AML.T0051], on: [customer, customer -> agent], status: verified }
`
  const standing = 'guard stands on customer -> agent; login stands on customer, customer -> agent only.'

  test('that one way goes around are told of one after the other', () => {
    expect(findings(twoWays + cutting)[0]?.message).toBe(
      `Content from mailbox reaches agent: mailbox -> agent. This way is open: ${standing}`,
    )
    const brief = ruleOf(`
id: brief
technique: AML.T0051.001
message: "{subject} can be misled."
subject: { component: { kind: agent } }
when: { reached-from: { from: { written-by: anyone }, carrying: text } }
`)
    expect(findings(twoWays + cutting, [brief])[0]?.message).toBe(
      `agent can be misled. mailbox -> agent is open: ${standing}`,
    )
  })

  test('that would notice it are all named', () => {
    const noticing = `
controls:
  log: { implements: [AML.M0024], on: [agent], status: verified }
  alarm: { implements: [AML.M0024], on: [agent], status: implemented }
`
    expect(findings(twoWays + noticing)[0]?.message).toContain(' log, alarm would notice it ')
  })
})

describe('the finding of an exposure', () => {
  test('is of its own kind', () => expect(findings(twoWays)[0]?.kind).toBe('exposure'))

  test('is not made where its rule is not asked for', () => {
    const system = systemOf(twoWays)
    const { exposures } = analyse({ system, catalog, rules: [injection], now: '2026-11-24' })
    expect(exposures).toHaveLength(1)
    expect(exposureFindings(exposures, [], system.manifest)).toEqual([])
  })

  test('on the whole system points at its head', () => {
    const rule = ruleOf('id: whole\ntechnique: AML.T0051\nsubject: system\nwhen: { has: { kind: agent } }')
    expect(findings(twoWays, [rule])[0]?.place).toEqual({ path: ['system'], part: 'key' })
  })

  const prompts = ruleOf('id: prompts\ntechnique: AML.T0051\nsubject: { flow: { carries: [prompt] } }')
  test.each([
    ['with a name of its own', '{ from: b, to: a }, { id: ask, from: a, to: b, carries: [prompt] }', 'ask', 1],
    ['named by its ends', '{ from: b, to: a }, { from: a, to: b, carries: [prompt] }', 'a -> b', 1],
    [
      'named by its ends, beside one with a name',
      '{ id: other, from: a, to: b, carries: [file] }, { from: a, to: b, carries: [prompt] }',
      'a -> b',
      1,
    ],
    [
      'of two with one name',
      '{ from: b, to: a }, { from: a, to: b, carries: [prompt] }, { from: a, to: b, carries: [prompt] }',
      'a -> b',
      1,
    ],
  ])('on a flow %s points at it', (_, flows, id, index) => {
    const yaml = `components: { a: { kind: app }, b: { kind: llm } }\nflows: [${flows}]`
    expect(findings(yaml, [prompts])).toMatchObject([{ subject: { id }, place: { path: ['flows', index] } }])
  })
})

describe('the far end of a way', () => {
  const circle = ruleOf(`
id: circle
technique: AML.T0051
subject: { component: { kind: agent } }
when:
  calls:
    to: { all: [{ reached-from: { from: { kind: agent } } }, { reaches: { to: { kind: agent } } }] }
`)
  const yaml = (last: string) => `
components: { first: { kind: agent }, search: { kind: tool }, second: { kind: ${last} } }
flows:
  - { from: first, to: search, carries: [query], returns: [document] }
  - { from: search, to: second, carries: [document] }
`
  test('is no other place when it comes back to where it began', () => {
    const [finding] = findings(yaml('database'), [circle])
    expect(finding).toMatchObject({ subject: { id: 'first' }, path: ['first', 'search', 'first'], related: [] })
  })
})

describe('the powers in a message', () => {
  const tools = `
components:
  customer: { kind: outsider }
  mailbox: { kind: channel, writable-by: [anyone] }
  agent: { kind: agent, can: [run-code] }
  shell: { kind: tool, can: [run-code] }
  wallet: { kind: tool, can: [spend-money] }
flows:
  - { from: customer, to: agent, carries: [prompt] }
  - { from: mailbox, to: agent, carries: [message] }
  - { from: agent, to: shell, carries: [tool-call] }
  - { from: agent, to: wallet, carries: [tool-call] }
controls:
  fence: { covers: [AML.T0051], on: [shell], status: implemented }
`
  const guard = '  guard: { covers: [AML.T0051], on: [customer -> agent], status: implemented }\n'
  const rule = (condition: string) =>
    ruleOf(`
technique: AML.T0051
message: "{subject} can {powers}."
subject: { component: { kind: agent, ${condition} } }
when: { reached-from: { from: { written-by: anyone }, carrying: text } }
`)

  test.each([
    ['are its own, where the rule asks for these', 'can: [run-code]', 'agent can run-code.'],
    [
      'are those that controls leave, where it asks for all',
      'powers: [run-code, spend-money]',
      'agent can spend-money.',
    ],
  ])('%s', (_, condition, message) => {
    expect(findings(tools + guard, [rule(condition)])[0]?.message).toContain(message)
  })
})
