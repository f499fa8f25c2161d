/** With controls in force the system is another one: what is weighed and told is what they leave of it. */

import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/analysis/exposures.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { ruleOf, systemOf } from '../rules/ask.ts'
import { catalog } from './judge.ts'

const judged = (system: string, ...rules: Rule[]) =>
  analyse({ system: systemOf(system), catalog, rules, now: '2026-11-24' })

/** Others' words on a page that people see. */
const influenced = ruleOf(`
id: influenced
technique: AML.T0113
subject: { component: { kind: app } }
when: { influenced-by: { at-least: signed-up } }
`)
const called = ruleOf(`
id: called
technique: AML.T0047
subject: { component: { kind: app } }
when: { callable-by: { at-least: signed-up } }
`)
const fed = `
components:
  page: { kind: web }
  tickets: { kind: channel, writable-by: [registered] }
  helper: { kind: app }
flows:
  - { id: news, from: page, to: helper, carries: [web-content] }
  - { id: mail, from: tickets, to: helper, carries: [message] }
`
const used = `
components:
  visitor: { kind: outsider }
  member: { kind: user, zone: customers }
  helper: { kind: app }
zones: { customers: { trust: customer } }
flows:
  - { id: news, from: visitor, to: helper, carries: [query] }
  - { id: mail, from: member, to: helper, carries: [query] }
`
const force = (technique: string, on: string) => `{ covers: [${technique}], on: [${on}], status: implemented }`
const promise = (technique: string, on: string) =>
  `{ covers: [${technique}], on: [${on}], status: planned, due: 2027-02-01 }`

describe.each([
  ['content', fed, influenced],
  ['requests', used, called],
])('%s of a wide audience and of a narrower one that would do', (_, system, rule) => {
  const { technique } = rule
  const standing = (news: string, mail: string) => {
    const [exposure] = judged(`${system}controls: { wide: ${news}, narrow: ${mail} }`, rule).exposures
    return [exposure?.status, exposure?.controls.map(({ control, effect }) => `${control} ${effect}`)]
  }

  test('both controls take part', () =>
    expect(standing(force(technique, 'news'), force(technique, 'mail'))).toEqual([
      'mitigated',
      ['wide cuts', 'narrow cuts'],
    ]))
  test('a promise for the narrower one is a promise', () =>
    expect(standing(force(technique, 'news'), promise(technique, 'mail'))).toEqual([
      'planned',
      ['wide cuts', 'narrow planned'],
    ]))
  test('both promises are told', () =>
    expect(standing(promise(technique, 'news'), promise(technique, 'mail'))).toEqual([
      'planned',
      ['wide planned', 'narrow planned'],
    ]))
  test('of what nobody can come by nothing takes part', () => {
    const inside = `${system.replace('flows:\n', 'flows:\n  - { id: quiet, from: clerks, to: helper, carries: [query, message] }\n')}`
    const more = inside.replace('components:\n', 'components:\n  clerks: { kind: channel }\n')
    const controls = `controls: { wide: ${force(technique, 'news')}, idle: ${force(technique, 'quiet')} }`
    const [exposure] = judged(more + controls, rule).exposures
    expect([exposure?.status, exposure?.controls.map(({ control }) => control)]).toEqual(['partly-mitigated', ['wide']])
  })
  test('the reach is that of the audience that is left', () => {
    const reach = (controls: string) => judged(`${system}${controls}`, rule).exposures[0]?.reasons.reach
    expect(reach('')).toBe('anyone')
    expect(reach(`controls: { wide: ${force(technique, 'news')} }`)).toBe('signed-up')
  })
})

test('who writes into what calls it is no caller', () => {
  const system = `${used
    .replace('components:\n', 'components:\n  inbox: { kind: channel, writable-by: [anyone] }\n')
    .replace(
      'flows:\n',
      'flows:\n  - { id: inlet, from: inbox, to: helper, carries: [message] }\n',
    )}controls: { door: ${force('AML.T0047', 'news')}, idle: ${force('AML.T0047', 'inlet')} }\n`
  expect(judged(system, called).exposures[0]?.controls.map(({ control }) => control)).toEqual(['door'])
})

test('a way that is only assumed takes part beside one that is certain', () => {
  const rule = ruleOf(`
id: pulled
technique: AML.T0010.001
subject: { component: { kind: agent } }
when: { reached-from: { from: { kind: package-registry }, through: { pinned: none } } }
unknown: { pinned: yes }
`)
  const system = (controls: string) => `
components:
  index: { kind: package-registry }
  build: { kind: ci-cd, pinned: none }
  dev: { kind: notebook }
  agent: { kind: agent }
flows:
  - { id: sure, from: index, to: build, carries: [package] }
  - { id: likely, from: index, to: dev, carries: [package] }
  - { from: build, to: agent, carries: [code] }
  - { from: dev, to: agent, carries: [code] }
controls: { ${controls} }
`
  const technique = 'AML.T0010.001'
  const [both] = judged(system(`a: ${force(technique, 'sure')}, b: ${force(technique, 'likely')}`), rule).exposures
  expect([both?.status, both?.controls.map(({ control }) => control)]).toEqual(['mitigated', ['a', 'b']])
  // What is left rests on what nobody stated, and counts one less.
  const [certain] = judged(system(''), rule).exposures
  const [left] = judged(system(`a: ${force(technique, 'sure')}`), rule).exposures
  expect(left?.status).toBe('partly-mitigated')
  expect((certain?.reasons.score ?? 0) - (left?.reasons.score ?? 0)).toBeCloseTo(1)
  // Nor does a promise for the one answer the other.
  expect(judged(system(`a: ${promise(technique, 'sure')}`), rule).exposures[0]?.status).toBe('open')
})

