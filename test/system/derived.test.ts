import { describe, expect, test } from 'vitest'
import type { Component } from '../../src/system/system.ts'
import { systemOf } from '../manifest/reading.ts'

const zones = `
zones:
  internet: { trust: untrusted }
  premises: { trust: customer }
  peer: { trust: partner }
  supplier: { trust: third-party }
  office: { trust: internal }
  vault: { trust: restricted }
`

/** Components by id, of a system with these components and flows. */
function components(text: string, flows = ''): Record<string, Component> {
  const system = systemOf(
    `atlaslint: 1\nsystem: { name: x }${zones}components:\n${text}\n${flows && `flows:\n${flows}`}`,
  )
  return Object.fromEntries(system.componentById)
}

const only = (entry: string): Component | undefined => components(`  it: ${entry}`).it

describe('written-by: who can put content there directly', () => {
  test.each([
    ['[anyone]', 'anyone'],
    ['[registered]', 'signed-up'],
    ['[customers]', 'signed-up'],
    ['[partners]', 'partner'],
    ['[supplier]', 'partner'],
    ['[employees, team, pipeline, agent, self, none]', 'inside'],
    ['[team, partners, customers]', 'signed-up'],
    ['anyone', 'anyone'],
  ])('writable-by: %s is %s', (writers, audience) =>
    expect(only(`{ kind: channel, writable-by: ${writers} }`)?.writtenBy).toBe(audience),
  )

  test('nothing stated is inside', () => expect(only('{ kind: channel, zone: internet }')?.writtenBy).toBe('inside'))

  test.each([
    ['outsider', 'office', 'anyone'],
    ['web', 'office', 'anyone'],
    ['sensor', 'office', 'anyone'],
    ['external-service', 'office', 'partner'],
    ['external-service', 'internet', 'anyone'],
    ['staff', 'office', 'inside'],
    ['staff', 'vault', 'inside'],
    ['staff', 'supplier', 'partner'],
    ['staff', 'peer', 'partner'],
    ['device', 'premises', 'signed-up'],
    ['browser', 'internet', 'anyone'],
    ['actor', 'internet', 'anyone'],
    ['user', 'internet', 'anyone'],
    ['user', 'premises', 'signed-up'],
  ])('%s in %s is %s', (kind, zone, audience) =>
    expect(only(`{ kind: ${kind}, zone: ${zone} }`)?.writtenBy).toBe(audience),
  )

  test('an actor without zone is inside, unless its kind says otherwise', () => {
    expect(only('{ kind: staff }')?.writtenBy).toBe('inside')
    expect(only('{ kind: outsider }')?.writtenBy).toBe('anyone')
  })

  test('an actor that others write to is as wide as they are', () =>
    expect(only('{ kind: external-service, writable-by: [anyone] }')?.writtenBy).toBe('anyone'))

  test.each([
    ['exposure: customers', 'signed-up'],
    ['exposure: team', 'inside'],
    ['exposure: none', 'anyone'],
    ['zone: office', 'anyone'],
    ['auth: none, reachable-from: partner-network', 'partner'],
    ['auth: user, reachable-from: partner-network', 'anyone'],
  ])('a user from the internet of a thing with %s is %s', (field, audience) => {
    const { user } = components(
      `  user: { kind: user, zone: internet }\n  app: { kind: app, ${field} }`,
      '  - { from: user, to: app }',
    )
    expect(user?.writtenBy).toBe(audience)
  })

  test('a user is as wide as the widest of several things', () => {
    const { user } = components(
      '  user: { kind: user, zone: office }\n  one: { kind: app, exposure: team }\n  two: { kind: app, exposure: registered }',
      '  - { from: user, to: one }\n  - { from: user, to: two }',
    )
    expect(user?.writtenBy).toBe('signed-up')
  })
})

describe('callable-by: who can send it requests', () => {
  test.each([
    ['exposure: public', 'anyone'],
    ['exposure: registered', 'signed-up'],
    ['exposure: customers', 'signed-up'],
    ['exposure: partners', 'partner'],
    ['exposure: employees', 'inside'],
    ['exposure: none', 'inside'],
    ['auth: none, reachable-from: internet', 'anyone'],
    ['auth: [user, none], reachable-from: internet', 'anyone'],
    ['auth: none, reachable-from: partner-network', 'partner'],
    ['auth: none, reachable-from: localhost', 'inside'],
    ['auth: none', 'inside'],
    ['reachable-from: internet', 'inside'],
    ['auth: user, reachable-from: internet, exposure: team', 'inside'],
  ])('%s is %s', (fields, audience) => expect(only(`{ kind: app, ${fields} }`)?.callableBy).toBe(audience))

  test('an actor with a flow to it can; one that only gets something cannot, nor can what is no actor', () => {
    const { called, read, fed } = components(
      '  out: { kind: outsider }\n  called: { kind: app }\n  read: { kind: app }\n  fed: { kind: app }\n  box: { kind: channel, writable-by: anyone }',
      '  - { from: out, to: called }\n  - { from: read, to: out, returns: [message] }\n  - { from: box, to: fed, carries: [message] }',
    )
    expect([called?.callableBy, read?.callableBy, fed?.callableBy]).toEqual(['anyone', 'inside', 'inside'])
  })
})

