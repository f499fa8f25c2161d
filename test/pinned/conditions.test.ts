/**
 * Every word of the rule language asked of one system, straight, turned round and with each part of the system cut out; and what is said of
 * conditions that are wrong. What changes in these texts changes the language.
 */

import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { askRule, evidenceOf, type MatchSubject, supportOf } from '../../src/rules/match.ts'
import { subjectName } from '../../src/rules/message.ts'
import { readRuleFile } from '../../src/rules/read-rules.ts'
import { systemFacts } from '../../src/rules/run.ts'
import { type Trace, traceOf } from '../../src/rules/trace.ts'
import { cutting, matchesOf, ruleOf, systemOf } from '../rules/ask.ts'

const system = systemOf(`
zones:
  street: { trust: untrusted }
  yard: { trust: internal }
  vault: { trust: restricted, within: yard, owner: staff }
owners: { staff: { contact: staff@example.org } }
data:
  notes: { classification: restricted, kind: knowledge, personal: true, lifetime: long, origin: us }
  keys: { classification: confidential, kind: secret, grants: [store, mailer] }
  leaflets: { classification: public, personal: false }
components:
  anyone: { kind: outsider, zone: street }
  colleague: { kind: user, zone: yard }
  site: { kind: application, zone: yard, exposure: public, auth: none, hosted-on: machine, uses: [parts] }
  inbox: { kind: channel, zone: yard, writable-by: [anyone] }
  desk: { kind: agent, zone: vault, autonomy: autonomous, egress: open, memory: persistent, can: [read-data], holds: [keys] }
  helper: { kind: agent, zone: yard, autonomy: asks, owner: staff }
  mailer: { kind: tool, zone: yard, can: [send-messages, spend-money], isolated: false }
  runner: { kind: tool, zone: vault, can: [run-code], isolated: true, hosted-on: machine }
  store: { kind: vector-store, zone: vault, holds: [notes], encrypted-at-rest: true }
  model: { kind: llm, zone: street, provenance: vendor, based-on: [base], multi-tenant: true }
  base: { kind: llm, provenance: open-source }
  judge: { kind: predictive-model, purpose: [fraud-detection], trained-on: [shelf] }
  shelf: { kind: dataset, holds: [leaflets] }
  parts: { kind: library }
  machine: { kind: host, zone: yard }
flows:
  - { from: anyone, to: site, carries: [prompt], returns: [completion], auth: none }
  - { from: anyone, to: inbox, carries: [message], encrypted: true }
  - { from: colleague, to: helper, carries: [prompt], auth: user }
  - { from: site, to: desk, carries: [prompt], returns: [completion], approval: never }
  - { from: inbox, to: desk, carries: [message], automatic: true, encrypted: false }
  - { id: ask, from: desk, to: model, carries: [prompt], returns: [completion] }
  - { from: desk, to: mailer, carries: [tool-call], approval: each-call, returns: [tool-result] }
  - { from: desk, to: helper, carries: [tool-call], returns: [tool-result] }
  - { from: helper, to: runner, carries: [tool-call], returns: [tool-result] }
  - { from: store, to: desk, carries: [notes] }
  - { from: store, to: helper, carries: [notes], automatic: false }
  - { from: site, to: shelf, carries: [training] }
`)
const facts = systemFacts(system)
const places = [...system.components, ...system.flows].map(({ id }) => id)
const definitions = {
  inlet: { kind: 'channel', 'written-by': { 'at-least': 'anyone' } },
  acting: { kind: 'agent', any: [{ autonomy: ['autonomous'] }, { powers: ['spend-money'] }] },
  careless: { any: [{ egress: ['open'] }, { is: 'inlet' }] },
}

