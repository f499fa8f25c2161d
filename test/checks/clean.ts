/** A manifest in which no check finds anything, and rules that raise one mitigated and one accepted technique on it. */

import type { RuleEntry } from '../../src/rules/rule.ts'

export const today = '2026-10-01'

export const clean = `\
atlaslint: 1
system:
  name: Support assistant
  owner: support
  catalog: "2026.09"
  reviewed: 2026-09-14
  review-every: 90d
owners:
  support: { name: Support AI, contact: support@example.com }
  appsec: { name: Application security, contact: "#appsec" }
zones:
  internet: { trust: untrusted }
  vendor: { trust: third-party, owner: support }
  prod: { trust: internal, owner: support }
data:
  tickets: { kind: knowledge, personal: false, owner: support }
components:
  customer: { kind: user, zone: internet }
  desk: { kind: channel, zone: prod }
  agent: { kind: agent, zone: prod, memory: thread }
  model: { kind: llm, zone: vendor, provenance: vendor }
  index: { kind: vector-store, zone: prod, holds: [tickets] }
  refunds: { kind: tool, zone: prod, can: [spend-money] }
flows:
  - { from: customer, to: agent, carries: [prompt], returns: [completion], auth: user }
  - { from: agent, to: model, carries: [prompt], returns: [completion] }
  - { from: agent, to: refunds, carries: [tool-call], returns: [tool-result] }
  - { from: desk, to: index, carries: [tickets] }
  - { from: index, to: agent, carries: [document] }
controls:
  guard:
    implements: [AML.M0020]
    on: [customer -> agent]
    status: verified
    owner: appsec
    evidence:
      - { type: test, ref: evidence/guard.json, date: 2026-09-01, result: pass }
decisions:
  - technique: AML.T0011
    on: model
    treatment: accept
    reason: Nobody runs what it writes.
    owner: support
    approved-by: risk-office
    decided: 2026-09-01
    expires: 2027-06-30
`

/** Cut by the guard on the way from the customer. */
export const prompted = rule({
  id: 'prompted',
  technique: 'AML.T0051.000',
  subject: { component: { kind: 'agent' } },
  when: { 'reached-from': { from: { kind: ['user', 'channel'] }, carrying: ['prompt'] } },
  'answered-by': ['AML.M0020'],
  severity: 'high',
})

/** Accepted by the decision on the model. */
export const executed = rule({
  id: 'executed',
  technique: 'AML.T0011',
  subject: { component: { kind: 'llm' } },
  'answered-by': ['AML.M0020', 'AML.M0024'],
  severity: 'high',
})

export const usualRules: readonly RuleEntry[] = [prompted, executed]

/** What a rule has to say, for those of whom only the condition matters. */
export function rule(entry: Pick<RuleEntry, 'id' | 'technique' | 'subject'> & Partial<RuleEntry>): RuleEntry {
  return {
    title: 'A rule',
    why: 'For tests.',
    message: '{subject} is exposed.',
    impact: ['integrity'],
    fix: 'Do something.',
    ...entry,
  }
}
