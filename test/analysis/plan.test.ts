import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/analysis/exposures.ts'
import { replayIncidents } from '../../src/analysis/incidents.ts'
import { fixPlan } from '../../src/analysis/plan.ts'
import { weights } from '../../src/analysis/weights.ts'
import { changesBetween, changesText } from '../../src/explain/what-if-text.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { ruleOf, systemOf } from '../rules/ask.ts'
import { catalog, injection } from './judge.ts'

const flows = `
components:
  customer: { kind: outsider }
  mailbox: { kind: channel, writable-by: [anyone] }
  hub: { kind: app, owner: web }
  agent: { kind: agent }
flows:
  - { from: customer, to: hub, carries: [prompt] }
  - { from: mailbox, to: hub, carries: [message] }
  - { from: hub, to: agent, carries: [prompt] }
`
const plan = (yaml: string, rules: readonly Rule[]) => {
  const input = { system: systemOf(yaml), catalog, rules, now: '2026-11-24' }
  return fixPlan(input, analyse(input).exposures)
}
const own = ruleOf('id: own\ntechnique: AML.T0113\nanswered-by: []\nsubject: { component: { kind: agent } }')

describe('the fix plan', () => {
  test('takes one place that closes all instead of two', () => {
    const { steps, left, open } = plan(flows, [injection])
    expect([steps.length, left.length, open]).toEqual([1, 0, 1])
    expect(steps[0]).toMatchObject({
      mitigation: expect.stringMatching(/^AML\.M/),
      closes: [{ technique: 'AML.T0051.001' }],
    })
    expect(['hub', 'agent', 'hub -> agent']).toContain(steps[0]?.place)
  })
  test('what it proposes does close it', () => {
    const [step] = plan(flows, [injection]).steps
    const controls = `controls: { new: { implements: [${step?.mitigation}], on: ["${step?.place}"], status: implemented } }`
    const { exposures } = analyse({
      system: systemOf(flows + controls),
      catalog,
      rules: [injection],
      now: '2026-11-24',
    })
    expect(exposures.map(({ status }) => status)).toEqual(['mitigated'])
  })
  test('proposes to cover what no mitigation cuts', () => {
    expect(plan(flows, [own]).steps).toMatchObject([{ mitigation: undefined, covers: 'AML.T0113', place: 'agent' }])
  })
  test('weighs by severity: the worse comes first', () => {
    const low = ruleOf(
      'id: low\ntechnique: AML.T0113\nseverity: low\nanswered-by: []\nsubject: { component: { kind: channel } }',
    )
    expect(plan(flows, [low, injection]).steps.map(({ closes }) => closes[0]?.technique)).toEqual([
      'AML.T0051.001',
      'AML.T0113',
    ])
  })
  test('of a system that is too large it tells what there was no room for, none of it worse than what there was', () => {
    const count = 900
    const components = Array.from({ length: count }, (_, index) => `  c${index}: { kind: agent }`)
    const calls = Array.from(
      { length: count - 1 },
      (_, index) => `  - { from: c${index}, to: c${index + 1}, carries: [prompt] }`,
    )
    const { steps, left, unplanned, open } = plan(
      `components:\n  stranger: { kind: outsider }\n${components.join('\n')}\nflows:\n  - { from: stranger, to: c0, carries: [prompt] }\n${calls.join('\n')}\n`,
      [injection],
    )
    const closed = steps.flatMap(({ closes }) => closes)
    expect([closed.length > 0, unplanned.length > 0, left]).toEqual([true, true, []])
    expect(new Set([...closed, ...unplanned]).size).toBe(open)
    expect(open).toBe(closed.length + unplanned.length)
    const worst = Math.max(...unplanned.map(({ severity }) => weights[severity]))
    expect(closed.every(({ severity }) => weights[severity] >= worst)).toBe(true)
  })
  test('where there are very many flows it is made of controls on components, and on flows that have none at their ends', () => {
    const many = Array.from(
      { length: 2500 },
      (_, index) =>
        `  - { id: f${index}, from: c${index % 50}, to: c${(index * 7 + 1 + (index % 3)) % 50}, carries: [prompt] }`,
    ).filter((line) => !/from: (c\d+), to: \1,/.test(line))
    const components = Array.from({ length: 50 }, (_, index) => `  c${index}: { kind: app }`)
    const told = ruleOf(
      'id: told\ntechnique: AML.T0113\nanswered-by: []\nsubject: { component: { kind: staff } }\nwhen: { reached-from: { from: { kind: outsider }, through: { kind: [app, user] } } }',
    )
    const { steps, left, unplanned } = plan(
      `components:\n  stranger: { kind: outsider }\n  caller: { kind: user }\n  page: { kind: web }\n  clerk: { kind: staff }\n  agent: { kind: agent }\n${components.join('\n')}\nflows:\n  - { from: stranger, to: caller, carries: [message] }\n  - { from: caller, to: c2, carries: [prompt] }\n  - { from: caller, to: c3, carries: [prompt] }\n  - { from: c4, to: clerk, carries: [message] }\n  - { from: c5, to: clerk, carries: [message] }\n  - { from: page, to: c0, carries: [web-content] }\n  - { from: c1, to: agent, carries: [prompt] }\n${many.join('\n')}\n`,
      [injection, told],
    )
    expect([left, unplanned]).toEqual([[], []])
    expect(steps.map(({ place }) => place)).toContain('stranger -> caller')
    expect(steps.length).toBeGreaterThan(1)
  })
  test('never puts a control on a stranger', () => {
    expect(plan(flows, [injection]).steps.map(({ place }) => place)).not.toContain('customer')
  })
  test('has nothing to do where all is closed', () => {
    expect(
      plan(`${flows}controls: { g: { covers: [AML.T0051], on: [agent], status: verified } }`, [injection]),
    ).toMatchObject({ steps: [], open: 0 })
  })
})