const fields = [
  'kind: agent',
  'kind: [tool, model]',
  'autonomy: autonomous',
  'autonomy: [asks, autonomous]',
  'autonomy: { at-least: asks }',
  'autonomy: { at-most: asks }',
  'autonomy: { none-of: [autonomous] }',
  'autonomy: { known: true }',
  'autonomy: { known: false }',
  'can: [spend-money]',
  'can: { all-of: [send-messages, spend-money] }',
  'can: { none-of: [run-code] }',
  'can: { all-of: [send-messages], none-of: [run-code] }',
  'powers: [run-code, send-messages]',
  'powers: { all-of: [run-code, spend-money] }',
  'purpose: [fraud-detection]',
  'purpose: { known: true }',
  'exposure: public',
  'auth: [none]',
  'trust: { at-least: internal }',
  'trust: [restricted, untrusted]',
  'written-by: anyone',
  'written-by: { at-least: anyone }',
  'influenced-by: { at-least: anyone }',
  'influenced-by: { at-most: partner }',
  'callable-by: { at-least: anyone }',
  'isolated: true',
  'isolated: false',
  'isolated: { known: true }',
  'encrypted-at-rest: true',
  'multi-tenant: { known: false }',
  'owner: { known: true }',
  'owner: { known: false }',
  'holds: { classification: restricted }',
  'holds: { classification: { at-least: confidential } }',
  'holds: { kind: [secret, knowledge] }',
  'holds: { personal: true }',
  'holds: { personal: { known: false } }',
  'holds: { lifetime: long }',
  'holds: { grants: { kind: tool } }',
  'holds: { any: [{ personal: true }, { kind: secret }] }',
  'holds: { not: { personal: true } }',
  'passes: { classification: restricted }',
  'inside: { kind: host }',
  'hosts: { kind: tool }',
  'tools: { can: [send-messages] }',
  'tools: { powers: [run-code] }',
  'flow-in: { carries: [message] }',
  'flow-in: { carries: text, from: { kind: channel } }',
  'flow-out: { to: { kind: llm } }',
  'flow-out: { data: { personal: true } }',
  'flow-in: { crosses: true }',
  'flow-in: { crosses: false }',
  'called-by: { auth: none }',
  'called-by: { auth: { known: false } }',
  'called-by: { automatic: true }',
  'called-by: { encrypted: false }',
  'calls: { approval: never }',
  'calls: { approval: { at-least: each-call } }',
  'calls: { returns: [completion] }',
  'calls: { not: { returns: [completion] } }',
  'calls: { all: [{ carries: [tool-call] }, { to: { kind: agent } }] }',
  'uses: { kind: library }',
  'based-on: { kind: llm }',
  'based-on: { known: true }',
  'trained-on: { holds: { classification: public } }',
  'hosted-on: { kind: host }',
  'hosted-on: { known: false }',
  'is: inlet',
  'is: acting',
  'is: careless',
  'as-drawn: { reached-from: { from: { kind: outsider } } }',
  'as-drawn: { egress: open }',
  'system: { has: { kind: vector-store } }',
  'system: { lacks: { kind: vector-store } }',
  'system: { criticality: moderate }',
  'system: { criticality: { at-least: high } }',
  'system: { criticality: { at-most: moderate } }',
  'system: { stage: [production, staging] }',
  'system: { flow: { carries: [message] } }',
  'system: { flow: { from: { kind: agent }, to: { kind: tool } } }',
  'flow-in: { carries: [training-data] }',
  'called-by: { auth: [none, user] }',
  'holds: { lifetime: { at-least: long } }',
  'holds: { kind: { none-of: [secret] } }',
  'can: { known: false }',
  'tools: { can: [read-data] }',
  'system: { any: [{ has: { kind: judge } }, { stage: production }] }'.replace('judge', 'predictive-model'),
  'any: [{ kind: tool }, { egress: open }, { autonomy: asks }]',
  'all: [{ kind: agent }, { egress: open }, { memory: persistent }]',
  'all: [{ kind: agent }]',
  'not: { any: [{ kind: tool }, { egress: open }] }',
  'not: { all: [{ kind: agent }, { egress: open }] }',
  'not: { not: { kind: agent } }',
  'egress: open\nkind: agent\nany: [{ memory: persistent }, { autonomy: asks }]',
]

