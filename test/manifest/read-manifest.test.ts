import { describe, expect, test } from 'vitest'
import type { CatalogAnswer, CatalogIds } from '../../src/manifest/check-references.ts'
import { read } from './reading.ts'

/** A small manifest without problems, with some of its lines changed. Unchanged line numbers keep the places readable. */
const lines = [
  'atlaslint: 1', // 1
  'system: { name: Parcel helper, owner: parcels }', // 2
  'owners: { parcels: { contact: parcels@example.com } }', // 3
  'zones: { cluster: { trust: internal } }', // 4
  'data: { addresses: { kind: business } }', // 5
  'components:', // 6
  '  helper: { kind: agent, zone: cluster }', // 7
  '  orders: { kind: database, holds: [addresses] }', // 8
  'flows:', // 9
  '  - { from: orders, to: helper, carries: [addresses] }', // 10
  'controls: { check: { covers: [AML.T0051], on: [helper], status: implemented } }', // 11
  'decisions: []', // 12
]

function problems(changes: Readonly<Record<number, string>>, catalog?: CatalogIds): string[] {
  return read(lines.map((line, index) => changes[index + 1] ?? line).join('\n'), catalog).located
}

test('nothing is wrong with the manifest that the others start from', () => expect(problems({})).toEqual([]))

describe('keys', () => {
  test('an unknown key stands at the key, with the nearest spelling', () =>
    expect(problems({ 7: '  helper: { kind: agent, exposre: public }' })).toEqual([
      "7:26 unknown-key: component 'helper' has no key 'exposre' [did you mean 'exposure'?]",
    ]))

  test('an unknown key that is like no other: the known ones', () =>
    expect(problems({ 3: 'owners: { parcels: { telephone: "1" } }' })).toEqual([
      "3:22 unknown-key: owner 'parcels' has no key 'telephone' [known are: name, contact]",
    ]))

  test('an unknown key at the top', () =>
    expect(problems({ 12: 'decision: []' })).toEqual([
      "12:1 unknown-key: the manifest has no key 'decision' [did you mean 'decisions'?]",
    ]))

  test('a missing key stands at its parent', () =>
    expect(problems({ 7: '  helper: { zone: cluster }' })).toEqual([
      "7:3 missing-key: component 'helper' has no 'kind' [add 'kind']",
    ]))

  test('a key without value', () =>
    expect(problems({ 7: '  helper:\n    kind: agent\n    owner:' })).toEqual([
      "9:5 missing-value: 'owner' of component 'helper' has no value [write one, or delete the key]",
    ]))

  test('an entry without anything', () =>
    expect(problems({ 4: 'zones: { cluster: }' })).toEqual([
      "4:10 missing-value: zone 'cluster' has no value [write one, or delete the key]",
    ]))

  test('an id that is none, with the id it comes down to', () =>
    expect(problems({ 8: '  Order Data: { kind: database }', 10: '' }).slice(0, 1)).toEqual([
      "8:3 bad-format: 'Order Data' is no id [did you mean 'order-data'?]",
    ]))

  test.each(['TODO', 'Todo'])('%s stands for an id that is still to be chosen', (word) =>
    expect(problems({ 2: `system: { name: Parcel helper, owner: ${word} }` })).toEqual([
      `2:39 bad-format: '${word}' is no id [put the real id in its place]`,
    ]),
  )

  test.each(['__proto__', 'Constructor'])('%s is no id', (id) =>
    expect(problems({ 8: `  ${id}: { kind: database }\n  orders: { kind: database }` })).toHaveLength(1),
  )

  test('constructor and to-string are ids like any other', () =>
    expect(problems({ 8: '  constructor: { kind: database }', 10: '  - { from: constructor, to: helper }' })).toEqual(
      [],
    ))
})

describe('a comma in a text without quotes', () => {
  test('makes a stray key', () =>
    expect(problems({ 7: '  helper: { kind: agent, description: Plans, then acts }' })).toEqual([
      "7:46 unquoted-comma: the comma before 'then acts' ends the text; component 'helper' has no such key [put the whole text in quotes]",
    ]))

  test('can make a stray key of a known name', () =>
    expect(problems({ 7: '  helper: { kind: agent, description: Knows its name, zone }' })).toEqual([
      "7:55 missing-value: 'zone' of component 'helper' has no value [write one, or put the text before it in quotes, if it belongs to that]",
    ]))

  test('is not to blame for a key with a colon', () =>
    expect(problems({ 7: '  helper: { kind: agent, colour: }' })[0]).toContain('7:26 unknown-key'))

  test('is not to blame for a null that was written', () =>
    expect(problems({ 7: '  helper: { kind: agent, zone: null }' })[0]).toContain('[write one, or delete the key]'))
})

