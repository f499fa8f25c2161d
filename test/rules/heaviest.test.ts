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

test.each([
  ['archive', 'mailbox'],
  ['mailbox', 'archive'],
])('the way begins where the widest audience writes, if only through others, whatever comes first: %s', (...order) => {
  const lines: Readonly<Record<string, string>> = {
    archive: '  archive: { kind: document-store }',
    mailbox: '  mailbox: { kind: channel, writable-by: [registered] }',
  }
  const system = systemOf(`components:
${order.map((name) => lines[name]).join('\n')}
  stranger: { kind: outsider }
  agent: { kind: agent }
flows:
  - { from: stranger, to: archive, carries: [document] }
  - { from: mailbox, to: agent, carries: [message] }
  - { from: archive, to: agent, carries: [document] }`)
  const rule = ruleOf('subject: { component: { kind: agent } }\nwhen: { reached-from: { from: { kind: data-store } } }')
  expect(wayTo(rule, system, 'agent')).toEqual(['archive', 'agent'])
})

describe('the powers that a rule asks for are told', () => {
  const system = systemOf('components: { agent: { kind: agent, can: [run-code, send-messages, read-data] } }')
  test.each([
    ['{ powers: send-messages }', ['send-messages']],
    ['{ can: [run-code, send-messages] }', ['send-messages', 'run-code']],
    ['{ can: [run-code, spend-money] }', ['run-code']],
  ])('%s', (when, powers) => expect(evidenceAt(system, when).powers).toEqual(powers))
})
