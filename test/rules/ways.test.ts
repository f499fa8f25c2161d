import { expect, test } from 'vitest'
import { matchRule, placesIn, supportOf } from '../../src/rules/match.ts'
import { systemFacts } from '../../src/rules/run.ts'
import { Places } from '../../src/rules/support.ts'
import type { Place } from '../../src/rules/ways.ts'
import { ruleOf, systemOf } from './ask.ts'

/** Components and flows that take part in the match on a component: all at once, and asked of each by itself. */
function takingPart(yaml: string, when: string, id: string): string[][] {
  const system = systemOf(yaml)
  const facts = systemFacts(system)
  const rule = ruleOf(`subject: { component: { kind: agent } }\nwhen: ${when}`)
  const match = matchRule(rule, facts).find(
    ({ subject }) => subject.type === 'component' && subject.component.id === id,
  )
  if (match === undefined) throw new Error(`no match on ${id}`)
  const places = [
    ...system.components.map(({ id, index }) => ({ id, components: [index], flows: [] })),
    ...system.flows.map(({ id, index }) => ({ id, components: [], flows: [index] })),
  ]
  const { components, flows } = supportOf(rule, match.subject, facts.drawn)
  const isPlace = (place: Place) => placesIn(rule, match.subject, facts.drawn, new Places([place])).has(0)
  return [
    [
      ...system.components.filter(({ index }) => components.has(index)),
      ...system.flows.filter(({ index }) => flows.has(index)),
    ].map(({ id }) => id),
    places.filter(isPlace).map(({ id }) => id),
  ]
}

test.each([
  [
    'all of the way, whatever comes first in the file',
    `components:
  hub: { kind: app }
  stranger: { kind: outsider }
  agent: { kind: agent }
flows:
  - { id: in, from: stranger, to: hub, carries: [message] }
  - { id: out, from: hub, to: agent, carries: [message] }`,
    '{ reached-from: { from: { kind: outsider } } }',
    ['hub', 'stranger', 'agent', 'in', 'out'],
  ],
  [
    'no flow from a component on the way to itself',
    `components:
  stranger: { kind: outsider }
  hub: { kind: app }
  agent: { kind: agent }
flows:
  - { id: in, from: stranger, to: hub, carries: [message] }
  - { id: own, from: hub, to: hub, carries: [message] }
  - { id: out, from: hub, to: agent, carries: [message] }`,
    '{ reached-from: { from: { kind: outsider } } }',
    ['stranger', 'hub', 'agent', 'in', 'out'],
  ],
  [
    'what makes the other end one, not what would make the subject one',
    `components:
  near: { kind: channel }
  far: { kind: channel }
  agent: { kind: agent }
  other: { kind: agent }
flows:
  - { id: mine, from: near, to: agent, carries: [message] }
  - { id: theirs, from: far, to: other, carries: [message] }
  - { id: there, from: agent, to: other, carries: [message] }
  - { id: back, from: other, to: agent, carries: [message] }`,
    '{ reached-from: { from: { kind: agent, flow-in: { from: { kind: channel } } } } }',
    ['far', 'agent', 'other', 'theirs', 'back'],
  ],
])('what takes part in a match is %s', (_, yaml, when, expected) => {
  expect(takingPart(yaml, when, 'agent')).toEqual([expected, expected])
})
