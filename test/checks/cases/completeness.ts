import type { CheckCase } from '../check-case.ts'
import { rule, usualRules } from '../clean.ts'

const remembers = rule({
  id: 'remembers',
  technique: 'AML.T0080.000',
  subject: { component: { kind: 'agent', memory: 'persistent' } },
  unknown: { memory: 'ask' },
})
const remembersThread = rule({
  id: 'remembers-thread',
  technique: 'AML.T0080.001',
  subject: { component: { kind: 'agent', memory: { 'at-least': 'thread' } } },
  unknown: { memory: 'ask' },
})
const powerful = rule({
  id: 'powerful',
  technique: 'AML.T0053',
  subject: { component: { kind: 'agent', powers: 'run-code' } },
  unknown: { powers: 'ask' },
})
const unguarded = rule({
  id: 'unguarded',
  technique: 'AML.T0012',
  subject: { flow: { from: { kind: 'agent' }, to: { kind: 'tool' }, auth: 'none' } },
  unknown: { auth: 'ask' },
})
const personal = rule({
  id: 'personal',
  technique: 'AML.T0025',
  subject: { component: { kind: 'vector-store', holds: { personal: true } } },
  unknown: { personal: 'ask' },
})
const placed = rule({
  id: 'placed',
  technique: 'AML.T0072',
  subject: { flow: { to: { kind: 'tool' }, crosses: true } },
  unknown: { crosses: 'ask' },
})

const trainedElsewhere = rule({
  id: 'trained-elsewhere',
  technique: 'AML.T0020',
  subject: { component: { kind: 'llm', 'flow-in': { carries: 'training-data', crosses: true } } },
  unknown: { crosses: 'ask' },
})

const noMemory = ['zone: prod, memory: thread }', 'zone: prod }'] as const

