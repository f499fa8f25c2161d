/** Each part of the sum by itself: how proven, who can reach it, what is at stake, what is taken off. */

import { describe, expect, test } from 'vitest'
import { milder, type SeverityInput, severityOf } from '../../src/analysis/severity.ts'
import { newEvidence, systemFacts } from '../../src/rules/run.ts'
import { systemOf } from '../rules/ask.ts'

const system = systemOf(`
data:
  secret: { classification: restricted }
  house: { classification: internal, personal: true }
  open: { classification: public }
  people: { personal: true }
  guests: { classification: public, personal: true }
components:
  outsider: { kind: outsider }
  inbox: { kind: channel, writable-by: [anyone] }
  agent: { kind: agent, can: [send-messages] }
  payer: { kind: tool, can: [spend-money, run-code] }
  vault: { kind: database, holds: [secret] }
  shelf: { kind: database, holds: [open] }
  desk: { kind: database, holds: [house] }
  list: { kind: database, holds: [people] }
  board: { kind: database, holds: [guests] }
flows:
  - { from: outsider, to: inbox, carries: [message] }
  - { from: inbox, to: agent, carries: [message] }
  - { from: agent, to: payer, carries: [tool-call] }
`)
const component = (id: string) => system.componentById.get(id) as never
const on = (id: string): SeverityInput['subject'] => ({ type: 'component', component: component(id) })
const move = (from: string, to: string) =>
  system.moves.find((one) => one.from.id === from && one.to.id === to && !one.backward) as never

type Change = Partial<Omit<SeverityInput, 'technique' | 'rule'>> & {
  technique?: Partial<SeverityInput['technique']>
  rule?: Partial<SeverityInput['rule']>
}

/** A feasible technique on a store that nobody outside reaches, with nothing at stake: 0 points. */
function judged({ technique = {}, rule = {}, ...change }: Change = {}) {
  return severityOf({
    run: drawnOf({ ...system, manifest: { ...system.manifest, system: { name: 'x', criticality: 'low' } } }),
    subject: on('shelf'),
    evidence: newEvidence(),
    technique: { id: 'AML.T0051', tactics: ['AML.TA0005'], maturity: 'feasible', incidents: 0, ...technique } as never,
    rule: { impact: ['integrity'], ...rule } as never,
    factsNeeded: 0,
    assumed: false,
    limited: false,
    ...change,
  })
}
/** The system as drawn, without controls. */
const drawnOf = (of: typeof system) => systemFacts(of).drawn
const points = (change: Change = {}) => judged(change).reasons.score

test('nothing is nothing', () => {
  expect(judged()).toEqual({
    severity: 'low',
    reasons: { maturity: 'feasible', reach: 'inside', stakes: [], score: 0 },
  })
})

describe('how proven', () => {
  test.each([
    ['feasible', 0],
    ['demonstrated', 1],
    ['realized', 2],
  ] as const)('%s is worth %i', (maturity, worth) => expect(points({ technique: { maturity } })).toBe(worth))

  test('five incidents are one more, and the order counts them', () => {
    const bonus = (incidents: number) => Math.round(200 * Math.log2(1 + incidents)) / 100
    expect(points({ technique: { incidents: 4 } })).toBe(bonus(4))
    expect(points({ technique: { incidents: 5 } })).toBe(Math.round((1 + 2 * Math.log2(6)) * 100) / 100)
    expect(points({ factsNeeded: 3 })).toBe(0.9)
  })
})

describe('who can reach it', () => {
  test('the far end of the way to it', () => {
    const evidence = { ...newEvidence(), paths: [{ moves: [move('inbox', 'agent')], toSubject: true }] }
    expect(judged({ evidence }).reasons.reach).toBe('anyone')
    expect(points({ evidence })).toBe(3)
  })

  test('of several ways to it the first, which is the one that is told', () => {
    const way = (from: string) => ({
      moves: [{ from: component(from), to: component('agent') } as never],
      toSubject: true,
    })
    const reach = (...from: string[]) => judged({ evidence: { ...newEvidence(), paths: from.map(way) } }).reasons.reach
    expect(reach('shelf', 'inbox')).toBe('inside')
    expect(reach('inbox', 'shelf')).toBe('anyone')
  })

  test('a way that leads on from it says nothing of that', () => {
    const evidence = { ...newEvidence(), paths: [{ moves: [move('inbox', 'agent')], toSubject: false }] }
    expect(judged({ evidence }).reasons.reach).toBe('inside')
  })

  test('without a way whoever calls or feeds the component, either end of the flow, or any component of the system', () => {
    const flow = (from: string) => system.flows.find((one) => one.from.id === from) as never
    expect(judged({ subject: on('agent') }).reasons.reach).toBe('anyone')
    expect(judged({ subject: { type: 'flow', flow: flow('outsider') } }).reasons.reach).toBe('anyone')
    expect(judged({ subject: { type: 'system' } }).reasons.reach).toBe('anyone')
    const closed = systemOf('components: { a: { kind: database }, b: { kind: agent } }\nflows: [{ from: a, to: b }]')
    expect(judged({ run: drawnOf(closed), subject: { type: 'system' } }).reasons.reach).toBe('inside')
    expect(
      judged({ run: drawnOf(closed), subject: { type: 'flow', flow: closed.flows[0] as never } }).reasons.reach,
    ).toBe('inside')
  })
})

