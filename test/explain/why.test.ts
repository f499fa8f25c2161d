import { describe, expect, test } from 'vitest'
import { why } from '../../src/explain/why.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { catalog } from '../analysis/judge.ts'
import { ruleOf, systemOf } from '../rules/ask.ts'

/** What `why` says, as its headline and its blocks. */
function ask(yaml: string, rules: readonly Rule[], subject: string, technique: string): [string, ...string[]] {
  const { manifest } = systemOf(yaml)
  const text = why({ manifest, catalog, rules, subject, technique, now: '2026-11-24' }) ?? ''
  return text.split('\n\n') as [string, ...string[]]
}

const agent = 'components: { agent: { kind: agent } }\n'
const onAgents = (id: string, technique: string, more = '') =>
  ruleOf(`id: ${id}\ntechnique: ${technique}\nsubject: { component: { kind: agent } }\n${more}`)

test('each rule tells how it stands itself, not how another one does', () => {
  const rules = [
    onAgents('answered', 'AML.T0047', 'answered-by: [AML.M0019]\nseverity: medium\nmessage: Nobody asks.'),
    onAgents('unanswered', 'AML.T0047', 'answered-by: [AML.M0024]\nseverity: low\nmessage: People ask.'),
  ]
  const guarded = `${agent}controls: { sign-in: { implements: [AML.M0019], on: [agent], status: implemented } }\n`
  const [headline, answered, unanswered] = ask(guarded, rules, 'agent', 'AML.T0047')
  expect(headline).toMatch(/applies, partly-mitigated \(low\)$/)
  expect(answered).toMatch(/Nobody asks\.\n {2}control sign-in cuts on agent\n {2}severity medium/)
  expect(unanswered).toMatch(/People ask\.\n {2}answered by: AML\.M0024, or .*\n {2}severity low/)
})

describe('of flows', () => {
  const pushed = ruleOf('id: pushed\ntechnique: AML.T0048.004\nsubject: { flow: { carries: model } }')
  const flows = (...entries: readonly string[]) =>
    `components: { training: { kind: training-job }, hub: { kind: model-hub } }\nflows:\n${entries
      .map((entry) => `  - { from: training, to: hub, ${entry} }\n`)
      .join('')}`

  test('one that has an id can be asked for by its ends', () => {
    const [headline, block] = ask(flows('id: push, carries: [model]'), [pushed], 'training -> hub', 'AML.T0048.004')
    expect(headline).toMatch(/ on push: applies, open/)
    expect(block).toMatch(/=> matches\n {2}\S/)
  })

  test('all with the name are told, and only one that matches stands', () => {
    const own = onAgents('other', 'AML.T0048.004')
    const both = flows('carries: [document]', 'carries: [model]')
    const [headline, ...blocks] = ask(both, [pushed, own], 'training -> hub', 'AML.T0048.004')
    expect(headline).toMatch(/ on training -> hub: applies, open/)
    expect(blocks).toHaveLength(3)
    expect(blocks[0]).toMatch(/flow 1 of 2:\n[\s\S]*=> does not match[^\n]*$/)
    expect(blocks[1]).toMatch(/flow 2 of 2:\n[\s\S]*=> matches\n[\s\S]*severity/)
    expect(blocks[2]).toMatch(/^rule other .*\n {2}not about this kind of subject/)
  })

  test('those with ids are told apart by them', () => {
    const both = flows('id: nightly, carries: [model]', 'id: release, carries: [document]')
    const [headline, first, second] = ask(both, [pushed], 'training -> hub', 'AML.T0048.004')
    expect(headline).toMatch(/ on training -> hub: applies, open/)
    expect(first).toContain('flow 1 of 2 (nightly):')
    expect(second).toContain('flow 2 of 2 (release):')
    expect(ask(both, [pushed], 'release', 'AML.T0048.004')[0]).toMatch(/on release: does not apply$/)
  })
})

describe('the headline of a technique with sub-techniques', () => {
  const parent = onAgents('parent', 'AML.T0024', 'severity: high')
  const sub = onAgents('sub', 'AML.T0024.002', 'severity: critical')
  const headline = (rules: readonly Rule[]) => ask(agent, rules, 'agent', 'AML.T0024')[0]

  test('tells of the technique first, then of what stands worse', () => {
    expect(headline([parent, sub])).toMatch(/applies, open \(high\); AML\.T0024\.002 open \(critical\)$/)
  })

  test('names the sub-technique where only that applies', () => {
    expect(headline([sub])).toMatch(/applies as AML\.T0024\.002, open \(critical\)$/)
  })

  test('says no more of the sub-technique that stands no worse', () => {
    expect(headline([parent, onAgents('sub', 'AML.T0024.002', 'severity: low')])).toMatch(/applies, open \(high\)$/)
  })
})
