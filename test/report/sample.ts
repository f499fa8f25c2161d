/** Reports made by hand: what the formats are tested on without the rest of the program. */

import type { Coverage, TacticCoverage } from '../../src/analysis/coverage.ts'
import { type Status, statuses } from '../../src/analysis/exposure.ts'
import { computeGate, defaultGate, type GateOptions } from '../../src/report/gate.ts'
import type { LocatedExposure, LocatedFinding, ManifestReport, Report } from '../../src/report/report.ts'

const text = `atlaslint: 1
system:
  name: Mail assistant
components:
  strangers: { kind: outsider }
  mailbox: { kind: channel, writable-by: [anyone] }
  agent:
    kind: agent
    autonomy: autonomous
flows:
  - { from: strangers, to: mailbox, carries: [message] }
  - { from: mailbox, to: agent, carries: [message] }
`

const at = (line: number, column: number, endColumn: number) => ({ line, column, endLine: line, endColumn })
const step = (from: string, to: string) => ({
  from,
  to,
  via: `${from} -> ${to}`,
  backward: false,
  words: ['message'],
  crosses: true,
})

export function sampleExposure(change: Partial<LocatedExposure> = {}): LocatedExposure {
  return {
    technique: 'AML.T0051.001',
    rule: 'public-mailbox-feeds-agent',
    subject: { type: 'component', id: 'agent' },
    status: 'partly-mitigated',
    severity: 'critical',
    reasons: { maturity: 'realized', reach: 'anyone', stakes: ['criticality high', 'can send-messages'], score: 9 },
    message: 'Text that anyone can put into mailbox reaches agent: strangers -> mailbox -> agent.',
    path: [step('strangers', 'mailbox'), step('mailbox', 'agent')],
    assumptions: [{ on: 'agent', field: 'egress' }],
    controls: [{ control: 'input-guard', effect: 'cuts', on: ['customer -> agent'] }],
    wayAround: 'mailbox -> agent is open: input-guard stands on customer -> agent only',
    alsoRaisedBy: ['untrusted-text-reaches-agent'],
    at: at(7, 3, 8),
    ...change,
  }
}

export function sampleFinding(change: Partial<LocatedFinding> = {}): LocatedFinding {
  return {
    rule: 'public-mailbox-feeds-agent',
    kind: 'exposure',
    severity: 'critical',
    subject: { type: 'component', id: 'agent' },
    message: 'Text that anyone can put into mailbox reaches agent: strangers -> mailbox -> agent.',
    why: 'An agent that reads mail obeys whoever wrote it. Instructions hidden in a message are carried out with the rights of the agent.',
    fix: 'Put an input guard on the flow from the mailbox, or let a person approve each action.',
    technique: 'AML.T0051.001',
    at: at(7, 3, 8),
    related: [{ at: at(6, 3, 10), note: 'anyone can write here' }],
    exposure: 0,
    ...change,
  }
}

export const checkFinding = sampleFinding({
  rule: 'component-without-owner',
  kind: 'check',
  severity: 'low',
  subject: { type: 'component', id: 'mailbox' },
  message: "component 'mailbox' has no owner",
  why: 'Nobody is asked when something has to be decided about it.',
  fix: 'add `owner:` with an id from `owners`',
  at: at(6, 3, 10),
  related: [],
})
delete (checkFinding as { technique?: string }).technique
delete (checkFinding as { exposure?: number }).exposure

export function counts(change: Partial<Record<Status, number>> = {}): Record<Status, number> {
  return { ...(Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>), ...change }
}

const tactic = (
  id: string,
  name: string,
  techniques: number,
  change: Partial<Record<Status, number>>,
): TacticCoverage => {
  const byStatus = counts(change)
  return { tactic: id, name, techniques, applicable: Object.values(byStatus).reduce((a, b) => a + b, 0), byStatus }
}

export const sampleCoverage: Coverage = {
  applicable: 9,
  byStatus: counts({ open: 4, 'partly-mitigated': 1, accepted: 1, mitigated: 3 }),
  byTactic: [
    tactic('AML.TA0002', 'Reconnaissance', 14, {}),
    tactic('AML.TA0004', 'Initial Access', 11, { open: 2, accepted: 1 }),
    tactic('AML.TA0005', 'Execution', 8, { open: 2, 'partly-mitigated': 1, mitigated: 3 }),
  ],
}

export function sampleManifest(change: Partial<ManifestReport> = {}): ManifestReport {
  return {
    file: 'mail/ai-system.yaml',
    system: 'Mail assistant',
    judged: true,
    incidents: [],
    components: 3,
    findings: [
      sampleFinding(),
      sampleFinding({ technique: 'AML.T0051', rule: 'untrusted-text-reaches-model' }),
      sampleFinding({
        severity: 'high',
        rule: 'agent-sends-without-approval',
        technique: 'AML.T0086',
        message: 'agent sends messages without a person.',
        at: at(9, 5, 25),
        related: [],
        exposure: 1,
      }),
      sampleFinding({
        severity: 'medium',
        rule: 'agent-memory',
        technique: 'AML.T0080.000',
        message: 'agent remembers.',
        exposure: 2,
      }),
      sampleFinding({
        severity: 'low',
        rule: 'model-name',
        technique: 'AML.T0013',
        message: 'agent tells its model.',
        exposure: 3,
      }),
      checkFinding,
    ],
    exposures: [
      sampleExposure(),
      sampleExposure({
        technique: 'AML.T0086',
        severity: 'high',
        path: [],
        assumptions: [],
        alsoRaisedBy: [],
        status: 'open',
      }),
      sampleExposure({ technique: 'AML.T0080.000', severity: 'medium', status: 'open' }),
      sampleExposure({ technique: 'AML.T0013', severity: 'low', status: 'open' }),
      sampleExposure({ technique: 'AML.T0044', severity: 'low', status: 'accepted', decision: 0 }),
    ],
    coverage: sampleCoverage,
    text,
    ...change,
  }
}

export function sampleReport(
  manifests: readonly ManifestReport[] = [sampleManifest()],
  gate: Partial<GateOptions> = {},
): Report {
  const findings = manifests.flatMap((manifest) => manifest.findings)
  return {
    tool: { name: 'atlaslint', version: '0.0.0' },
    catalog: {
      release: '2026.09',
      techniques: 170,
      judged: 168,
      names: {
        'AML.T0051': 'LLM Prompt Injection',
        'AML.T0051.001': 'LLM Prompt Injection: Indirect',
        'AML.T0086': 'Exfiltration via AI Agent Tool Invocation',
        'AML.T0080.000': 'AI Agent Context Poisoning: Memory',
        'AML.T0013': 'Discover AI Model Ontology',
      },
    },
    now: '2026-11-24',
    manifests,
    gate: computeGate(findings, { ...defaultGate, ...gate }),
  }
}

/** A report with nothing to complain about. */
export function cleanReport(): Report {
  const coverage: Coverage = {
    applicable: 4,
    byStatus: counts({ mitigated: 3, accepted: 1 }),
    byTactic: sampleCoverage.byTactic,
  }
  return sampleReport([sampleManifest({ findings: [], exposures: [], coverage })])
}
