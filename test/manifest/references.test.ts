import { describe, expect, test } from 'vitest'
import { read } from './reading.ts'

const start = `
atlaslint: 1
system: { name: x, owner: parcels }
owners: { parcels: {} }
zones: { cluster: { trust: internal }, vault: { trust: restricted, within: cluster } }
data: { addresses: {}, key: { kind: secret, grants: [orders] } }
components:
  helper: { kind: agent, zone: cluster }
  orders: { kind: database, holds: [addresses] }
flows:
  - { from: orders, to: helper, carries: [addresses, query], id: look-up }
controls: { check: { description: x, on: ["*"], status: planned } }
decisions: [{ technique: AML.T0051, reason: x, treatment: avoid, on: helper }]
`

/** Problems after replacing one text by another, without their places. */
function changed(old: string, replacement: string): string[] {
  if (!start.includes(old)) throw new Error(`${old} is not there`)
  return read(start.replace(old, replacement)).located.map((line) => line.replace(/^\d+:\d+ [a-z-]+: /, ''))
}

test('the start has no problems', () => expect(read(start).located).toEqual([]))

describe('names that lead nowhere', () => {
  const owner = "no owner is called 'parcel' [did you mean 'parcels'?]"
  const component = "no component is called 'ordres' [did you mean 'orders'?]"
  const zone = "no zone is called 'clustre' [did you mean 'cluster'?]"
  const data = "no data is called 'adresses' [did you mean 'addresses'?]"

  test.each([
    ['owner: parcels', 'owner: parcel', owner],
    ['{ trust: internal }', '{ trust: internal, owner: parcel }', owner],
    ['addresses: {}', 'addresses: { owner: parcel }', owner],
    ['kind: agent', 'kind: agent, owner: parcel', owner],
    ['status: planned', 'status: planned, owner: parcel', owner],
    ['treatment: avoid', 'treatment: avoid, owner: parcel', owner],
    ['within: cluster', 'within: clustre', zone],
    ['zone: cluster', 'zone: clustre', zone],
    ['grants: [orders]', 'grants: [ordres]', component],
    ['kind: agent', 'kind: agent, hosted-on: ordres', component],
    ['kind: agent', 'kind: agent, based-on: [ordres]', component],
    ['kind: agent', 'kind: agent, trained-on: [ordres]', component],
    ['kind: agent', 'kind: agent, uses: [ordres]', component],
    ['from: orders', 'from: ordres', component],
    ['to: helper', 'to: ordres', component],
    ['holds: [addresses]', 'holds: [adresses]', data],
  ])('%s -> %s', (old, replacement, message) => expect(changed(old, replacement)).toEqual([message]))

  test.each(['carries', 'returns'])('%s takes data and words', (field) =>
    expect(changed('carries: [addresses, query]', `${field}: [addresses, qurey, adresses]`)).toEqual([
      "'qurey' is neither data of this manifest nor a word for what flows carry [did you mean 'query'?]",
      "'adresses' is neither data of this manifest nor a word for what flows carry [did you mean 'addresses'?]",
    ]),
  )

  test('names of Object are not there by themselves', () =>
    expect(changed('zone: cluster', 'zone: constructor')).toEqual(["no zone is called 'constructor'"]))

  test('a name of something else says so', () =>
    expect(changed('zone: cluster', 'zone: orders')).toEqual(["'orders' is a component, not a zone"]))

  test('without owners, owners are named freely', () => expect(changed('owners: { parcels: {} }', '')).toEqual([]))
})

describe('where controls and decisions sit', () => {
  test.each([['*'], ['helper'], ['look-up'], ['vault'], ['orders -> helper'], ['orders->helper']])(
    'a control on %s',
    (target) => expect(changed('on: ["*"]', `on: ["${target}"]`)).toEqual([]),
  )

  test.each([
    ['helpr', "no component, flow or zone is called 'helpr' [did you mean 'helper'?]"],
    ['helper -> orders', "the flow is drawn the other way round [write 'orders -> helper']"],
    ['orders -> orders', "no flow leads from 'orders' to 'orders' [draw it under flows, or name another]"],
    ['orders -> helpr', "no component is called 'helpr' [did you mean 'helper'?]"],
    ['addresses', "'addresses' is data, not a component, flow or zone"],
  ])('not on %s', (target, message) => expect(changed('on: ["*"]', `on: ["${target}"]`)).toEqual([message]))

  test('a decision is not made for a zone', () =>
    expect(changed('on: helper', 'on: vault')).toEqual(["'vault' is a zone, not a component or flow"]))

  test('is written in one way once it is read', () => {
    const { manifest } = read(
      start.replace('on: ["*"]', 'on: ["orders->helper"]').replace('on: helper', 'on: orders  ->helper'),
    )
    expect(manifest?.controls?.check?.on).toEqual(['orders -> helper'])
    expect(manifest?.decisions?.[0]?.on).toBe('orders -> helper')
  })
})

describe('ids', () => {
  test('a zone and a component of one name', () => {
    const { located, problems } = read(start.replace('vault:', 'orders:'))
    expect(located).toEqual([
      "5:40 duplicate-id: 'orders' is the id of a component already; components, zones and flows share one namespace [rename the zone]",
    ])
    expect(problems[0]?.related).toEqual([
      { place: { path: ['components', 'orders'], part: 'key' }, note: 'the component' },
    ])
  })

  test('two flows of one name', () =>
    expect(changed('  - {', '  - { from: helper, to: orders, id: look-up }\n  - {')).toEqual([
      "'look-up' is the id of a flow already; components, zones and flows share one namespace [rename the flow]",
    ]))

  test('two flows without name between the same ends are two flows', () =>
    expect(changed('  - {', '  - { from: helper, to: orders }\n  - { from: helper, to: orders }\n  - {')).toEqual([]))

  test('owners and data may share names with the rest', () =>
    expect(changed('addresses: {}', 'addresses: {}, helper: {}, parcels: {}')).toEqual([]))

  test('data with the name of a word', () =>
    expect(read(start.replace('key:', 'prompt:')).located).toEqual([
      "6:24 reserved-id: 'prompt' is a word of its own in carries and returns [give the data another id]",
    ]))
})

describe('circles', () => {
  test('of zones, once, at the first', () =>
    expect(read(start.replace('{ trust: internal }', '{ trust: internal, within: vault }')).located).toEqual([
      "5:46 circle: zone 'cluster' is within itself: cluster -> vault -> cluster [delete one 'within']",
    ]))

  test('of hosts, and not of what hangs on the circle', () => {
    const hosts = `components:
  a: { kind: host, hosted-on: c }
  b: { kind: host, hosted-on: c }
  c: { kind: host, hosted-on: d }
  d: { kind: host, hosted-on: c }
  e: { kind: host, hosted-on: e }
`
    expect(read(start.replace('components:\n', hosts)).located).toEqual([
      "10:31 circle: component 'c' is hosted on itself: c -> d -> c [delete one 'hosted-on']",
      "12:31 circle: component 'e' is hosted on itself: e -> e [delete one 'hosted-on']",
    ])
  })
})
