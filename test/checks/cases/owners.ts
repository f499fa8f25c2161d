import type { CheckCase } from '../check-case.ts'

const noZoneOwner = ['prod: { trust: internal, owner: support }', 'prod: { trust: internal }'] as const
const restOwned = [
  ['desk: { kind: channel, zone: prod', 'desk: { kind: channel, owner: support, zone: prod'],
  ['index: { kind: vector-store, zone: prod', 'index: { kind: vector-store, owner: support, zone: prod'],
  ['refunds: { kind: tool, zone: prod', 'refunds: { kind: tool, owner: support, zone: prod'],
] as const

/** The guard stands on the model as well, detects there, and is owned by whoever accepts the risk. */
const detectorOfTheAccepter = `controls:
  log:
    implements: [AML.M0024]
    on: [model]
    status: implemented
    owner: support
    evidence: [{ type: config, ref: log.yaml, date: 2026-09-01 }]
`

const teams = {
  files: ['teams.yaml'],
  knows: (id: string) => ['support', 'appsec', 'risk-office'].includes(id),
  nearest: (id: string) => (id === 'suport' ? 'support' : undefined),
}

export const ownerCases: readonly CheckCase[] = [
  {
    check: 'owner-unknown-to-teams',
    title: 'the approver is no team',
    fires: [['approved-by: risk-office', 'approved-by: the-boss']],
    at: ['decisions', 0, 'approved-by'],
    marks: 'the-boss',
    says: "Owner 'the-boss' does not stand in teams.yaml.",
    severity: 'medium',
    given: { ownerBook: teams },
    nearMiss: { title: 'no teams are configured', given: { ownerBook: undefined } },
  },
  {
    check: 'owner-unknown-to-teams',
    title: 'a listed owner is no team',
    fires: [],
    at: ['owners', 'appsec'],
    marks: 'appsec',
    says: "Owner 'appsec' does not stand in teams.yaml.",
    severity: 'medium',
    given: { ownerBook: { ...teams, knows: (id) => id !== 'appsec' } },
    nearMiss: {
      title: 'it is known by its contact',
      given: { ownerBook: { ...teams, knows: (id, contact) => id !== 'appsec' || contact === '#appsec' } },
    },
  },
  {
    check: 'manifest-without-codeowner',
    title: 'CODEOWNERS has no line for it',
    fires: [],
    at: ['system'],
    marks: 'system',
    says: 'CODEOWNERS has no owner for this manifest.',
    severity: 'medium',
    given: { hasCodeowner: false },
    nearMiss: { title: 'nobody looked', given: { hasCodeowner: undefined } },
  },
  {
    check: 'system-without-owner',
    title: 'no owner under system',
    fires: [['  owner: support\n  catalog', '  catalog']],
    at: ['system'],
    marks: 'system',
    says: "System 'Support assistant' has no owner.",
    severity: 'medium',
    nearMiss: { title: 'it is retired', changes: [['  catalog:', '  stage: retired\n  catalog:']] },
  },
  {
    check: 'component-without-owner',
    title: 'neither the component nor its zone has one',
    fires: [noZoneOwner, ...restOwned],
    at: ['components', 'agent'],
    marks: 'agent',
    says: "Component 'agent' has no owner, and zone 'prod' has none to inherit.",
    severity: 'medium',
    nearMiss: {
      title: 'the zone around its zone has one',
      changes: [['prod: { trust: internal }', 'prod: { trust: internal, within: vendor }']],
    },
  },
  {
    check: 'component-without-owner',
    title: 'a supplier runs it and nobody here answers for it',
    fires: [['vendor: { trust: third-party, owner: support }', 'vendor: { trust: third-party }']],
    at: ['components', 'model'],
    marks: 'model',
    says: "Component 'model' has no owner, and zone 'vendor' has none to inherit.",
    severity: 'low',
    nearMiss: {
      title: 'it stands where anyone can act',
      changes: [['vendor: { trust: third-party }', 'vendor: { trust: untrusted }']],
    },
  },
  {
    check: 'component-without-owner',
    title: 'a device of ours',
    fires: [
      noZoneOwner,
      ...restOwned,
      ['agent: { kind: agent,', 'agent: { kind: agent, owner: support,'],
      [
        'components:\n  customer: { kind: user, zone: internet }',
        'components:\n  customer: { kind: device, zone: prod }',
      ],
    ],
    given: { rules: [] },
    also: ['empty-zone', 'idle-control', 'unused-decision'],
    at: ['components', 'customer'],
    marks: 'customer',
    says: "Component 'customer' has no owner, and zone 'prod' has none to inherit.",
    severity: 'medium',
    nearMiss: {
      title: 'a device of a customer',
      changes: [['prod: { trust: internal }', 'prod: { trust: customer }']],
    },
  },
  {
    check: 'data-without-owner',
    title: 'no owner on personal data',
    fires: [
      [
        'tickets: { kind: knowledge, personal: false, owner: support }',
        'tickets: { kind: knowledge, classification: confidential, personal: true }',
      ],
    ],
    at: ['data', 'tickets'],
    marks: 'tickets',
    says: "Data 'tickets' (confidential and personal) has no owner.",
    severity: 'low',
    nearMiss: { title: 'an owner', changes: [['personal: true }', 'personal: true, owner: support }']] },
  },
  {
    check: 'control-without-owner',
    title: 'no owner on a control in place',
    fires: [
      ['    status: verified\n    owner: appsec\n', '    status: verified\n'],
      ['holds: [tickets] }', 'holds: [tickets], owner: appsec }'],
    ],
    at: ['controls', 'guard'],
    marks: 'guard',
    says: "Control 'guard' is verified and has no owner.",
    severity: 'low',
    nearMiss: { title: 'the control is retired', changes: [['status: verified', 'status: retired']] },
  },
  {
    check: 'decision-without-owner',
    title: 'a decision that needs none by the schema',
    fires: [
      ['    treatment: accept', '    treatment: not-applicable'],
      ['    owner: support\n    approved-by', '    approved-by'],
    ],
    at: ['decisions', 0],
    marks: 'technique: AML.T0011',
    says: "Decision 'not-applicable' for AML.T0011 on model has no owner.",
    severity: 'low',
    nearMiss: { title: 'an owner', changes: [['    approved-by', '    owner: support\n    approved-by']] },
  },
  {
    check: 'owner-without-contact',
    title: 'a name only',
    fires: [['{ name: Application security, contact: "#appsec" }', '{ name: Application security }']],
    at: ['owners', 'appsec'],
    marks: 'appsec',
    says: "Owner 'appsec' (Application security) has no contact.",
    severity: 'low',
    nearMiss: { title: 'a chat channel', changes: [['{ name: Application security }', '{ contact: "#appsec" }']] },
  },
  {
    check: 'unused-owner',
    title: 'an owner that nothing names',
    fires: [['owners:', 'owners:\n  gone: { contact: gone@example.com }']],
    at: ['owners', 'gone'],
    marks: 'gone',
    says: "Owner 'gone' owns nothing in this system.",
    severity: 'low',
    nearMiss: { title: 'it approves a decision', changes: [['approved-by: risk-office', 'approved-by: gone']] },
  },
  {
    check: 'self-accepted-risk',
    title: 'the detecting control and the decision have one owner, and nobody approved',
    fires: [
      ['controls:\n', detectorOfTheAccepter],
      ['    approved-by: risk-office\n', ''],
    ],
    at: ['decisions', 0, 'owner'],
    marks: 'support',
    says: "Owner 'support' accepts AML.T0011 on model and owns 'log', which does not cut it.",
    severity: 'medium',
    also: ['unapproved-acceptance'],
    nearMiss: {
      title: 'another owner accepts; that of the control decides on something else',
      changes: [
        ['    owner: support\n    decided', '    owner: appsec\n    decided'],
        [
          'decisions:\n',
          'decisions:\n  - { technique: AML.T0034, on: model, treatment: avoid, reason: Not used., owner: support }\n',
        ],
      ],
    },
  },
  {
    check: 'self-accepted-risk',
    title: 'somebody else approved',
    fires: [['controls:\n', detectorOfTheAccepter]],
    at: ['decisions', 0, 'owner'],
    marks: 'support',
    says: "Owner 'support' accepts AML.T0011 on model and owns 'log', which does not cut it.",
    severity: 'low',
    nearMiss: {
      title: 'the control is only planned',
      changes: [['    status: implemented\n', '    status: planned\n    due: 2026-12-01\n']],
    },
  },
  {
    check: 'self-accepted-risk',
    title: 'the control has failed its test',
    fires: [
      [
        'controls:\n',
        'controls:\n  filter:\n    covers: [AML.T0011]\n    on: [model]\n    status: implemented\n    owner: support\n    evidence: [{ type: test, ref: filter.json, result: fail }]\n',
      ],
    ],
    at: ['decisions', 0, 'owner'],
    marks: 'support',
    says: "Owner 'support' accepts AML.T0011 on model and owns 'filter', which does not cut it.",
    severity: 'low',
    also: ['failed-evidence'],
    nearMiss: { title: 'it stands elsewhere', changes: [['on: [model]', 'on: [desk]']] },
  },
  {
    check: 'self-accepted-risk',
    title: 'one of several places and answers is enough',
    fires: [
      [
        'controls:\n',
        'controls:\n  filter:\n    covers: [AML.T0034, AML.T0011]\n    on: [desk, model, index]\n    status: implemented\n    owner: support\n    evidence: [{ type: test, ref: filter.json, date: 2026-09-20, result: fail }]\n',
      ],
    ],
    at: ['decisions', 0, 'owner'],
    marks: 'support',
    says: "Owner 'support' accepts AML.T0011 on model and owns 'filter', which does not cut it.",
    severity: 'low',
    also: ['failed-evidence'],
    nearMiss: { title: 'it is retired', changes: [['status: implemented', 'status: retired']] },
  },
  {
    check: 'self-accepted-risk',
    title: 'the failed control implements what the rule accepts',
    fires: [
      [
        'controls:\n',
        'controls:\n  filter:\n    implements: [AML.M0011, AML.M0024]\n    on: [model]\n    status: implemented\n    owner: support\n    evidence: [{ type: test, ref: filter.json, date: 2026-09-20, result: fail }]\n',
      ],
    ],
    at: ['decisions', 0, 'owner'],
    marks: 'support',
    says: "Owner 'support' accepts AML.T0011 on model and owns 'filter', which does not cut it.",
    severity: 'low',
    also: ['failed-evidence'],
    nearMiss: {
      title: 'what ATLAS links to the technique and the rule does not accept',
      changes: [['AML.M0011, AML.M0024]', 'AML.M0011]']],
    },
  },
]
