/**
 * The closed vocabulary of the manifest and of the rule language: kinds, words, ordered values.
 * `schemas/manifest.schema.json` says the same to editors; a test compares the two.
 */

/** The kind tree: parent → kinds below it. A parent may be used as a kind itself. */
export const kindTree = {
  actor: ['user', 'staff', 'outsider', 'external-service', 'web', 'sensor', 'device', 'browser'],
  'data-store': [
    'data-source',
    'dataset',
    'feature-store',
    'document-store',
    'vector-store',
    'database',
    'channel',
    'cache',
  ],
  training: ['data-pipeline', 'training-job', 'evaluation', 'notebook', 'compute-cluster'],
  model: ['llm', 'embedding-model', 'predictive-model', 'generative-model', 'adapter'],
  'model-storage': ['model-registry', 'model-hub'],
  serving: ['inference-api', 'gateway'],
  application: ['app', 'plugin'],
  agentic: ['agent', 'tool', 'skill', 'tool-registry', 'memory', 'prompt-store', 'guardrail'],
  'supply-chain': ['library', 'source-repository', 'ci-cd', 'package-registry', 'container-registry', 'hardware'],
  operations: ['monitoring', 'host', 'identity-provider', 'secret-store', 'config-store', 'network-control'],
} as const

/** Every kind, parents included. */
export const kinds: readonly string[] = Object.entries(kindTree).flatMap(([parent, below]) => [parent, ...below])

/** Kind → the kinds a rule may ask for that match it: itself and its parent. */
export const kindAncestry: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(kindTree).flatMap(([parent, below]): [string, string[]][] => [
    [parent, [parent]],
    ...below.map((kind): [string, string[]] => [kind, [kind, parent]]),
  ]),
)

/** What a flow may carry. */
export const payloadWords = [
  'prompt',
  'system-prompt',
  'document',
  'message',
  'web-content',
  'query',
  'prediction',
  'completion',
  'embedding',
  'tool-call',
  'tool-result',
  'tool-definition',
  'training-data',
  'label',
  'feedback',
  'model',
  'code',
  'package',
  'container-image',
  'config',
  'credential',
  'telemetry',
  'command',
  'file',
  'image',
  'audio',
  'video',
  'sensor-signal',
  'link',
] as const
export type PayloadWord = (typeof payloadWords)[number]

/** Names that a rule may use for several payload words at once. */
export const payloadGroups: Readonly<Record<string, readonly PayloadWord[]>> = {
  text: [
    'prompt',
    'system-prompt',
    'document',
    'message',
    'web-content',
    'query',
    'completion',
    'tool-call',
    'tool-result',
    'tool-definition',
    'file',
    'feedback',
    'code',
    'config',
    'link',
  ],
  content: [
    'prompt',
    'system-prompt',
    'document',
    'message',
    'web-content',
    'query',
    'completion',
    'tool-call',
    'tool-result',
    'tool-definition',
    'file',
    'feedback',
    'code',
    'config',
    'link',
    'image',
    'audio',
    'video',
    'sensor-signal',
  ],
  input: ['prompt', 'query', 'message', 'document', 'web-content', 'file', 'image', 'audio', 'video', 'sensor-signal'],
  training: ['training-data', 'label', 'feedback'],
  artifact: ['model', 'code', 'package', 'container-image', 'tool-definition', 'config'],
  output: ['completion', 'prediction', 'embedding', 'label'],
}

/** Data kind → the payload word of a flow that carries data of that kind. */
export const wordOfDataKind: Readonly<Record<string, PayloadWord>> = {
  training: 'training-data',
  knowledge: 'document',
  business: 'document',
  prompt: 'prompt',
  output: 'completion',
  input: 'file',
  secret: 'credential',
  model: 'model',
  telemetry: 'telemetry',
}

/** Audiences, narrowest first: who can put content somewhere, or call something. */
export const audiences = ['inside', 'partner', 'signed-up', 'anyone'] as const
export type Audience = (typeof audiences)[number]

