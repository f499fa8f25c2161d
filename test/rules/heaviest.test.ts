import { describe, expect, test } from 'vitest'
import { evidenceOf } from '../../src/rules/match.ts'
import { systemFacts } from '../../src/rules/run.ts'
import type { System } from '../../src/system/system.ts'
import { ruleOf, systemOf, wayTo } from './ask.ts'

function evidenceAt(system: System, when: string) {
  const component = system.componentById.get('agent')
  if (component === undefined) throw new Error('no agent')
  const rule = ruleOf(`subject: { component: { kind: agent } }\nwhen: ${when}`)
  return evidenceOf(rule, { type: 'component', component }, systemFacts(system).drawn)
}

const data = {
  plain: '  plain: { classification: internal }',
  secret: '  secret: { classification: restricted }',
}
const stores = {
  dull: '  dull: { kind: document-store, holds: [plain] }',
  rich: '  rich: { kind: document-store, holds: [secret] }',
}

/** Two orders of the same system. */
const orders = [
  ['plain', 'secret', 'dull', 'rich'],
  ['secret', 'plain', 'rich', 'dull'],
] as const

describe.each(orders)('of several that match, the heaviest is told, whatever comes first: %s', (...order) => {
  const lines = (texts: Readonly<Record<string, string>>) => order.flatMap((name) => texts[name] ?? []).join('\n')
  const flows = order
    .filter((name) => name in stores)
    .map((name) => `  - { from: agent, to: ${name}, carries: [query] }`)
  const system = systemOf(
    `data:\n${lines(data)}\ncomponents:\n${lines(stores)}\n  agent: { kind: agent, holds: [${order.slice(0, 2).join(', ')}] }\nflows:\n${flows.join('\n')}`,
  )

  test('data', () => {
    const { data } = evidenceAt(system, '{ holds: { classification: { at-least: internal } } }')
    expect(data.map(({ id }) => id)).toEqual(['secret'])
  })
  test('neighbours', () => {
    const { neighbours } = evidenceAt(system, '{ flow-out: { to: { kind: document-store } } }')
    expect(neighbours.map(({ component }) => component.id)).toEqual(['rich'])
  })
  test('ends of ways', () => {
    const rule = ruleOf('subject: { component: { kind: agent } }\nwhen: { reaches: { to: { kind: document-store } } }')
    expect(wayTo(rule, system, 'agent')).toEqual(['agent', 'rich'])
  })
})
