import { expect, test } from 'vitest'
import { natureOf } from '../../src/analysis/nature.ts'
import { systemOf } from '../rules/ask.ts'

const nature = (yaml: string, id: string) => {
  const system = systemOf(yaml)
  const flow = system.flows.find((one) => one.id === id || `${one.from.id} -> ${one.to.id}` === id)
  const component = system.componentById.get(id)
  if (component !== undefined) return natureOf({ type: 'component', component })
  return flow === undefined ? natureOf({ type: 'system' }) : natureOf({ type: 'flow', flow })
}

const own = (kind: string) => nature(`components: { a: { kind: ${kind} } }`, 'a')

test.each(['llm', 'generative-model', 'agentic', 'agent', 'tool', 'skill', 'memory', 'prompt-store', 'guardrail'])(
  '%s is generative',
  (kind) => expect(own(kind)).toBe('generative'),
)
test.each(['predictive-model', 'embedding-model'])('%s is predictive', (kind) => expect(own(kind)).toBe('predictive'))
test.each([
  'database',
  'dataset',
  'host',
  'application',
  'app',
  'plugin',
  'serving',
  'inference-api',
  'gateway',
  'model',
])('%s by itself is either', (kind) => expect(own(kind)).toBe('any'))

/** A front, what it calls, and what that calls. */
const fronts = (first: string, second: string, third = 'database') => `
components: { front: { kind: application }, one: { kind: ${first} }, two: { kind: ${second} }, three: { kind: ${third} } }
flows:
  - { from: front, to: one, carries: [query] }
  - { from: front, to: two, carries: [query] }
  - { from: two, to: three, carries: [query] }
`

test.each([
  ['llm', 'database', 'database', 'generative'],
  ['predictive-model', 'database', 'database', 'predictive'],
  ['llm', 'agent', 'database', 'generative'],
  ['llm', 'predictive-model', 'database', 'any'],
  ['database', 'database', 'llm', 'any'],
  ['database', 'database', 'database', 'any'],
])('an application in front of %s and %s, %s behind it, is %s', (first, second, third, expected) => {
  expect(nature(fronts(first, second, third), 'front')).toBe(expected)
})

test.each(['application', 'app', 'plugin', 'serving', 'inference-api', 'gateway'])(
  'behind another %s, the model still counts',
  (kind) => {
    expect(nature(fronts('database', kind, 'llm'), 'front')).toBe('generative')
    expect(nature(fronts('predictive-model', kind, 'llm'), 'front')).toBe('any')
    expect(
      nature(`components: { a: { kind: ${kind} }, m: { kind: embedding-model } }\nflows: [{ from: a, to: m }]`, 'a'),
    ).toBe('predictive')
  },
)

test.each(['database', 'dataset', 'channel', 'user'])('a %s that feeds a model is either', (kind) => {
  expect(nature(`components: { a: { kind: ${kind} }, m: { kind: llm } }\nflows: [{ from: a, to: m }]`, 'a')).toBe('any')
})

test('interfaces that call each other come to an end', () => {
  const circle =
    'components: { a: { kind: gateway }, b: { kind: gateway } }\nflows: [{ from: a, to: b }, { from: b, to: a }]'
  expect(nature(circle, 'a')).toBe('any')
})

test.each([
  ['llm', 'agent', 'generative'],
  ['llm', 'database', 'generative'],
  ['database', 'predictive-model', 'predictive'],
  ['llm', 'predictive-model', 'any'],
  ['database', 'host', 'any'],
])('a flow from %s to %s is %s', (from, to, expected) => {
  const yaml = `components: { a: { kind: ${from} }, b: { kind: ${to} } }\nflows: [{ from: a, to: b, carries: [query] }]`
  expect(nature(yaml, 'a -> b')).toBe(expected)
})

test('a system is either', () => expect(nature('components: { a: { kind: llm } }', 'system')).toBe('any'))