const ways = [
  'reached-from: { from: { kind: outsider } }',
  'reached-from: { from: { kind: outsider }, carrying: text }',
  'reached-from: { from: { kind: outsider }, carrying: [message] }',
  'reached-from: { from: { written-by: anyone }, crossing: true }',
  'reached-from: { from: { kind: [channel, vector-store] }, as: inlet }',
  'reached-from: { from: { kind: outsider }, through: { kind: channel } }',
  'reached-from: { from: { kind: outsider }, through: { egress: open } }',
  'reached-from: { from: { kind: outsider }, step: { encrypted: true } }',
  'reached-from: { from: { kind: outsider }, step: { auth: none } }',
  'reached-from: { from: { kind: dataset }, over: [trained-on] }',
  'reached-from: { from: { kind: host }, over: [hosted-on, flows] }',
  'reached-from: { from: { egress: open } }',
  'reaches: { to: { kind: tool, can: [run-code] } }',
  'reaches: { to: { kind: outsider }, carrying: [completion] }',
  'reaches: { to: { kind: llm }, crossing: true, as: far }',
  'reaches: { to: { zone: x } }'.replace('zone: x', 'trust: untrusted'),
  'not: { reached-from: { from: { kind: outsider } } }',
  'not: { reached-from: { from: { egress: open } } }',
  'not: { reaches: { to: { kind: tool }, through: { isolated: false } } }',
  'reached-from: { from: { not: { kind: outsider }, written-by: anyone } }',
]

const flowSubjects = [
  'carries: [prompt]',
  'from: { kind: agent }\nto: { kind: tool }',
  'auth: none',
  'auth: { known: false }',
  'data: { personal: true }',
  'not: { encrypted: true }',
  'any: [{ automatic: true }, { crosses: true }]',
]

const unknown =
  '\nunknown: { egress: yes, autonomy: ask, auth: yes, encrypted: yes, automatic: ask, isolated: ask, approval: yes, personal: ask, memory: yes, purpose: yes, hosted-on: yes, uses: ask, based-on: ask, trained-on: yes, can: yes, powers: ask, crosses: yes }'

const traced = ({ label, truth, children }: Trace): string =>
  `${truth} ${label}${children.length === 0 ? '' : ` [${children.map(traced).join('; ')}]`}`
const nameOf = (subject: MatchSubject) => (subject.type === 'system' ? 'system' : subjectName(subject))

function told(yaml: string): string[] {
  const rule = ruleOf(yaml, definitions)
  const firing = (ids: readonly string[]) =>
    matchesOf(rule, facts, ids.length === 0 ? undefined : cutting(system, ids)).map(
      ({ subject, truth }) => `${nameOf(subject)}=${truth}`,
    )
  const whole = firing([])
  const cuts = places.flatMap((id) => {
    const left = firing([id])
    const changes = [
      ...whole.filter((one) => !left.includes(one)).map((one) => `-${one}`),
      ...left.filter((one) => !whole.includes(one)).map((one) => `+${one}`),
    ]
    return changes.length === 0 ? [] : [`  without ${id}: ${changes.join(' ')}`]
  })
  const evidence = matchesOf(rule, facts).map(({ subject }) => {
    const found = evidenceOf(rule, subject, facts.drawn)
    const support = supportOf(rule, subject, facts.drawn)
    return `  ${nameOf(subject)}: ${[
      ...found.paths.map(
        ({ moves, toSubject }) => `${toSubject ? 'from' : 'to'} ${moves.map(({ from, to }) => `${from.id}>${to.id}`)}`,
      ),
      ...found.neighbours.map(({ component, incoming }) => `${incoming ? '<' : '>'}${component.id}`),
      ...found.data.map(({ id }) => `data ${id}`),
      ...found.powers.map((power) => `can ${power}`),
      ...[...found.names].map(([name, id]) => `${name} is ${id}`),
      ...found.unknown.map(({ on, field, truth }) => `${on}.${field}?${truth}`),
      `on ${system.components.filter(({ index }) => support.components.has(index)).map(({ id }) => id)}`,
      ...system.flows.filter(({ index }) => support.flows.has(index)).map(({ id }) => id),
    ].join(' | ')}`
  })
  const desk = system.componentById.get('desk')
  const trace =
    desk === undefined
      ? []
      : traceOf(rule, { type: 'component', component: desk }, facts.drawn).conditions.map((one) => `  ${traced(one)}`)
  return [`  ${whole.join(' ') || 'nothing'}`, ...cuts, ...evidence, ...trace]
}