export const completenessCases: readonly CheckCase[] = [
  {
    check: 'model-without-provenance',
    title: 'a model of unknown origin',
    fires: [['zone: vendor, provenance: vendor }', 'zone: vendor }']],
    at: ['components', 'model'],
    marks: 'model',
    says: "Model 'model' (llm) does not say who made it.",
    severity: 'low',
    nearMiss: {
      title: 'it is no model',
      changes: [['kind: llm, zone: vendor }', 'kind: inference-api, zone: vendor }']],
    },
  },
  {
    check: 'model-without-training',
    title: 'a model of our own',
    fires: [['provenance: vendor }', 'provenance: first-party }']],
    at: ['components', 'model'],
    marks: 'model',
    says: "Model 'model' is first-party, and nothing shows what it is trained on.",
    severity: 'low',
    nearMiss: {
      title: 'it comes from a training job by way of a registry',
      changes: [
        [
          'components:\n',
          'components:\n  job: { kind: training-job, zone: prod }\n  registry: { kind: model-registry, zone: prod }\n',
        ],
        [
          'flows:\n',
          'flows:\n  - { from: job, to: registry, carries: [model] }\n  - { from: model, to: registry, carries: [query], returns: [model] }\n',
        ],
      ],
    },
  },
  {
    check: 'model-without-training',
    title: 'a model that learns from production',
    fires: [['provenance: vendor }', 'provenance: vendor, learns: online }']],
    at: ['components', 'model'],
    marks: 'model',
    says: "Model 'model' is said to learn (online), and nothing shows what it is trained on.",
    severity: 'low',
    nearMiss: {
      title: 'feedback flows in',
      changes: [['to: model, carries: [prompt]', 'to: model, carries: [prompt, feedback]']],
    },
  },
  {
    check: 'retrieval-without-source',
    title: 'an index that is only asked',
    fires: [['{ from: desk, to: index, carries: [tickets] }', '{ from: desk, to: index, carries: [query] }']],
    at: ['components', 'index'],
    marks: 'index',
    says: "No document flows into 'index' (vector-store), and nobody is said to write to it.",
    severity: 'low',
    nearMiss: {
      title: 'people write to it directly',
      changes: [['holds: [tickets] }', 'holds: [tickets], writable-by: [team] }']],
    },
  },
  {
    check: 'retrieval-without-source',
    title: 'a document store that is searched',
    fires: [
      ['  desk: { kind: channel, zone: prod }', '  desk: { kind: document-store, zone: prod, purpose: [search] }'],
    ],
    at: ['components', 'desk'],
    marks: 'desk',
    says: "No document flows into 'desk' (document-store), and nobody is said to write to it.",
    severity: 'low',
    nearMiss: { title: 'one that is not searched', changes: [[', purpose: [search]', '']] },
  },
  {
    check: 'agent-without-tools',
    title: 'neither tools nor powers',
    fires: [['refunds: { kind: tool, zone: prod, can: [spend-money] }', 'refunds: { kind: app, zone: prod }']],
    at: ['components', 'agent'],
    marks: 'agent',
    says: "Agent 'agent' calls no tool and does not state what it can do.",
    severity: 'low',
    nearMiss: { title: 'it is said to do nothing', changes: [['memory: thread }', 'memory: thread, can: [] }']] },
  },
  {
    check: 'agent-without-memory',
    title: 'no memory stated',
    fires: [noMemory],
    at: ['components', 'agent'],
    marks: 'agent',
    says: "Agent 'agent' does not state what it remembers.",
    severity: 'low',
    nearMiss: {
      title: 'its memory is drawn',
      changes: [
        ['components:\n', 'components:\n  notes: { kind: memory, zone: prod }\n'],
        ['flows:\n', 'flows:\n  - { from: agent, to: notes, carries: [message], returns: [document] }\n'],
      ],
    },
  },
  {
    check: 'tool-without-powers',
    title: 'no powers stated',
    fires: [['zone: prod, can: [spend-money] }', 'zone: prod }']],
    at: ['components', 'refunds'],
    marks: 'refunds',
    says: "Tool 'refunds' does not state what it can do.",
    severity: 'low',
    nearMiss: {
      title: 'the tool that it calls states them',
      changes: [
        ['components:\n', 'components:\n  bank: { kind: tool, zone: prod, can: [spend-money] }\n'],
        ['flows:\n', 'flows:\n  - { from: refunds, to: bank, carries: [tool-call] }\n'],
      ],
    },
  },
  {
    check: 'unconnected-component',
    title: 'on no flow',
    fires: [['components:\n', 'components:\n  lonely: { kind: database, zone: prod }\n']],
    at: ['components', 'lonely'],
    marks: 'lonely',
    says: "No flow touches 'lonely' (database), and no other component refers to it.",
    severity: 'low',
    nearMiss: {
      title: 'something is hosted on it',
      changes: [['agent: { kind: agent,', 'agent: { kind: agent, hosted-on: lonely,']],
    },
  },
  {
    check: 'unconnected-component',
    title: 'a store that no secret opens',
    fires: [['components:\n', 'components:\n  vault: { kind: secret-store, zone: prod }\n']],
    at: ['components', 'vault'],
    marks: 'vault',
    says: "No flow touches 'vault' (secret-store), and no other component refers to it.",
    severity: 'low',
    nearMiss: {
      title: 'a secret opens it',
      changes: [['data:\n', 'data:\n  key: { kind: secret, owner: support, grants: [vault] }\n']],
    },
  },
  {
    check: 'empty-flow',
    title: 'nothing either way',
    fires: [['flows:\n', 'flows:\n  - { from: desk, to: agent, carries: [] }\n']],
    at: ['flows', 0],
    marks: '{ from: desk, to: agent, carries: [] }',
    says: "The flow from 'desk' to 'agent' neither carries nor returns anything.",
    severity: 'low',
    nearMiss: { title: 'it returns something', changes: [['carries: [] }', 'carries: [], returns: [message] }']] },
  },
  {
    check: 'component-without-zone',
    title: 'a component nowhere',
    fires: [['desk: { kind: channel, zone: prod }', 'desk: { kind: channel, owner: support }']],
    at: ['components', 'desk'],
    marks: 'desk',
    says: "Component 'desk' is in no zone.",
    severity: 'low',
    nearMiss: {
      title: 'in a zone',
      changes: [['desk: { kind: channel, owner', 'desk: { kind: channel, zone: internet, owner']],
    },
  },
  {
    check: 'component-without-zone',
    title: 'no zones at all are told once',
    fires: [
      [
        'zones:\n  internet: { trust: untrusted }\n  vendor: { trust: third-party, owner: support }\n  prod: { trust: internal, owner: support }\n',
        '',
      ],
      ['customer: { kind: user, zone: internet }', 'customer: { kind: user }'],
      ['desk: { kind: channel, zone: prod }', 'desk: { kind: channel, owner: support }'],
      ['agent: { kind: agent, zone: prod,', 'agent: { kind: agent, owner: support,'],
      ['zone: vendor, provenance', 'owner: support, provenance'],
      ['vector-store, zone: prod', 'vector-store, owner: support'],
      ['tool, zone: prod', 'tool, owner: support'],
    ],
    // Whether a flow crosses is asked, and would be told for both its ends.
    given: { rules: [...usualRules, placed] },
    at: ['system'],
    marks: 'system',
    says: 'No zone is described, so no flow is known to cross a trust boundary.',
    severity: 'low',
    nearMiss: {
      title: 'zones, and everything in one',
      changes: [
        ['owners:\n', 'zones:\n  prod: { trust: internal }\nowners:\n'],
        ['customer: { kind: user }', 'customer: { kind: user, zone: prod }'],
        ['desk: { kind: channel,', 'desk: { kind: channel, zone: prod,'],
        ['agent: { kind: agent,', 'agent: { kind: agent, zone: prod,'],
        ['model: { kind: llm,', 'model: { kind: llm, zone: prod,'],
        ['index: { kind: vector-store,', 'index: { kind: vector-store, zone: prod,'],
        ['refunds: { kind: tool,', 'refunds: { kind: tool, zone: prod,'],
      ],
    },
  },
  {
    check: 'empty-zone',
    title: 'nobody there',
    fires: [['zones:\n', 'zones:\n  lab: { trust: restricted }\n']],
    at: ['zones', 'lab'],
    marks: 'lab',
    says: "No component is in zone 'lab'.",
    severity: 'low',
    nearMiss: {
      title: 'a zone in it is inhabited',
      changes: [['prod: { trust: internal,', 'prod: { trust: internal, within: lab,']],
    },
  },
  {
    check: 'unknown-fact',
    title: 'two rules ask for one field of a component',
    fires: [noMemory],
    given: { rules: [...usualRules, remembers, remembersThread] },
    at: ['components', 'agent'],
    marks: 'agent',
    says: "Whether 2 techniques (AML.T0080.000 and AML.T0080.001) apply depends on `memory` of 'agent', which is not stated.",
    severity: 'medium',
    nearMiss: {
      title: 'the fact is stated',
      changes: [['agent: { kind: agent,', 'agent: { kind: agent, memory: none,']],
    },
  },
  {
    check: 'unknown-fact',
    title: 'a field of a flow',
    fires: [],
    given: { rules: [...usualRules, unguarded] },
    at: ['flows', 2],
    marks: '{ from: agent, to: refunds, carries: [tool-call], returns: [tool-result] }',
    says: "Whether AML.T0012 applies depends on `auth` of 'agent -> refunds', which is not stated.",
    severity: 'medium',
    nearMiss: {
      title: 'a decision has settled the technique there',
      changes: [
        [
          'decisions:\n',
          'decisions:\n  - { technique: AML.T0012, on: agent -> refunds, treatment: not-applicable, reason: One process., owner: support }\n',
        ],
      ],
    },
  },
  {
    check: 'unknown-fact',
    title: 'a field of data',
    fires: [['tickets: { kind: knowledge, personal: false,', 'tickets: { kind: knowledge,']],
    given: { rules: [...usualRules, personal] },
    at: ['data', 'tickets'],
    marks: 'tickets',
    says: "Whether AML.T0025 applies depends on `personal` of 'tickets', which is not stated.",
    severity: 'medium',
    nearMiss: {
      title: 'the fact is stated',
      changes: [['tickets: { kind: knowledge,', 'tickets: { kind: knowledge, personal: false,']],
    },
  },
  {
    check: 'unknown-fact',
    title: 'the powers of an agent are asked of its tool',
    fires: [['zone: prod, can: [spend-money] }', 'zone: prod }']],
    given: { rules: [...usualRules, powerful] },
    at: ['components', 'refunds'],
    marks: 'refunds',
    says: "Whether AML.T0053 applies depends on `can` of 'refunds', which is not stated.",
    severity: 'medium',
    nearMiss: {
      title: 'the agent states its own',
      changes: [['memory: thread }', 'memory: thread, can: [read-data] }']],
    },
  },
  {
    check: 'unknown-fact',
    title: 'whether a flow crosses is asked of the end without a zone',
    fires: [['refunds: { kind: tool, zone: prod,', 'refunds: { kind: tool, owner: support,']],
    given: { rules: [...usualRules, placed] },
    at: ['components', 'refunds'],
    marks: 'refunds',
    says: "Whether AML.T0072 applies depends on `zone` of 'refunds', which is not stated.",
    severity: 'medium',
    nearMiss: {
      title: 'both ends have one',
      changes: [['refunds: { kind: tool,', 'refunds: { kind: tool, zone: prod,']],
    },
  },
  {
    check: 'unknown-fact',
    title: 'what moves without a flow is asked of the far end',
    fires: [
      ['components:\n', 'components:\n  set: { kind: dataset, owner: support }\n'],
      ['provenance: vendor }', 'provenance: vendor, trained-on: [set] }'],
    ],
    given: { rules: [...usualRules, trainedElsewhere] },
    at: ['components', 'set'],
    marks: 'set',
    says: "Whether AML.T0020 applies depends on `zone` of 'set', which is not stated.",
    severity: 'medium',
    nearMiss: { title: 'the far end has a zone', changes: [['kind: dataset,', 'kind: dataset, zone: vendor,']] },
  },
  {
    check: 'agent-without-tools',
    title: 'although another field of it is asked for',
    fires: [
      ['refunds: { kind: tool, zone: prod, can: [spend-money] }', 'refunds: { kind: app, zone: prod }'],
      noMemory,
    ],
    given: { rules: [...usualRules, remembers] },
    also: ['unknown-fact'],
    at: ['components', 'agent'],
    marks: 'agent',
    says: "Agent 'agent' calls no tool and does not state what it can do.",
    severity: 'low',
    nearMiss: { title: 'its powers are asked for, too', given: { rules: [...usualRules, remembers, powerful] } },
  },
  {
    check: 'model-without-training',
    title: 'a training job that only watches, and a dataset that is not said to be used',
    fires: [
      ['provenance: vendor }', 'provenance: first-party }'],
      ['components:\n', 'components:\n  job: { kind: training-job, zone: prod }\n'],
      ['flows:\n', 'flows:\n  - { from: job, to: model, carries: [telemetry] }\n'],
    ],
    at: ['components', 'model'],
    marks: 'model',
    says: "Model 'model' is first-party, and nothing shows what it is trained on.",
    severity: 'low',
    nearMiss: { title: 'it sends the model', changes: [['carries: [telemetry]', 'carries: [model]']] },
  },
  {
    check: 'retrieval-without-source',
    title: 'queries in, credentials along',
    fires: [
      ['{ from: desk, to: index, carries: [tickets] }', '{ from: desk, to: index, carries: [query, credential] }'],
    ],
    at: ['components', 'index'],
    marks: 'index',
    says: "No document flows into 'index' (vector-store), and nobody is said to write to it.",
    severity: 'low',
    nearMiss: {
      title: 'a document along with them',
      changes: [['carries: [query, credential]', 'carries: [query, document]']],
    },
  },
]
