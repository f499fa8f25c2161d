import { describe, expect, test } from 'vitest'
import { systemFacts } from '../../src/rules/run.ts'
import { traceOf } from '../../src/rules/trace.ts'
import { ASK, ASSUMED, CERTAIN } from '../../src/rules/truth.ts'
import { cutting, firing, ruleOf, systemOf } from './ask.ts'

const shop = systemOf(`
zones:
  internet: { trust: untrusted }
  prod: { trust: internal }
data:
  orders: { classification: confidential, personal: true, kind: business }
  key: { kind: secret, lifetime: long, grants: [pay] }
components:
  customer: { kind: user, zone: internet }
  agent: { kind: agent, zone: prod, exposure: public, autonomy: autonomous, limits: [rate], holds: [key] }
  helper: { kind: agent, zone: prod }
  pay: { kind: tool, zone: prod, can: [spend-money], hosted-on: box }
  box: { kind: host, zone: prod, hosted-on: rack }
  rack: { kind: host }
  shelf: { kind: document-store, zone: prod, holds: [orders], writable-by: [anyone] }
flows:
  - { from: customer, to: agent, carries: [prompt], returns: [completion], auth: none }
  - { from: agent, to: pay, carries: [tool-call], returns: [tool-result] }
  - { from: shelf, to: agent, carries: [orders] }
  - { from: agent, to: helper, carries: [message], approval: each-call }
`)

const fires = (yaml: string) => Object.keys(firing(ruleOf(yaml), shop))

describe('fields', () => {
  test.each([
    ['a kind matches', 'subject: { component: { kind: agent } }', ['agent', 'helper']],
    ['a parent kind matches those below it', 'subject: { component: { kind: agentic } }', ['agent', 'helper', 'pay']],
    ['one of several kinds', 'subject: { component: { kind: [tool, user] } }', ['customer', 'pay']],
    ['a value', 'subject: { component: { autonomy: autonomous } }', ['agent']],
    ['at least', 'subject: { component: { exposure: { at-least: registered } } }', ['agent']],
    ['at most', 'subject: { component: { exposure: { at-most: registered } } }', []],
    ['known', 'subject: { component: { kind: agent, autonomy: { known: false } } }', ['helper']],
    ['a list has one of', 'subject: { component: { limits: [spend, rate] } }', ['agent']],
    ['a list has all of', 'subject: { component: { limits: { all-of: [spend, rate] } } }', []],
    ['a list has none of', 'subject: { component: { limits: { none-of: [spend] } } }', ['agent']],
    ['powers come through tools', 'subject: { component: { kind: agent, powers: spend-money } }', ['agent']],
    ['own powers do not', 'subject: { component: { kind: agent, can: spend-money } }', []],
    [
      'held data',
      'subject: { component: { holds: { classification: { at-least: confidential }, personal: true } } }',
      ['shelf'],
    ],
    ['passed data', 'subject: { component: { kind: agent, passes: { kind: business } } }', ['agent']],
    ['a secret that opens a tool', 'subject: { component: { holds: { grants: { kind: tool } } } }', ['agent']],
    ['a host', 'subject: { component: { hosted-on: { kind: host } } }', ['box', 'pay']],
    ['a host further up', 'subject: { component: { kind: tool, inside: { hosted-on: { known: false } } } }', ['pay']],
    ['what is hosted', 'subject: { component: { hosts: { kind: tool } } }', ['box']],
    ['tools', 'subject: { component: { tools: { can: spend-money } } }', ['agent']],
    ['zone trust', 'subject: { component: { kind: actor, trust: { at-most: customer } } }', ['customer']],
    ['who can write', 'subject: { component: { kind: data-store, written-by: anyone } }', ['shelf']],
    ['who can influence', 'subject: { component: { kind: agent, influenced-by: anyone } }', ['agent', 'helper']],
    ['who can call', 'subject: { component: { kind: agent, callable-by: anyone } }', ['agent']],
  ])('%s', (_, yaml, subjects) => expect(fires(yaml).sort()).toEqual(subjects))
})

