import { describe, expect, test } from 'vitest'
import { effectOf, inForce, newestEvidence, placeControls } from '../../src/analysis/controls.ts'
import { severityOf } from '../../src/analysis/severity.ts'
import type { ControlEntry } from '../../src/manifest/manifest.ts'
import { defaultGate } from '../../src/report/gate.ts'
import { newEvidence, systemFacts } from '../../src/rules/run.ts'
import { ruleOf, systemOf } from '../rules/ask.ts'
import { catalog, injection, judgeTwoWays, only } from './judge.ts'

const control = (entry: Partial<ControlEntry>) =>
  ({ on: ['agent'], status: 'implemented', covers: ['AML.T0051'], ...entry }) as ControlEntry
const effect = (entry: Partial<ControlEntry>, now = '2026-11-24') =>
  effectOf(control(entry), injection, 'any', catalog, now)

describe('where a control stands', () => {
  const system = (on: string) =>
    systemOf(`
zones: { outer: { trust: internal }, inner: { trust: internal, within: outer } }
components: { a: { kind: agent, zone: outer }, b: { kind: tool, zone: inner }, c: { kind: tool } }
flows: [{ id: call, from: a, to: b, carries: [tool-call] }, { from: a, to: c, carries: [tool-call] }]
controls: { guard: { covers: [AML.T0051], on: ['${on}'], status: implemented } }
`)
  test.each([
    ['a', [0], []],
    ['outer', [0, 1], []],
    ['inner', [1], []],
    ['*', [0, 1, 2], [0, 1]],
    ['call', [], [0]],
    ['a -> b', [], [0]],
    ['a -> c', [], [1]],
  ])('on %s', (on, components, flows) => {
    expect(placeControls(system(on))[0]?.places).toEqual([{ written: on, components, flows }])
  })
})

describe('evidence', () => {
  const evidence = (...entries: object[]) => control({ evidence: entries as never })

  test('the newest counts, of one day a failure, else the later, and without a date the oldest', () => {
    const later = { type: 'test', result: 'fail', date: '2026-02-01' }
    expect(newestEvidence(evidence(later, { type: 'test', date: '2026-01-01' }), 'AML.T0051')).toBe(later)
    const passed = { ...later, result: 'pass' }
    const again = { ...passed, ref: 'again' }
    expect(newestEvidence(evidence(passed, again), 'AML.T0051')).toBe(again)
    expect(newestEvidence(evidence(later, passed), 'AML.T0051')).toBe(later)
    expect(newestEvidence(evidence(passed, later), 'AML.T0051')).toBe(later)
    expect(newestEvidence(evidence(later, { type: 'test' }), 'AML.T0051')).toBe(later)
    expect(newestEvidence(evidence({ type: 'test' }, later), 'AML.T0051')).toBe(later)
    const undated = { type: 'test', ref: 'two' }
    expect(newestEvidence(evidence({ type: 'test' }, undated), 'AML.T0051')).toBe(undated)
    expect(newestEvidence(control({}), 'AML.T0051')).toBeUndefined()
  })

  test('of another technique says nothing', () => {
    const failed = evidence({ type: 'test', result: 'fail', technique: 'AML.T0053' })
    expect(inForce(failed, 'AML.T0051')).toBe(true)
    expect(inForce(failed, 'AML.T0053')).toBe(false)
  })
})

describe('what a control promises', () => {
  test.each([
    ['planned with a date to come', { status: 'planned', due: '2026-11-24' }, 'planned'],
    ['planned with a date gone by', { status: 'planned', due: '2026-11-23' }, undefined],
    ['planned without a date', { status: 'planned' }, undefined],
    ['retired with a date to come', { status: 'retired', due: '2027-01-01' }, undefined],
    ['planned, and about something else', { status: 'planned', due: '2027-01-01', covers: ['AML.T0053'] }, undefined],
    [
      'planned, and no more than a limit',
      { status: 'planned', due: '2027-01-01', covers: [], implements: ['AML.M0024'] },
      undefined,
    ],
    ['verified', { status: 'verified' }, 'cuts'],
  ] as const)('%s', (_, entry, expected) => expect(effect(entry as never)).toBe(expected))

  test('a mitigation that is made for the other kind of model answers nothing', () => {
    const rule = ruleOf(`
id: any
technique: AML.T0051
subject: { component: { kind: agent } }
answered-by: [${[...catalog.mitigations.keys()].join(', ')}]
`)
    for (const [id, { class: kind, defends }] of catalog.mitigations) {
      const entry = control({ covers: [], implements: [id] })
      const acts = { prevents: 'cuts', limits: 'limits', detects: 'detects', governs: undefined }[kind]
      for (const nature of ['any', 'generative', 'predictive'] as const) {
        const fits = nature === 'any' || defends === 'any' || defends === nature
        expect([id, nature, effectOf(entry, rule, nature, catalog, '2026-11-24')]).toEqual([
          id,
          nature,
          fits ? acts : undefined,
        ])
      }
    }
  })
})

