import type { CheckCase } from '../check-case.ts'
import { rule, usualRules } from '../clean.ts'

const leaks = rule({ id: 'leaks', technique: 'AML.T0057', subject: { component: { kind: 'llm' } }, severity: 'low' })
const remembers = rule({
  id: 'remembers',
  technique: 'AML.T0080.000',
  subject: { component: { kind: 'agent' } },
  severity: 'low',
})

export const coverageCases: readonly CheckCase[] = [
  {
    check: 'undefended-tactic',
    title: 'two tactics without a control',
    fires: [],
    given: { rules: [...usualRules, leaks, remembers] },
    at: ['controls'],
    marks: 'controls',
    says: 'No control in force acts in 2 tactics of which techniques apply: Persistence (1 technique) and Exfiltration (1 technique).',
    severity: 'low',
    nearMiss: {
      title: 'controls that limit or cut there',
      changes: [
        [
          'controls:\n',
          'controls:\n  rest: { implements: [AML.M0022, AML.M0031], on: [model, agent], status: implemented, owner: appsec, evidence: [{ type: config, ref: rest.yaml, date: 2026-09-01 }] }\n',
        ],
      ],
    },
  },
  {
    check: 'too-little-mitigated',
    title: 'one of two, and more is asked for',
    fires: [],
    given: { minimumMitigated: 0.505 },
    at: ['system'],
    marks: 'system',
    says: '1 of 2 applicable techniques are mitigated (50%); the configuration asks for 50.5%.',
    severity: 'medium',
    nearMiss: { title: 'just enough', given: { minimumMitigated: 0.5 } },
  },
  {
    check: 'too-little-mitigated',
    title: 'what is accepted counts as not mitigated',
    fires: [],
    given: { minimumMitigated: 1 },
    at: ['system'],
    marks: 'system',
    says: '1 of 2 applicable techniques are mitigated (50%); the configuration asks for 100%.',
    severity: 'medium',
    nearMiss: {
      title: 'what does not apply is left out',
      changes: [['treatment: accept', 'treatment: not-applicable']],
    },
  },
]