describe('influenced-by: whose content gets there', () => {
  const chain =
    '  box: { kind: channel, writable-by: anyone }\n  one: { kind: app }\n  two: { kind: app }\n  three: { kind: llm }'
  const data = 'data: { notes: {}, usage: { kind: telemetry } }\n'
  const systemWithData = (flows: string) => components(chain, `${flows}\n${data}`)
  const influence = (flows: string): (string | undefined)[] => {
    const { one, two, three } = components(chain, flows)
    return [one?.influencedBy, two?.influencedBy, three?.influencedBy]
  }

  test('any number of flows on, around a circle, too', () =>
    expect(
      influence(
        '  - { from: box, to: one, carries: [message] }\n  - { from: one, to: two, carries: [prompt] }\n  - { from: two, to: one, carries: [prompt] }\n  - { from: two, to: three, carries: [prompt] }',
      ),
    ).toEqual(['anyone', 'anyone', 'anyone']))

  test('back along what a flow returns', () =>
    expect(influence('  - { from: one, to: box, returns: [message] }')).toEqual(['anyone', 'inside', 'inside']))

  test('not against the direction', () =>
    expect(influence('  - { from: one, to: box, carries: [message] }')).toEqual(['inside', 'inside', 'inside']))

  test('not along a flow that carries nothing', () =>
    expect(influence('  - { from: box, to: one }')).toEqual(['inside', 'inside', 'inside']))

  test('along data whose kind is left out', () => {
    const { one } = systemWithData('  - { from: box, to: one, carries: [notes] }')
    expect(one?.influencedBy).toBe('anyone')
    expect(systemWithData('  - { from: box, to: one, carries: [usage] }').one?.influencedBy).toBe('inside')
  })

  test('back along data whose kind is left out', () =>
    expect(systemWithData('  - { from: one, to: box, returns: [notes] }').one?.influencedBy).toBe('anyone'))

  test.each(['prediction', 'embedding', 'telemetry', 'credential'])('not along %s', (word) =>
    expect(influence(`  - { from: box, to: one, carries: [${word}] }`)[0]).toBe('inside'),
  )

  test.each(['training-data', 'code', 'model', 'package', 'image', 'config', 'feedback', 'link'])('along %s', (word) =>
    expect(influence(`  - { from: box, to: one, carries: [${word}] }`)[0]).toBe('anyone'),
  )

  test('a label is what its author wrote when it comes from a store, and a result when it comes from a model', () => {
    expect(influence('  - { from: box, to: one, carries: [label] }')[0]).toBe('anyone')
    expect(
      influence('  - { from: box, to: three, carries: [image] }\n  - { from: three, to: one, carries: [label] }'),
    ).toEqual(['inside', 'inside', 'anyone'])
  })

  test.each(['trained-on', 'based-on', 'uses'])('over %s', (field) => {
    const { it } = components(`  set: { kind: dataset, writable-by: registered }\n  it: { kind: llm, ${field}: [set] }`)
    expect(it?.influencedBy).toBe('signed-up')
  })

  test('not over hosted-on', () =>
    expect(
      components('  box: { kind: host, writable-by: anyone }\n  it: { kind: app, hosted-on: box }').it?.influencedBy,
    ).toBe('inside'))

  test('by the widest of those that feed it, and never by less than its own writers', () => {
    const { store, sink } = components(
      '  a: { kind: channel, writable-by: partners }\n  b: { kind: channel, writable-by: customers }\n  store: { kind: database, writable-by: anyone }\n  sink: { kind: app }',
      '  - { from: a, to: store, carries: [file] }\n  - { from: a, to: sink, carries: [file] }\n  - { from: b, to: sink, carries: [file] }',
    )
    expect([store?.influencedBy, sink?.influencedBy]).toEqual(['anyone', 'signed-up'])
  })
})

describe('tools and powers', () => {
  const kit = `
  app: { kind: app }
  boss: { kind: agent, can: [read-data] }
  helper: { kind: agent }
  shell: { kind: tool, can: [run-code] }
  mail: { kind: skill, can: [send-messages] }
  idle: { kind: tool }
  gate: { kind: gateway, can: [spend-money] }
`
  const names = (component: Component | undefined): string[] | undefined => component?.tools.map(({ id }) => id)

  test('any number of calls deep, nearest first', () => {
    const { app, boss } = components(
      kit,
      '  - { from: app, to: boss }\n  - { from: boss, to: helper }\n  - { from: helper, to: mail }\n  - { from: boss, to: shell }',
    )
    expect(names(app)).toEqual(['boss', 'helper', 'shell', 'mail'])
    expect(app?.powers).toEqual(['read-data', 'send-messages', 'run-code'])
    expect(boss?.powers).toEqual(['read-data', 'send-messages', 'run-code'])
  })

  test('only along flows as drawn, and not through what is no tool', () => {
    const { app, boss } = components(
      kit,
      '  - { from: boss, to: app, returns: [tool-call] }\n  - { from: app, to: gate }\n  - { from: gate, to: shell }',
    )
    expect([names(app), names(boss)]).toEqual([[], []])
    expect([app?.powers, boss?.powers]).toEqual([undefined, ['read-data']])
  })

  test('a circle of agents: each has the powers of all, and not itself as a tool', () => {
    const { boss, helper } = components(
      kit,
      '  - { from: boss, to: helper }\n  - { from: helper, to: boss }\n  - { from: helper, to: shell }\n  - { from: boss, to: boss }',
    )
    expect([names(boss), names(helper)]).toEqual([
      ['helper', 'shell'],
      ['boss', 'shell'],
    ])
    expect([boss?.powers, helper?.powers]).toEqual([
      ['read-data', 'run-code'],
      ['read-data', 'run-code'],
    ])
  })

  test('unknown where neither it nor a tool of it states any; none where that is stated', () => {
    const { helper, idle } = components(kit, '  - { from: helper, to: idle }')
    expect([helper?.powers, idle?.powers]).toEqual([undefined, undefined])
    expect(only('{ kind: tool, can: [] }')?.powers).toEqual([])
  })
})