describe('values', () => {
  test('a word that is not in the list, with the nearest', () =>
    expect(problems({ 7: '  helper: { kind: agnet, zone: cluster }' })).toEqual([
      "7:19 unknown-value: 'kind' of component 'helper' cannot be 'agnet' [did you mean 'agent'?]",
    ]))

  test('a word that is like none of the list', () =>
    expect(problems({ 7: '  helper: { kind: agent, memory: elephant }' })).toEqual([
      "7:34 unknown-value: 'memory' of component 'helper' cannot be 'elephant' [write one of: none, thread, persistent]",
    ]))

  test('an entry of a list', () =>
    expect(problems({ 7: '  helper: { kind: agent, can: [run-code, run-cod] }' })).toEqual([
      "7:42 unknown-value: an entry of 'can' of component 'helper' cannot be 'run-cod' [did you mean 'run-code'?]",
    ]))

  test('a number in a list of words is one problem', () =>
    expect(problems({ 7: '  helper: { kind: agent, can: [3] }' })).toEqual([
      "7:32 wrong-type: an entry of 'can' of component 'helper' takes text, not the number '3' [quote it: \"3\"]",
    ]))

  test('a release that is a number, with how it was written', () =>
    expect(problems({ 2: 'system: { name: x, catalog: 2026.10 }' })).toEqual([
      "2:29 wrong-type: 'catalog' of the system takes text, not the number '2026.1' [quote it: \"2026.10\"]",
    ]))

  test.each([
    ['review-every: 90', 'review-every', '90', 'write 90d'],
    ['catalog: 2026', 'catalog', '2026', 'write it as "2026.09"'],
  ])('%s, which quotes would not make right', (entry, key, number, fix) =>
    expect(problems({ 2: `system: { name: x, ${entry} }` })).toEqual([
      `2:${22 + key.length} wrong-type: '${key}' of the system takes text, not the number '${number}' [${fix}]`,
    ]),
  )

  test('true where text is needed', () =>
    expect(problems({ 2: 'system: { name: true }' })).toEqual([
      "2:17 wrong-type: 'name' of the system takes text, not the boolean 'true' [quote it: \"true\"]",
    ]))

  test('a text where a list is needed', () =>
    expect(problems({ 8: '  orders: { kind: database, holds: addresses }' })).toEqual([
      "8:36 wrong-type: 'holds' of component 'orders' takes a list, not the text 'addresses' [write [addresses]]",
    ]))

  test('yes where true is needed', () =>
    expect(problems({ 5: 'data: { addresses: { personal: yes } }' })).toEqual([
      "5:32 wrong-type: 'personal' of data 'addresses' takes true or false, not the text 'yes' [write true]",
    ]))

  test('a list of components', () =>
    expect(read('atlaslint: 1\nsystem: { name: x }\ncomponents:\n  - helper').located).toEqual([
      "3:1 wrong-type: 'components' of the manifest takes keys and values, not a list [write keys and values]",
    ]))

  test('an empty text, and an empty list', () =>
    expect(
      problems({ 2: 'system: { name: "" }', 11: 'controls: { check: { covers: [], on: [], status: planned } }' }),
    ).toEqual([
      "2:17 empty: 'name' of the system is empty [write something]",
      "11:38 empty: 'on' of control 'check' is empty [write something]",
    ]))

  test('the same entry twice', () =>
    expect(problems({ 10: '  - { from: orders, to: helper, carries: [document, query, document] }' })).toEqual([
      "10:60 duplicate-item: 'carries' of flow 1 lists 'document' twice [delete one]",
    ]))

  test.each([
    ["2:17 bad-format: '2026-9' is no ATLAS release", { 2: 'system: { catalog: "2026-9", name: x }' }],
    ["'90 days' is no length of time", { 2: 'system: { name: x, review-every: 90 days }' }],
    ["'14.9.2026' is no date", { 2: 'system: { name: x, reviewed: 14.9.2026 }' }],
    [
      "'T0051' is no ATLAS technique",
      { 11: 'controls: { check: { covers: [T0051], on: [helper], status: planned } }' },
    ],
    [
      "'M20' is no ATLAS mitigation",
      { 11: 'controls: { check: { implements: [M20], on: [helper], status: planned } }' },
    ],
  ])('a badly written value: %s', (message, changes) =>
    expect(problems(changes).map((line) => line.replace(/^\d+:\d+ bad-format: /, ''))[0]).toContain(
      message.replace(/^\d+:\d+ bad-format: /, ''),
    ),
  )

  test.each(['2026-13-01', '2026-02-29', '2026-04-31', '2026-00-10', '2026-01-00', '1900-02-29'])(
    'there is no %s',
    (day) =>
      expect(problems({ 2: `system: { name: x, reviewed: ${day} }` })).toEqual([
        `2:30 no-such-date: there is no day '${day}' [write a day of the calendar]`,
      ]),
  )

  test.each(['2024-02-29', '2000-02-29', '9999-12-31'])('there is %s', (day) =>
    expect(problems({ 2: `system: { name: x, reviewed: ${day} }` })).toEqual([]),
  )
})