describe('what is at stake', () => {
  test.each([
    ['vault', ['confidentiality'], 3, ['restricted data']],
    ['desk', ['confidentiality'], 2, ['internal data, personal data']],
    ['list', ['confidentiality'], 2, ['personal data']],
    ['board', ['confidentiality'], 2, ['personal data']],
    ['shelf', ['confidentiality'], 0, []],
    ['vault', ['integrity'], 0, []],
    ['vault', ['safety'], 2, ['safety']],
    ['vault', ['confidentiality', 'safety'], 3, ['restricted data', 'safety']],
    ['payer', ['cost'], 2, ['can run-code, spend-money']],
    ['payer', ['confidentiality'], 0, []],
  ])('on %s, by what harms %j', (id, impact, worth, stakes) => {
    const given = { subject: on(id), rule: { impact: impact as never } }
    const { reasons } = judged(given)
    const reach = ['inside', 'partner', 'signed-up', 'anyone'].indexOf(reasons.reach)
    expect(reasons.stakes).toEqual(stakes)
    expect(reasons.score - reach).toBe(worth)
  })

  test.each([
    ['low', 0, []],
    ['moderate', 1, ['criticality moderate']],
    ['high', 2, ['criticality high']],
    ['critical', 3, ['criticality critical']],
    [undefined, 1, ['criticality moderate']],
  ] as const)('criticality %s is worth %i', (criticality, worth, stakes) => {
    const entry = criticality === undefined ? { name: 'x' } : { name: 'x', criticality }
    const rated = { ...system, manifest: { ...system.manifest, system: entry } }
    const { reasons } = judged({ run: drawnOf(rated) })
    expect([reasons.score, reasons.stakes]).toEqual([worth, stakes])
  })

  test('what it leads on to, the data of the evidence, and what the way carries count, too', () => {
    const rule = { impact: ['confidentiality', 'cost'] } as never
    const onward = { ...newEvidence(), paths: [{ moves: [move('agent', 'payer')], toSubject: false }] }
    expect(judged({ rule, evidence: onward }).reasons.stakes).toEqual(['can run-code, spend-money'])
    const toward = { ...newEvidence(), paths: [{ moves: [move('agent', 'payer')], toSubject: true }] }
    expect(judged({ rule, evidence: toward }).reasons.stakes).toEqual([])
    const data = { ...newEvidence(), data: [...system.data.values()].filter(({ id }) => id === 'secret') }
    expect(judged({ rule, evidence: data }).reasons.stakes).toEqual(['restricted data'])
    expect(judged({ rule, subject: { type: 'system' } }).reasons.stakes).toEqual([
      'restricted data, personal data',
      'can run-code, spend-money',
    ])
  })

  test('a flow has the stakes of both ends', () => {
    const flow = system.flows.find((one) => one.from.id === 'agent') as never
    expect(judged({ subject: { type: 'flow', flow } }).reasons.stakes).toEqual(['can run-code, spend-money'])
  })
})

describe('what is taken off', () => {
  const realized = { maturity: 'realized' } as const
  test.each([
    ['what is assumed', { assumed: true }, 1],
    ['what a control limits', { limited: true }, 1],
    ['both', { assumed: true, limited: true }, 2],
    ['a step on the attackers own side', { technique: { ...realized, tactics: ['AML.TA0002', 'AML.TA0003'] } }, 5],
    ['a step that only leads on', { technique: { ...realized, tactics: ['AML.TA0000', 'AML.TA0007'] } }, 2],
    ['a step of either kind', { technique: { ...realized, tactics: ['AML.TA0002', 'AML.TA0008'] } }, 2],
    ['a step that harms as well', { technique: { ...realized, tactics: ['AML.TA0000', 'AML.TA0005'] } }, 0],
  ])('%s', (_, change: Change, off) => {
    expect(points({ technique: realized, ...change })).toBe(2 - off)
  })
})

test.each([
  ['critical', 8],
  ['high', 7],
  ['high', 6],
  ['medium', 5],
  ['medium', 4],
  ['low', 3],
])('%s from %i points', (severity, total) => {
  // 3 for being proven, 3 for anyone, 2 for safety; steps and doubts take off.
  const evidence = { ...newEvidence(), paths: [{ moves: [move('inbox', 'agent')], toSubject: true }] }
  const off = 8 - total
  const given = {
    evidence,
    rule: { impact: ['safety'] as never },
    assumed: off === 1 || off === 3,
    technique: {
      maturity: 'realized' as const,
      incidents: 5,
      tactics: [off === 5 ? 'AML.TA0002' : off === 2 || off === 3 || off === 4 ? 'AML.TA0000' : 'AML.TA0005'],
    },
  }
  const limited = off === 4
  const result = judged({ ...given, limited, assumed: given.assumed || off === 4 })
  expect(result.severity).toBe(severity)
})

test('the configuration goes before the rule, and the rule before the sum', () => {
  expect(judged({ rule: { severity: 'high' } })).toMatchObject({ severity: 'high', reasons: { overriddenBy: 'rule' } })
  expect(judged({ rule: { severity: 'high' }, configured: 'medium' })).toMatchObject({
    severity: 'medium',
    reasons: { overriddenBy: 'configuration' },
  })
  expect(judged().reasons).not.toHaveProperty('overriddenBy')
})

test.each([
  ['critical', 'high'],
  ['high', 'medium'],
  ['medium', 'low'],
  ['low', 'low'],
] as const)('one milder than %s is %s', (severity, expected) => expect(milder(severity)).toBe(expected))