const indented = (yaml: string) => yaml.replace(/^/gm, '  ')
const all = [...fields, ...ways]

test.each([
  ['straight', (yaml: string) => `subject: { component: {} }\nwhen:\n${indented(yaml)}`],
  [
    'turned-round',
    (yaml: string) =>
      `subject: { component: {} }\nwhen:\n  not:\n  ${indented(indented(yaml)).trimStart().replace(/^/, '  ')}`,
  ],
  [
    'unknown-facts',
    (yaml: string) => `subject: { component: { kind: [agent, tool, llm] } }\nwhen:\n${indented(yaml)}${unknown}`,
  ],
  [
    'no-such-way',
    (yaml: string) =>
      `subject: { component: { kind: agent } }\nwhen:\n  not:\n    reached-from:\n      from:\n${indented(indented(indented(indented(yaml))))}${unknown}`,
  ],
])('what each condition says, %s', async (name, ruleWith) => {
  const text = all.flatMap((yaml) => [yaml.replaceAll('\n', '; '), ...told(ruleWith(yaml))]).join('\n')
  await expect(`${text}\n`).toMatchFileSnapshot(`conditions-${name}.txt`)
})

test('what each condition says of flows, and of the system', async () => {
  const flows = flowSubjects.flatMap((yaml) => [
    yaml.replaceAll('\n', '; '),
    ...told(`subject: { flow: {} }\nwhen:\n${indented(yaml)}`),
    ...told(`subject:\n  flow:\n${indented(indented(yaml))}${unknown}`),
  ])
  const whole = fields
    .filter((yaml) => yaml.startsWith('system: '))
    .flatMap((yaml) => [
      yaml,
      ...told(`subject: system\nwhen: ${yaml.slice(8)}`),
      ...told(`subject: system\nwhen: { not: ${yaml.slice(8)} }`),
    ])
  await expect(`${[...flows, ...whole].join('\n')}\n`).toMatchFileSnapshot('conditions-of-flows.txt')
})

const wrong = [
  'kind: null',
  'owner: null',
  'holds: null',
  'uses: null',
  'autonomy: null',
  'isolated: null',
  'is: null',
  'flow-in: null',
  'flow-in: { carries: null }',
  'system: null',
  'system: { criticality: null }',
  'reached-from: null',
  'any: null',
  'autonomy: { known: 5 }',
  'autonomy: { none-of: true }',
  'purpose: { at-least: fraud-detection }',
  'can: { at-leest: run-code }',
  'flow-in: { carries: [toString] }',
  'holds: { toString: x }',
  'kind: agnet',
  'kind: []',
  'kind: 5',
  'kind: [agent, 7, tol]',
  'autonomy: { at-leest: supervised }',
  'autonomy: { all-of: [supervised] }',
  'autonomy: { at-least: superwised }',
  'can: { at-least: run-code }',
  'purpose: { at-most: x }',
  'can: [run-kode]',
  'owner: me',
  'owner: { known: maybe }',
  'isolated: maybe',
  'isolated: { known: maybe }',
  'isolated: [true]',
  'holds: text',
  'holds: [text]',
  'holds: { clasification: public }',
  'holds: { personal: 1 }',
  'holds: { grants: { kind: tol } }',
  'flow-in: text',
  'flow-in: { carries: [promt] }',
  'flow-in: { carries: promt }',
  'flow-in: { to: { kind: agent } }',
  'flow-out: { from: { kind: agent } }',
  'flow-in: { crosses: maybe }',
  'flow-in: { encripted: true }',
  'called-by: { approval: { at-least: al } }',
  'calls: { data: { kind: x } }',
  'tools: text',
  'uses: text',
  'uses: { known: maybe }',
  'is: nothing-like-it',
  'is: inlt',
  'is: round',
  'is: 7',
  'system: text',
  'system: { haz: {} }',
  'system: { has: { kind: agnet } }',
  'system: { stage: prod }',
  'system: { criticality: hihg }',
  'system: { criticality: { at-lest: high } }',
  'system: { criticality: { at-least: hihg } }',
  'system: { flow: { carries: [x] } }',
  'system: { any: [] }',
  'reached-from: text',
  'reached-from: {}',
  'reached-from: { form: { kind: agent } }',
  'reached-from: { from: { kind: agnet } }',
  'reached-from: { from: {}, over: [flowz] }',
  'reached-from: { from: {}, through: { kind: x } }',
  'reached-from: { from: {}, step: { carries: [x] } }',
  'reached-from: { from: {}, carrying: [x, prompt, 5] }',
  'reached-from: { from: {}, crossing: maybe }',
  'reached-from: { to: {} }',
  'reaches: { from: {} }',
  'any: text',
  'any: []',
  'all: { kind: agent }',
  'any: [{ kind: agnet }, { kind: tol }]',
  'not: text',
  'not: { kind: agnet }',
  'as-drawn: { kind: agnet }',
  'inside: 5',
  'kinds: agent',
  'zone: x',
]