describe('one or a list', () => {
  test('a wrong word is one problem', () =>
    expect(problems({ 7: '  helper: { kind: agent, auth: usr }' })).toEqual([
      "7:32 unknown-value: 'auth' of component 'helper' cannot be 'usr' [did you mean 'user'?]",
    ]))

  test('a wrong entry is one problem, at the entry', () =>
    expect(problems({ 7: '  helper: { kind: agent, auth: [user, servise] }' })).toEqual([
      "7:39 unknown-value: an entry of 'auth' of component 'helper' cannot be 'servise' [did you mean 'service'?]",
    ]))

  test('neither a word nor a list', () =>
    expect(problems({ 7: '  helper: { kind: agent, auth: { user: true } }' })).toEqual([
      "7:32 wrong-type: 'auth' of component 'helper' takes one word, not keys and values [write one word]",
    ]))

  test('is a list once it is read', () => {
    const text = lines.join('\n').replace('zone: cluster', 'auth: user, writable-by: anyone, readable-by: [team]')
    expect(read(text).manifest?.components.helper).toMatchObject({
      auth: ['user'],
      'writable-by': ['anyone'],
      'readable-by': ['team'],
    })
  })
})

describe('another format', () => {
  test('is the only thing said', () =>
    expect(read('atlaslint: 2\nnonsense: 1')).toMatchObject({
      located: ["1:12 unsupported-format: 'atlaslint' of the manifest is '2'; only 1 is known [write 1]"],
    }))

  test('the known one in quotes: the quotes are the mistake', () =>
    expect(read('atlaslint: "1"').located).toEqual([
      "1:12 unsupported-format: 'atlaslint' of the manifest is the text '1', not the number 1 [write 1 without quotes]",
    ]))

  test('can be no number at all', () =>
    expect(read('atlaslint: { version: 1 }').located).toEqual([
      "1:12 unsupported-format: 'atlaslint' of the manifest is 'keys and values'; only 1 is known [write 1]",
    ]))

  test('is not judged', () => expect(read('atlaslint: 2').manifest).toBeUndefined())
})

describe('controls and decisions', () => {
  test('a control that does nothing', () =>
    expect(problems({ 11: 'controls: { check: { on: [helper], status: planned } }' })).toEqual([
      "11:13 missing-key: control 'check' says neither what it implements nor what it covers [add 'implements' or 'covers'; or a 'description', to have it on record until it is mapped]",
    ]))

  test('a description puts it on record', () =>
    expect(problems({ 11: 'controls: { check: { on: [helper], status: planned, description: Later } }' })).toEqual([]))

  test.each([
    ['accept', ['expires', 'owner']],
    ['transfer', ['expires', 'owner']],
    ['mitigate', ['due', 'owner']],
    ['avoid', []],
    ['not-applicable', []],
  ])('%s needs %s', (treatment, keys) => {
    const decision = `decisions: [{ technique: AML.T0051, reason: x, treatment: ${treatment} }]`
    expect(problems({ 12: decision }).map((line) => line.replace(/:[^:]*$/, ''))).toEqual(
      keys.map((key) => `12:59 missing-key: 'treatment: ${treatment}' needs '${key}'`),
    )
  })
})

describe('ids of ATLAS', () => {
  const answers = new Map<string, CatalogAnswer>([
    ['AML.T0051', { known: true }],
    ['AML.T0052', { known: false, successor: 'AML.T0051' }],
    ['AML.T0151', { known: false, nearest: 'AML.T0051' }],
  ])
  const look = (id: string): CatalogAnswer => answers.get(id) ?? { known: false }
  const catalog = { technique: look, mitigation: look }

  test('known', () => expect(problems({}, catalog)).toEqual([]))

  test('retired, with its successor', () =>
    expect(problems({ 11: lines[10]?.replace('T0051', 'T0052') ?? '' }, catalog)).toEqual([
      '11:31 retired-technique: ATLAS has retired AML.T0052; AML.T0051 stands for it now [write AML.T0051]',
    ]))

  test('unknown, in every place', () => {
    const evidence = 'evidence: [{ type: test, ref: x, technique: AML.T0151 }]'
    const control = `controls: { check: { implements: [AML.M9999], on: [helper], status: planned, ${evidence} } }`
    const decision = 'decisions: [{ technique: AML.T0151, reason: x, treatment: avoid }]'
    expect(problems({ 11: control, 12: decision }, catalog)).toEqual([
      "11:35 unknown-mitigation: ATLAS has no mitigation 'AML.M9999'",
      "11:122 unknown-technique: ATLAS has no technique 'AML.T0151' [did you mean AML.T0051?]",
      "12:26 unknown-technique: ATLAS has no technique 'AML.T0151' [did you mean AML.T0051?]",
    ])
  })
})

test('all problems are told, in the order of the text', () => {
  const found = problems({
    2: 'system: { nme: x, owner: parcel }',
    7: '  helper: { kind: agent, zone: clustr, can: no }',
  })
  expect(found.map((line) => line.split(' ', 2).join(' '))).toEqual([
    '2:1 missing-key:',
    '2:11 unknown-key:',
    '2:26 unknown-reference:',
    '7:32 unknown-reference:',
    '7:45 wrong-type:',
  ])
})