describe('neighbours', () => {
  test.each([
    ['data in', 'flow-in: { carries: document, from: { kind: document-store } }', ['agent']],
    ['data back', 'flow-in: { carries: tool-result, from: { kind: tool } }', ['agent']],
    ['data out', 'flow-out: { carries: completion, to: { kind: user } }', ['agent']],
    ['a call', 'calls: { to: { kind: tool }, returns: tool-result }', ['agent']],
    ['who calls', 'called-by: { from: { kind: user }, auth: none, crosses: true }', ['agent']],
    ['no such flow', 'not: { flow-in: { from: { kind: document-store } } }', ['helper']],
    ['data on the way', 'flow-in: { data: { personal: true } }', ['agent']],
  ])('%s', (_, condition, subjects) =>
    expect(fires(`subject: { component: { kind: agent } }\nwhen: { ${condition} }`)).toEqual(subjects),
  )

  test('under `not`, none of several that are named may match', () => {
    const system = systemOf(`components:
  stranger: { kind: outsider }
  reader: { kind: agent }
  site: { kind: app, uses: [reader, stranger] }
  other: { kind: app, uses: [reader] }`)
    const rule = ruleOf('subject: { component: { kind: app } }\nwhen: { not: { uses: { kind: outsider } } }')
    expect(firing(rule, system)).toEqual({ other: CERTAIN })
  })

  test('flows are subjects, too', () => {
    expect(fires('subject: { flow: { auth: none, from: { kind: actor } } }')).toEqual(['customer -> agent'])
  })

  test('the system is a subject', () => {
    expect(fires('subject: system\nwhen: { stage: production, has: { kind: tool }, lacks: { kind: llm } }')).toEqual([
      'the system',
    ])
    expect(fires('subject: system\nwhen: { criticality: { at-least: high } }')).toEqual([])
  })

  test.each([
    ['{ has: { kind: agent, flow-in: { from: { kind: host } } }, lacks: { kind: llm } }', []],
    ['{ has: { kind: agent, flow-in: { from: { kind: user } } }, lacks: { kind: llm } }', ['the system']],
    ['{ criticality: { at-least: high, at-most: high } }', []],
    ['{ criticality: { at-least: moderate, at-most: moderate } }', ['the system']],
  ])('all that a rule asks of the system must hold: %s', (when, subjects) =>
    expect(fires(`subject: system\nwhen: ${when}`)).toEqual(subjects),
  )
})

describe('what unknown means', () => {
  const rule = (condition: string, unknown: string) =>
    firing(ruleOf(`subject: { component: { kind: agent } }\nwhen: { ${condition} }\nunknown: { ${unknown} }`), shop)

  test('no, unless the rule says otherwise', () => expect(rule('egress: open', '')).toEqual({}))
  test('yes: assumed', () => expect(rule('egress: open', 'egress: yes')).toEqual({ agent: ASSUMED, helper: ASSUMED }))
  test('ask: not decided', () => expect(rule('egress: open', 'egress: ask')).toEqual({ agent: ASK, helper: ASK }))
  test('yes means as the exposure needs it, also under not', () => {
    expect(rule('not: { limits: rate }', 'limits: yes')).toEqual({ helper: ASSUMED })
    expect(rule('not: { limits: rate }', '')).toEqual({})
    expect(rule('limits: { none-of: rate }', 'limits: yes')).toEqual({ helper: ASSUMED })
  })
  test('a stated fact beats an assumed one in an any', () => {
    expect(rule('any: [{ egress: open }, { autonomy: autonomous }]', 'egress: yes')).toEqual({
      agent: CERTAIN,
      helper: ASSUMED,
    })
  })
  test('an all is as sure as its least sure part', () => {
    expect(rule('all: [{ egress: open }, { autonomy: autonomous }]', 'egress: yes')).toEqual({ agent: ASSUMED })
  })
  test('a definition is read under the map of the rule that uses it', () => {
    const using = ruleOf('subject: { component: { kind: agent } }\nwhen: { is: free }\nunknown: { egress: yes }', {
      free: { egress: 'open' },
    })
    expect(firing(using, shop)).toEqual({ agent: ASSUMED, helper: ASSUMED })
  })
  test('an unknown that helps a path that must not exist hurts the exposure', () => {
    const condition = 'not: { reached-from: { from: { kind: user, egress: open } } }'
    expect(rule(condition, '')).toEqual({})
    expect(rule(condition, 'egress: yes')).toEqual({ agent: CERTAIN, helper: CERTAIN })
  })
})