test('what is said of each condition that is wrong, and where', async () => {
  const file = (subject: unknown, when: unknown, more: object = {}) => ({
    definitions,
    rules: [
      {
        id: 'a',
        technique: 'AML.T0051',
        title: 't',
        why: 'w',
        fix: 'f',
        message: '{subject}',
        impact: ['integrity'],
        ...examples,
        subject,
        when,
        ...more,
      },
    ],
  })
  const examples = {
    examples: [
      { title: 'e', system: { components: {} }, 'fires-on': ['a'], 'near-misses': [{ title: 'n', without: ['a'] }] },
    ],
  }
  const ids = { technique: () => ({ known: true }), mitigation: () => ({ known: true }) } as const
  const problems = (value: unknown) =>
    readRuleFile('r.yaml', value, ids).problems.map(
      ({ code, message, fix, place }) =>
        `  ${JSON.stringify('path' in place ? place.path : place)} ${code}: ${message} ${fix ?? ''}`,
    )
  const right = [
    ...[...fields, ...ways].flatMap((yaml) => problems(file({ component: {} }, load(yaml)))),
    ...flowSubjects.flatMap((yaml) => problems(file({ flow: load(yaml) }, undefined))),
  ]
  expect(right).toEqual([])
  const texts = [
    ...wrong.flatMap((yaml) => [yaml, ...problems(file({ component: {} }, load(yaml)))]),
    ...[
      'text',
      'null',
      '{}',
      '{ flow: text }',
      '{ component: text }',
      '{ component: {}, flow: {} }',
      'system',
      '{ flow: { carries: [x] } }',
    ].flatMap((yaml) => [
      `subject: ${yaml}`,
      ...problems(file(load(yaml), { kind: 'agnet', stage: 'x', carries: ['x'] })),
    ]),
    'definitions: { round: { any: [{ is: circle }] }, circle: { is: round } }',
    ...problems({ definitions: { round: { any: [{ is: 'circle' }] }, circle: { is: 'round' } } }),
    'definitions: { bad: { kind: agnet } }',
    ...problems({ definitions: { bad: { kind: 'agnet' } } }),
    'unknown',
    ...problems(file({ component: { egress: 'open' } }, undefined, { unknown: { egress: 'yes', memory: 'ask' } })),
  ]
  await expect(`${texts.join('\n')}\n`).toMatchFileSnapshot('wrong-conditions.txt')
})

test('the whole is asked of every component, as often as it is asked', () => {
  const rule = ruleOf('subject: { component: {} }\nwhen: { reached-from: { from: { kind: outsider } } }')
  const run = facts.drawn
  for (const component of system.components)
    expect(askRule(rule, { type: 'component', component }, run)).toBe(
      askRule(rule, { type: 'component', component }, facts.drawn),
    )
})
