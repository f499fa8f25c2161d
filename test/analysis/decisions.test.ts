import { describe, expect, test } from 'vitest'
import { decisionFor, holdsOn, lastDay, speaksOf, statusOf } from '../../src/analysis/decisions.ts'
import type { DecisionEntry } from '../../src/manifest/manifest.ts'
import type { MatchSubject } from '../../src/rules/match.ts'
import { systemOf } from '../rules/ask.ts'

const system = systemOf(`
components: { agent: { kind: agent }, model: { kind: llm } }
flows: [{ id: ask, from: agent, to: model, carries: [prompt] }]
`)
const [agent, model] = system.components.map((component): MatchSubject => ({ type: 'component', component }))
const [flow] = system.flows.map((one): MatchSubject => ({ type: 'flow', flow: one }))
const whole: MatchSubject = { type: 'system' }
const decision = (change: Partial<DecisionEntry>) =>
  ({ technique: 'AML.T0051', treatment: 'accept', reason: 'x', expires: '2027-01-01', ...change }) as DecisionEntry

test.each([
  ['a component', 'agent', [true, false, false, false]],
  ['a flow by its id', 'ask', [false, false, true, false]],
  ['a flow by its ends', 'agent -> model', [false, false, true, false]],
  ['everything', '*', [true, true, true, true]],
  ['everything, by leaving it out', undefined, [true, true, true, true]],
  ['something else', 'other', [false, false, false, false]],
])('%s is spoken of, and nothing else', (_, on, expected) => {
  const { on: _on, ...rest } = decision({})
  const entry = on === undefined ? rest : { ...rest, on }
  expect(
    [agent, model, flow, whole].map((subject) =>
      speaksOf(entry as DecisionEntry, 'AML.T0051', subject as MatchSubject),
    ),
  ).toEqual(expected)
})

test('a technique speaks for its sub-techniques, and a sub-technique for itself', () => {
  const speaks = (written: string, of: string) => speaksOf(decision({ technique: written }), of, whole)
  expect(speaks('AML.T0051', 'AML.T0051.001')).toBe(true)
  expect(speaks('AML.T0051.001', 'AML.T0051')).toBe(false)
  expect(speaks('AML.T0051', 'AML.T00511')).toBe(false)
})

describe.each([
  ['accept', '2027-01-01', 'accepted'],
  ['transfer', '2027-01-01', 'accepted'],
  ['mitigate', '2026-06-01', 'planned'],
  ['avoid', undefined, 'not-applicable'],
  ['not-applicable', undefined, 'not-applicable'],
] as const)('%s', (treatment, last, status) => {
  const entry = decision({ treatment, expires: '2027-01-01', due: '2026-06-01' })
  test('has its last day and its status', () => {
    expect(lastDay(entry)).toBe(last)
    expect(statusOf(entry)).toBe(status)
  })
  test('holds until the end of its last day', () => {
    const day = last ?? '9999-12-31'
    expect(holdsOn(entry, day)).toBe(true)
    expect(holdsOn(entry, `${day}x`)).toBe(last === undefined)
  })
})

test('the first that holds counts', () => {
  const decisions = [
    decision({ expires: '2026-01-01' }),
    decision({ on: 'model' }),
    decision({ on: 'agent' }),
    decision({}),
  ]
  const decided = { ...system, manifest: { ...system.manifest, decisions } }
  expect(decisionFor(decided, 'AML.T0051.001', agent as MatchSubject, '2026-11-24')).toBe(2)
  expect(decisionFor(decided, 'AML.T0051', whole, '2026-11-24')).toBe(3)
  expect(decisionFor(decided, 'AML.T0051', whole, '2027-11-24')).toBe(-1)
  expect(decisionFor(system, 'AML.T0051', whole, '2026-11-24')).toBe(-1)
})