test('who stands behind the source of a way counts, also where the words end an influence', () => {
  const rule = ruleOf(
    `
id: trained
technique: AML.T0031
subject: { component: { kind: model } }
when: { reached-from: { from: { is: fed }, over: trained-on } }
`,
    { fed: { kind: 'dataset', 'reached-from': { from: { kind: 'outsider' } } } },
  )
  const reach = (words: string, controls = '') =>
    judged(
      `
components:
  member: { kind: outsider }
  desk: { kind: app }
  samples: { kind: dataset }
  scorer: { kind: predictive-model, trained-on: [samples] }
flows:
  - { id: open, from: member, to: samples, carries: [${words}] }
  - { from: member, to: desk, carries: [file] }
  - { from: desk, to: samples, carries: [label] }
${controls}`,
      rule,
    ).exposures.map(({ status, reasons }) => [status, reasons.reach])
  expect(reach('telemetry')).toEqual([['open', 'anyone']])
  expect(reach('file', `controls: { gate: ${force('AML.T0031', 'open')} }`)).toEqual([['partly-mitigated', 'anyone']])
})

test('a limit on a way that is cut limits nothing', () => {
  const rule = ruleOf(`
id: asked
technique: AML.T0015
answered-by: [AML.M0010, AML.M0004, AML.M0024]
subject: { component: { kind: predictive-model } }
when: { reached-from: { from: { kind: outsider } } }
`)
  const score = (controls: string) =>
    judged(
      `
components: { shop: { kind: outsider }, feed: { kind: outsider }, scorer: { kind: predictive-model } }
flows: [{ id: one, from: shop, to: scorer, carries: [query] }, { id: other, from: feed, to: scorer, carries: [query] }]
controls: { filter: ${force('AML.T0015', 'one')}${controls} }
`,
      rule,
    ).exposures[0]?.reasons.score ?? 0
  const limit = (on: string) => `, limit: { implements: [AML.M0010], on: [${on}], status: implemented }`
  expect(score(limit('one'))).toBe(score(''))
  const watch = ', watch: { implements: [AML.M0024], on: [other], status: implemented }'
  expect(score(limit('one') + watch)).toBe(score(''))
  expect(score(limit('other'))).toBeCloseTo(score('') - 1)
})

describe('two rules, one technique, one subject', () => {
  const people = ruleOf(`
id: people
technique: AML.T0047
severity: high
subject: { component: { kind: app } }
when: { called-by: { from: { kind: actor } } }
answered-by: [AML.M0019]
`)
  const model = ruleOf(`
id: model
technique: AML.T0047
severity: low
subject: { component: { kind: app } }
when: { calls: { to: { kind: model } } }
answered-by: [AML.M0020]
`)
  const app = `
components: { visitor: { kind: outsider }, web: { kind: app }, llm: { kind: llm } }
flows: [{ id: ask, from: visitor, to: web, carries: [prompt] }, { from: web, to: llm, carries: [prompt] }]
`
  const only = (more: string, ...rules: Rule[]) => judged(app + more, ...rules).exposures[0]
  const signIn = 'controls: { sign-in: { implements: [AML.M0019], on: [web], status: implemented } }\n'
  const accepted =
    'decisions: [{ technique: AML.T0047, on: web, treatment: accept, reason: r, owner: o, expires: 2027-03-31 }]\n'

  test('what is cut of one leaves the other open: partly mitigated, with what stands where', () => {
    expect(only(signIn, people, model)).toMatchObject({
      status: 'partly-mitigated',
      rule: 'model',
      wayAround: 'web is open: sign-in on web cuts only what rule people finds',
      alsoRaisedBy: ['people'],
    })
  })
  test('also where something would notice what is left', () => {
    const watched = signIn.replace(' }\n', ', watch: { implements: [AML.M0024], on: [llm], status: implemented } }\n')
    const noticed = { ...model, entry: { ...model.entry, 'answered-by': ['AML.M0024'] } }
    expect(only(watched, people, noticed)).toMatchObject({ status: 'partly-mitigated', rule: 'model' })
    expect(only(watched, noticed)).toMatchObject({ status: 'detected' })
  })
  test('what somebody accepted is accepted, though the worse of the two is mitigated', () => {
    expect(only(signIn + accepted, people, model)).toMatchObject({ status: 'accepted', rule: 'model', decision: 0 })
  })
  test('with both cut it is mitigated', () => {
    const both = signIn.replace(' }\n', ', filter: { implements: [AML.M0020], on: [llm], status: implemented } }\n')
    expect(only(both, people, model)).toMatchObject({ status: 'mitigated', rule: 'people' })
  })
  test('a promise makes nothing milder that is locked, whichever rule is worse', () => {
    const promised = `controls: { sign-in: ${promise('AML.T0047', 'web')} }\n`
    expect(only(promised, people, model)).toMatchObject({ status: 'planned', rule: 'people' })
    expect(only(promised, people, model)).not.toHaveProperty('isLocked')
    expect(only(promised, people, { ...model, locked: true })).toMatchObject({ rule: 'model', isLocked: true })
  })
})

test('a question about one subject does not answer that of another', () => {
  const rule = ruleOf(`
id: limits
technique: AML.T0034
subject: { component: { kind: llm } }
when: { called-by: { from: { limits: { none-of: [cost] } } } }
unknown: { limits: ask }
`)
  const { questions } = judged(
    'components: { web: { kind: app }, a: { kind: llm }, b: { kind: llm } }\nflows: [{ from: web, to: a, carries: [prompt] }, { from: web, to: b, carries: [prompt] }]',
    rule,
  )
  expect(questions.map(({ subject, on, field }) => [subject.id, on, field])).toEqual([
    ['a', 'web', 'limits'],
    ['b', 'web', 'limits'],
  ])
})