/** Ordered values, lowest first, by field. */
export const scales: Readonly<Record<string, readonly string[]>> = {
  trust: ['untrusted', 'customer', 'partner', 'third-party', 'internal', 'restricted'],
  exposure: ['none', 'team', 'employees', 'partners', 'customers', 'registered', 'public'],
  classification: ['public', 'internal', 'confidential', 'restricted'],
  criticality: ['low', 'moderate', 'high', 'critical'],
  autonomy: ['suggests', 'asks', 'asks-when-risky', 'autonomous'],
  approval: ['never', 'once', 'when-risky', 'each-call'],
  memory: ['none', 'thread', 'persistent'],
  learns: ['never', 'offline', 'online'],
  egress: ['none', 'allow-list', 'open'],
  'loads-remote': ['none', 'allow-list', 'any'],
  'reachable-from': ['localhost', 'internal-network', 'partner-network', 'internet'],
  pinned: ['none', 'name', 'version', 'digest'],
  verified: ['none', 'checksum', 'signature'],
  provenance: ['public', 'open-source', 'vendor', 'first-party'],
  lifetime: ['short', 'long'],
  'written-by': audiences,
  'influenced-by': audiences,
  'callable-by': audiences,
}

/** Component fields that take one of these values. Fields also in `scales` are ordered. */
export const valueFields: Readonly<Record<string, readonly string[]>> = {
  exposure: scales.exposure ?? [],
  'reachable-from': scales['reachable-from'] ?? [],
  'loads-remote': scales['loads-remote'] ?? [],
  egress: scales.egress ?? [],
  pinned: scales.pinned ?? [],
  verified: scales.verified ?? [],
  format: ['safetensors', 'pickle', 'onnx', 'gguf', 'other'],
  provenance: scales.provenance ?? [],
  learns: scales.learns ?? [],
  autonomy: scales.autonomy ?? [],
  memory: scales.memory ?? [],
  'acts-as': ['user', 'service', 'shared'],
  protocol: ['http', 'mcp', 'function', 'plugin', 'cli', 'sdk'],
}

const everybody = [
  'anyone',
  'registered',
  'customers',
  'partners',
  'employees',
  'team',
  'pipeline',
  'agent',
  'self',
  'supplier',
  'none',
]

/** What tools, agents, applications, hosts and jobs can do. */
export const powers = [
  'read-data',
  'write-data',
  'delete-data',
  'send-messages',
  'browse-web',
  'run-code',
  'call-apis',
  'spend-money',
  'use-computer',
  'manage-identity',
  'change-config',
  'install-packages',
  'deploy-agents',
  'control-device',
]

/** Component fields that take a list of these values. */
export const listFields: Readonly<Record<string, readonly string[]>> = {
  'writable-by': everybody,
  'readable-by': everybody,
  auth: ['none', 'api-key', 'user', 'service', 'mutual'],
  limits: ['rate', 'spend', 'size', 'steps'],
  disclosure: ['paper', 'blog', 'docs', 'model-card', 'code', 'weights', 'dataset', 'configuration', 'binary'],
  purpose: [
    'generation',
    'code-generation',
    'classification',
    'detection',
    'ranking',
    'recommendation',
    'forecasting',
    'translation',
    'search',
    'perception',
    'identity-verification',
    'security-detection',
    'content-moderation',
    'fraud-detection',
    'decision',
    'assistance',
    'automation',
  ],
  modality: ['text', 'code', 'image', 'audio', 'video', 'tabular', 'binary', 'network', 'sensor'],
  returns: [
    'label',
    'score',
    'probabilities',
    'features',
    'embedding',
    'text',
    'code',
    'image',
    'audio',
    'video',
    'citations',
    'reasoning',
  ],
  renders: ['text', 'markdown', 'html', 'links', 'images', 'citations', 'code'],
  triggers: ['user', 'message', 'schedule', 'event', 'pull-request', 'push'],
  can: powers,
  'runs-on': ['cloud', 'on-premises', 'container', 'sandbox', 'serverless', 'user-device', 'edge-device', 'browser'],
}

/** Component fields that are true or false. */
export const booleanFields = ['isolated', 'encrypted-at-rest', 'multi-tenant'] as const

/** Component fields that name other components. */
export const referenceFields = ['hosted-on', 'uses', 'based-on', 'trained-on'] as const

/** Values of the fields of flows and data that are not ordered. */
export const flowAuth = ['none', 'api-key', 'user', 'service', 'mutual'] as const
export const dataKinds = Object.keys(wordOfDataKind)
export const stages = ['design', 'development', 'staging', 'production', 'retired'] as const