test('a mitigation that the catalog has not answers nothing', () => {
  const rule = ruleOf('technique: AML.T0051\nsubject: { component: { kind: agent } }\nanswered-by: [AML.M9999]')
  const entry = control({ covers: [], implements: ['AML.M9999'] })
  expect(effectOf(entry, rule, 'any', catalog, '2026-11-24')).toBeUndefined()
})

describe('in an analysis', () => {
  const decision = `
decisions: [{ technique: AML.T0051, treatment: accept, reason: x, owner: me, expires: 2027-01-01 }]
`
  test('what is locked is decided by nobody', () => {
    expect(only(judgeTwoWays(decision)).status).toBe('accepted')
    expect(only(judgeTwoWays(decision, [{ ...injection, locked: true } as typeof injection])).status).toBe('open')
  })

  test('the whole system is a subject with a name', () => {
    const rule = ruleOf('id: whole\ntechnique: AML.T0051\nsubject: system\nwhen: { has: { kind: agent } }')
    expect(only(judgeTwoWays('', [rule])).subject).toEqual({ type: 'system', id: 'system' })
  })

  test('a fact that has to be asked for is asked once, and not where the technique applies anyway', () => {
    const asking = (id: string, technique: string) =>
      ruleOf(
        `id: ${id}\ntechnique: ${technique}\nsubject: { component: { kind: agent } }\nwhen: { memory: [long-term] }\nunknown: { memory: ask }`,
      )
    const { questions } = judgeTwoWays('', [asking('one', 'AML.T0080'), asking('two', 'AML.T0080')])
    expect(questions).toEqual([
      {
        technique: 'AML.T0080',
        rule: 'two',
        subject: { type: 'component', id: 'agent' },
        on: 'agent',
        field: 'memory',
      },
    ])
    expect(judgeTwoWays('', [injection, asking('three', 'AML.T0051.001')]).questions).toEqual([])
  })

  test('what is taken for granted anyway is not asked for', () => {
    const rule = ruleOf(`
id: both
technique: AML.T0080
subject: { component: { kind: agent } }
when: { autonomy: autonomous, memory: persistent }
unknown: { autonomy: yes, memory: ask }
`)
    expect(judgeTwoWays('', [rule]).questions.map(({ field }) => field)).toEqual(['memory'])
  })

  test('a technique that the catalog has not is nobodys', () => {
    const rule = ruleOf('id: none\ntechnique: AML.T9999\nsubject: { component: { kind: agent } }')
    expect(judgeTwoWays('', [rule]).exposures).toEqual([])
  })
})

test.each([
  'spend-money',
  'run-code',
  'use-computer',
  'delete-data',
  'manage-identity',
  'change-config',
  'control-device',
  'install-packages',
  'deploy-agents',
])('%s is a power whose misuse is grave', (power) => {
  const system = systemOf(`components: { a: { kind: tool, can: [${power}] } }`)
  const { reasons } = severityOf({
    ...{ run: systemFacts(system).drawn, evidence: newEvidence() },
    subject: { type: 'component', component: system.components[0] as never },
    technique: { tactics: ['AML.TA0005'], maturity: 'feasible', incidents: 0 } as never,
    ...{ rule: { impact: ['integrity'] } as never, factsNeeded: 0, assumed: false, limited: false },
  })
  expect(reasons.stakes).toEqual(['criticality moderate', `can ${power}`])
})

test('left alone, a run fails from medium on, by findings alone', () => {
  expect(defaultGate).toEqual({ failOn: 'medium', strict: false, exitZero: false })
})
