import { describe, expect, test } from 'vitest'
import type { Status } from '../../src/analysis/exposure.ts'
import { draw } from '../../src/diagram/draw.ts'
import { levelOf } from '../../src/diagram/drawing.ts'
import { type Exposed, marksOf } from '../../src/diagram/mark.ts'
import { isAi, shapeOf } from '../../src/diagram/shape.ts'
import type { Severity } from '../../src/finding.ts'
import { kinds } from '../../src/vocabulary.ts'
import { judged } from './drawn.ts'

const text = `atlaslint: 1
system: { name: Mail assistant }
zones:
  outside: { trust: untrusted }
  office: { trust: internal }
  vault: { trust: restricted, within: office }
  nobody: { trust: internal }
components:
  stranger: { kind: outsider, zone: outside }
  agent: { kind: agent, zone: office, name: Assistant, uses: [parser], hosted-on: laptop }
  model: { kind: llm, zone: vault, trained-on: [mails], based-on: [base] }
  base: { kind: llm }
  mails: { kind: dataset, zone: vault }
  parser: { kind: library }
  laptop: { kind: host, zone: office }
flows:
  - { from: stranger, to: agent, carries: [message] }
  - { id: asking, from: agent, to: model, carries: [prompt], returns: [completion] }
  - { from: base, to: agent }
`

const { system } = judged(text)

describe('draw', () => {
  const drawing = draw(system, [])

  test('keeps components, with name, kind, shape and zone', () => {
    expect(drawing.components.map(({ id, name, shape, zone }) => [id, name, shape, zone])).toEqual([
      ['stranger', 'stranger', 'actor', 'outside'],
      ['agent', 'Assistant', 'agent', 'office'],
      ['model', 'model', 'model', 'vault'],
      ['base', 'base', 'model', undefined],
      ['mails', 'mails', 'store', 'vault'],
      ['parser', 'parser', 'process', undefined],
      ['laptop', 'laptop', 'process', 'office'],
    ])
  })

  test('nests zones and leaves out those that nothing lies in', () => {
    expect(drawing.zones).toEqual([
      { id: 'outside', trust: 'untrusted' },
      { id: 'office', trust: 'internal' },
      { id: 'vault', trust: 'restricted', within: 'office' },
    ])
  })

  test('names flows as the report does, with what they carry and return and whether they cross', () => {
    expect(drawing.flows).toEqual([
      { id: 'stranger -> agent', from: 'stranger', to: 'agent', carries: ['message'], returns: [], crosses: true },
      { id: 'asking', from: 'agent', to: 'model', carries: ['prompt'], returns: ['completion'], crosses: true },
      { id: 'base -> agent', from: 'base', to: 'agent', carries: [], returns: [], crosses: undefined },
    ])
  })

  test('ties what is used, learned from, built on or run on', () => {
    expect(drawing.ties.map(({ kind, from, to }) => `${to} ${kind} ${from}`).sort()).toEqual([
      'agent hosted-on laptop',
      'agent uses parser',
      'model based-on base',
      'model trained-on mails',
    ])
  })

  test('marks what is exposed, the system too, and nothing when it is not asked to', () => {
    const exposures = [
      exposed('open', 'high', 'component', 'agent'),
      exposed('open', 'low', 'flow', 'asking'),
      exposed('accepted', 'low', 'system', 'system'),
    ]
    const { components, flows, mark, marked } = draw(system, exposures)
    expect(marked).toBe(true)
    expect(mark).toEqual({ severity: 'low', status: 'accepted', count: 1 })
    expect(components.filter(({ mark }) => mark).map(({ id }) => id)).toEqual(['agent'])
    expect(flows.filter(({ mark }) => mark).map(({ id }) => id)).toEqual(['asking'])
    const bare = draw(system)
    expect(bare.marked).toBe(false)
    expect(JSON.stringify(bare)).not.toContain('"mark"')
  })
})

function exposed(
  status: Status,
  severity: Severity,
  type: Exposed['subject']['type'] = 'component',
  id = 'a',
): Exposed {
  return { status, severity, subject: { type, id } }
}

test.each<[string, Exposed[], string | undefined]>([
  ['the worst severity of what is left', [exposed('open', 'low'), exposed('partly-mitigated', 'high')], 'high 2'],
  ['what is settled never hides what is left', [exposed('mitigated', 'critical'), exposed('open', 'low')], 'low 1'],
  ['a promise is low, as in the findings', [exposed('planned', 'critical')], 'low 1'],
  ['accepted before mitigated', [exposed('mitigated', 'critical'), exposed('accepted', 'low')], 'accepted 2'],
  ['all mitigated', [exposed('mitigated', 'high'), exposed('mitigated', 'low')], 'mitigated 2'],
  ['what does not apply exposes nothing', [exposed('not-applicable', 'critical')], undefined],
])('%s', (_, exposures, expected) => {
  const mark = marksOf(exposures).get('component a')
  expect(mark && `${levelOf(mark)} ${mark.count}`).toBe(expected)
})

test('of equal severity, the worse status', () => {
  for (const order of [['open', 'detected'] as const, ['detected', 'open'] as const])
    expect(marksOf(order.map((status) => exposed(status, 'high'))).get('component a')?.status).toBe('open')
})

test('every kind has a shape, and AI is told apart', () => {
  expect(kinds.filter((kind) => shapeOf(kind) === 'actor')).toHaveLength(9)
  expect(kinds.filter((kind) => shapeOf(kind) === 'agent')).toEqual(['agent'])
  expect(kinds.filter((kind) => shapeOf(kind) === 'model')).toHaveLength(6)
  for (const kind of ['vector-store', 'memory', 'model-registry', 'secret-store', 'database'])
    expect(shapeOf(kind)).toBe('store')
  for (const kind of ['llm', 'agent', 'tool', 'vector-store', 'training-job', 'model-hub', 'guardrail'])
    expect(isAi(kind)).toBe(true)
  for (const kind of ['app', 'database', 'user', 'host', 'gateway', 'ci-cd']) expect(isAi(kind)).toBe(false)
})
