/**
 * What is measured on. `exampleVariant` is one of the examples, as systems are: 230 to 304 lines, 20 components. `usualManifest` is the
 * workload that the targets were set on: about 225 lines and 5.6 kB, 8 components, 11 flows, 6 controls, 3 owners, with comments, quotes,
 * block scalars and flow lists. The same number gives the same text.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The texts of the examples. */
export function readExamples(root) {
  return readdirSync(join(root, 'examples'))
    .toSorted()
    .map((name) => join(root, 'examples', name, 'ai-system.yaml'))
    .filter(existsSync)
    .map((file) => readFileSync(file, 'utf8'))
}

/** One of the examples in turn; the number makes each file another one. */
export function exampleVariant(examples, number) {
  return `${examples[number % examples.length]}# ${number}\n`
}

/** Writes so many manifests into a new folder. */
export function writeManifests(folder, count, manifest) {
  mkdirSync(folder, { recursive: true })
  for (let number = 0; number < count; number++)
    writeFileSync(join(folder, `m${number}.ai-system.yaml`), manifest(number))
}

const adjectives = ['quiet', 'northern', 'second', 'internal', 'public', 'early', 'former', 'central']
const nouns = ['orders', 'claims', 'parcels', 'tickets', 'invoices', 'visits', 'letters', 'meters']
const models = ['llm', 'predictive-model', 'generative-model', 'embedding-model']
const stores = ['document-store', 'database', 'dataset', 'vector-store']
const mitigations = ['AML.M0020', 'AML.M0015', 'AML.M0004', 'AML.M0005', 'AML.M0019', 'AML.M0024']

/** The usual manifest: eight components in a line with ways around. */
export function usualManifest(number) {
  const pick = (list, step = 1) => list[Math.floor(number / step) % list.length]
  const name = `${pick(adjectives)} ${pick(nouns, 8)}`
  const model = pick(models, 3)
  const store = pick(stores, 5)
  const noun = pick(nouns, 8)
  const parts = [head(name, number), ownersAndZones(), componentsOf(noun, model, store), flowsOf(noun)]
  return [...parts, controlsOf(pick(mitigations), pick(mitigations, 6))].join('\n')
}

function head(name, number) {
  return `# What the team answers for, and what it rents. Reviewed with every release, and after each incident.
# Questions go to the contact below; changes of this file need a second pair of eyes.
atlaslint: 1

system:
  name: "${name} ${number}"
  description: >-
    Reads what people send in,
    looks for what is known about the sender and about the matter,
    and proposes an answer that a person reads before it is sent.
    Started as a trial with forty people; all of the department use it now.
  owner: team
  stage: production
  criticality: moderate
  tags: [one, two, "${number}"]
  links: ["https://wiki.example/${number}"]
`
}

function ownersAndZones() {
  return `owners:
  team:
    name: Product team
    contact: team@example.org
  platform:
    name: "Platform"
    contact: "#platform"
  security:
    name: 'Security'
    contact: security@example.org

# A zone says who can act in it.
zones:
  outside:
    trust: untrusted
    description: "Everything that we do not run ourselves, with all who are there."
  inside:
    trust: internal
    owner: platform
    description: 'The cluster of the platform team, behind its gateway.'
`
}

function componentsOf(noun, model, store) {
  return `components:
  # Whoever has the address.
  sender:
    kind: outsider
    zone: outside
  front:
    kind: app
    zone: inside
    owner: team
    provenance: first-party
    exposure: public
    auth: user
    limits: [rate, size]
    description: |
      The page that people see.
      It renders plain text only,
      no pictures, no links that open by themselves.
  ${noun}-box:
    kind: channel
    zone: inside
    owner: team
    writable-by: [anyone]
    readable-by: [team]
    exposure: public
    description: Everything that somebody sends to the address lies here for thirty days.
  agent:
    kind: agent
    zone: inside
    owner: team
    autonomy: asks-when-risky
    provenance: first-party
    memory: thread # gone after the answer
    auth: service
    egress: allow-list
    description: >
      Plans the next step,
      and asks when in doubt.
  model:
    kind: ${model}
    zone: outside
    owner: platform
    provenance: vendor
    pinned: version
    auth: api-key
    learns: never # by contract
    multi-tenant: true
    description: "Rented; the vendor keeps what it is asked for thirty days."
  # Filled by night, read by day.
  ${noun}-store:
    kind: ${store}
    zone: inside
    owner: platform
    writable-by: [pipeline]
    readable-by: [team]
    encrypted-at-rest: true
    description: >-
      What is known so far,
      in pieces that can be found.
  lookup:
    kind: tool
    zone: inside
    owner: team
    can: [read-data]
    auth: service
    description: Finds passages by words and by meaning; changes nothing.
  log:
    kind: monitoring
    zone: inside
    owner: security
    readable-by: [team]
    description: "Who asked what, when, and what came back."
`
}

function flowsOf(noun) {
  return `# Data moves from one end to the other; what comes back on the same line is in 'returns'.
# A flow without an id is named by its two ends.
flows:
  - id: in
    from: sender
    to: front
    carries: [message]
    auth: none
    description: People who are not signed in.
  - id: post
    from: sender
    to: ${noun}-box
    carries: [message, file]
  # Every five minutes.
  - from: ${noun}-box
    to: agent
    carries: [message]
    automatic: true
    encrypted: true
  - from: front
    to: agent
    carries: [prompt]
    returns: [completion]
    encrypted: true
  - id: ask
    from: agent
    to: model
    carries: [prompt]
    returns: [completion]
    encrypted: true
  - id: call
    from: agent
    to: lookup
    carries: [tool-call]
    returns: [tool-result]
    auth: service # a token for each call, ten minutes long
  - from: lookup
    to: ${noun}-store
    carries: [query]
    returns: [document]
    auth: service
    encrypted: true
  - from: ${noun}-box
    to: ${noun}-store
    carries: [document]
    automatic: true
  - from: front
    to: log
    carries: [telemetry]
  - from: agent
    to: log
    carries: [telemetry]
  - from: model
    to: log
    carries: [telemetry]
`
}

function controlsOf(one, other) {
  return `# What is done about it, by whom, and what shows that it works. Planned controls have a date.
# The numbers are those of ATLAS; the security team knows them by heart, others look them up.
controls:
  guard:
    implements: [${one}]
    on: [ask]
    status: implemented
    owner: security
    description: "Looks at what goes in, and at what comes back."
  filter:
    implements: [${other}]
    on: [in]
    status: verified
    owner: team
    evidence:
      - type: test
        ref: evidence/filter.json
        date: 2026-10-01
        result: pass
      - type: review
        ref: evidence/review.md
        date: 2026-09-14
        result: partial
    description: >-
      Takes out what looks like an order,
      and marks what came from outside, so that the model can tell.
  limits:
    implements: [AML.M0004]
    on: [front]
    status: implemented
    owner: platform
    description: Twenty questions an hour, and one page each.
  signing:
    implements: [AML.M0013]
    on: [model]
    status: planned
    owner: platform
    due: 2027-03-01
    description: Waits for the registry of the platform team.
  watching:
    implements: [AML.M0024]
    on: [log]
    status: implemented
    owner: security
    description: |
      Somebody looks at it
      every working day.
  least:
    implements: [AML.M0026]
    on: [lookup, "call"]
    status: implemented
    owner: team
    description: "Reads only, with rights of its own."
`
}