describe('with cuts made', () => {
  const left = (yaml: string, ...cut: string[]) => Object.keys(firing(ruleOf(yaml), shop, cutting(shop, cut)))

  test('a cut subject is none', () =>
    expect(left('subject: { component: { kind: agent } }', 'agent')).toEqual(['helper']))
  test('a cut tool takes its powers with it', () => {
    expect(left('subject: { component: { kind: agent, powers: spend-money } }', 'agent -> pay')).toEqual([])
    expect(left('subject: { component: { kind: agent, powers: spend-money } }', 'pay')).toEqual([])
  })
  test('a cut flow is no neighbour', () => {
    expect(left('subject: { component: { kind: agent, flow-in: { carries: prompt } } }', 'customer -> agent')).toEqual(
      [],
    )
  })
  test('influence stops at a cut', () => {
    const yaml = 'subject: { component: { kind: agent, influenced-by: anyone } }'
    expect(left(yaml, 'customer -> agent')).toEqual(['agent', 'helper'])
    expect(left(yaml, 'customer -> agent', 'shelf -> agent')).toEqual([])
  })
  test('what a rule wants absent is not made absent by a cut', () => {
    const yaml =
      'subject: { component: { kind: agent } }\nwhen: { not: { flow-in: { from: { kind: document-store } } } }'
    expect(left(yaml, 'shelf')).toEqual(['helper'])
  })
})

describe('what a rule asks of every neighbour', () => {
  const system = systemOf(`components:
  stranger: { kind: outsider }
  desk: { kind: agent }
  site: { kind: app, uses: [desk] }
flows:
  - { from: stranger, to: desk, carries: [message] }
  - { id: call, from: site, to: desk, carries: [prompt] }`)
  const other = '{ not: { flow-in: { from: { kind: outsider } } } }'

  test.each([
    ['what it calls', `subject: { component: { kind: app } }\nwhen: { not: { calls: { to: ${other} } } }`],
    ['its tools', `subject: { component: { kind: app } }\nwhen: { not: { tools: ${other} } }`],
    ['what it uses', `subject: { component: { kind: app } }\nwhen: { not: { uses: ${other} } }`],
    ['where flows lead', `subject: system\nwhen: { not: { flow: { to: ${other} } } }`],
  ])('is asked of those that a control cut, too: %s', (_, yaml) => {
    const rule = ruleOf(yaml)
    expect(Object.values(firing(rule, system))).toEqual([CERTAIN])
    expect(firing(rule, system, cutting(system, ['call']))).toEqual(firing(rule, system))
    expect(firing(rule, system, cutting(system, ['desk']))).toEqual({})
  })
})

test('`why` shows a condition on one line, with what is left blank in it', () => {
  const agent = shop.componentById.get('agent')
  if (agent === undefined) throw new Error('no agent')
  const rule = ruleOf(
    'subject: { component: { kind: agent } }\nwhen:\n  reached-from:\n    from: { kind: [user, staff] }\n    as:\n',
  )
  const { conditions } = traceOf(rule, { type: 'component', component: agent }, systemFacts(shop).drawn)
  expect(conditions.map(({ label }) => label)).toEqual([
    'kind: agent',
    'reached-from: { from: { kind: [user, staff] }, as: null }',
  ])
})
