import type { Exposure } from '../../src/analysis/exposure.ts'
import { type Analysis, analyse } from '../../src/analysis/exposures.ts'
import { readCatalog } from '../../src/atlas/read.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { compiled } from '../atlas/compiled.ts'
import { ruleOf, systemOf } from '../rules/ask.ts'

export const catalog = readCatalog(compiled.slim)

/** Indirect injection by mail or by the web, as one rule. */
export const injection = ruleOf(`
id: injection
technique: AML.T0051.001
message: "Content from {source} reaches {subject}: {path}."
subject: { component: { kind: agent } }
when: { reached-from: { from: { written-by: anyone }, carrying: text } }
`)

/** An agent that a customer and a mailbox lead to. */
export const twoWays = `
components:
  customer: { kind: outsider }
  mailbox: { kind: channel, writable-by: [anyone] }
  agent: { kind: agent }
flows:
  - { from: customer, to: agent, carries: [prompt] }
  - { from: mailbox, to: agent, carries: [message] }
`

/** The analysis of a system with two ways in, and what the test adds to it. */
export function judgeTwoWays(more: string, rules: readonly Rule[] = [injection], now = '2026-11-24'): Analysis {
  return analyse({ system: systemOf(twoWays + more), catalog, rules, now })
}

/** The only exposure of an analysis. */
export function only(analysis: Analysis): Exposure {
  const [exposure, second] = analysis.exposures
  if (exposure === undefined || second !== undefined) throw new Error(`${analysis.exposures.length} exposures`)
  return exposure
}