describe('what-if', () => {
  test('tells what closes and what opens again', () => {
    const judge = (more: string) =>
      analyse({ system: systemOf(flows + more), catalog, rules: [injection], now: '2026-11-24' }).exposures
    const guarded = judge('controls: { g: { covers: [AML.T0051], on: [agent], status: verified } }')
    expect(changesBetween(judge(''), guarded)).toMatchObject({ closed: [{ technique: 'AML.T0051.001' }], reopened: [] })
    expect(changesBetween(guarded, judge(''))).toMatchObject({ closed: [], reopened: [{ technique: 'AML.T0051.001' }] })
  })

  const judged = (more: string, rule = injection) =>
    analyse({ system: systemOf(flows + more), catalog, rules: [rule], now: '2026-11-24' }).exposures
  const guard = 'controls: { g: { covers: [AML.T0051], on: [agent], status: verified } }\n'
  const accepted =
    'decisions: [{ technique: AML.T0051, treatment: accept, reason: Small., owner: web, expires: 2027-03-31 }]\n'

  test('what is accepted is settled: a control neither closes it nor leaves it open', () => {
    const bare = judged(accepted)
    const guarded = judged(accepted + guard)
    expect(changesBetween(bare, guarded)).toMatchObject({
      closed: [],
      reopened: [],
      moved: [{ before: 'accepted', exposure: { status: 'mitigated' } }],
    })
    expect(changesBetween(guarded, bare)).toMatchObject({ closed: [], reopened: [], worse: [], milder: [] })
    expect(changesBetween(judged(''), bare)).toMatchObject({ closed: [{ status: 'accepted' }], moved: [] })
  })

  test('a severity that changes is a change', () => {
    const limits = ruleOf(
      'id: limited\ntechnique: AML.T0034\nanswered-by: [AML.M0004]\nsubject: { component: { kind: agent } }',
    )
    const bare = judged('', limits)
    const limited = judged('controls: { g: { implements: [AML.M0004], on: [agent], status: verified } }\n', limits)
    const [before, after] = [bare[0]?.severity, limited[0]?.severity]
    expect(changesBetween(bare, limited)).toMatchObject({ moved: [], milder: [{ before }], worse: [] })
    expect(changesBetween(limited, bare)).toMatchObject({ moved: [], milder: [], worse: [{ before: after }] })
    expect(changesText('With g', bare, limited, catalog)).toMatch(
      new RegExp(`^With g:\\n\\nMilder \\(1\\):\\n  ${after} .* on agent: ${before} -> ${after}$`),
    )
    expect(changesText('Without g', limited, bare, catalog)).toContain(`Worse (1):`)
    expect(changesText('As it is', bare, bare, catalog)).toBe('As it is: no exposure changes.')
  })
})

describe('incidents', () => {
  const replayed = (rules: readonly Rule[], more = '') =>
    replayIncidents(analyse({ system: systemOf(flows + more), catalog, rules, now: '2026-11-24' }).exposures, catalog)
  const rulesFor = (ids: readonly string[]) =>
    ids.map((id) =>
      ruleOf(
        `id: r-${id.toLowerCase().replaceAll('.', '-')}\ntechnique: ${id}\nsubject: { component: { kind: agent } }`,
      ),
    )
  const [first] = [...catalog.caseStudies.values()].filter(({ techniques }) => techniques.length === 3)
  if (first === undefined) throw new Error('no case study with three steps')

  test('work when every step is open', () => {
    const [top] = replayed(rulesFor(first.techniques))
    expect(top).toMatchObject({ works: true, open: top?.steps.length })
  })
  test('do not work when one step is cut, and name what cuts it', () => {
    const more = `controls: { stop: { covers: [${first.techniques[1]}], on: [agent], status: verified } }`
    const study = replayed(rulesFor(first.techniques), more).find(({ caseStudy }) => caseStudy === first.id)
    expect(study).toMatchObject({ works: false, open: 2 })
    expect(study?.steps[1]).toMatchObject({ state: 'cut', controls: ['stop'] })
  })
  test('an accepted risk still works', () => {
    const more = `decisions: [{ technique: ${first.techniques[1]}, treatment: accept, reason: r, owner: o, expires: 2027-01-01 }]`
    expect(replayed(rulesFor(first.techniques), more).find(({ caseStudy }) => caseStudy === first.id)?.works).toBe(true)
  })
  test('what does not apply is absent', () => {
    expect(replayed([]).every(({ works, open }) => !works && open === 0)).toBe(true)
  })
})
