/** Manifests at the limits of the format, in the shapes that cost most: what grows with the square of anything shows here. */

const components = 500
const flows = 2500
const places = 200

const head = `atlaslint: 1
system: { name: Large, owner: team }
owners: { team: { contact: team@example.com } }
zones: { out: { trust: untrusted }, in: { trust: internal, owner: team } }
`
const outsider = 'kind: outsider, zone: out'
const agent =
  'kind: agent, zone: in, autonomy: autonomous, can: [run-code, send-messages], exposure: public, auth: none'

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('')
const withComponents = (fields: (index: number) => string, count = components): string =>
  `${head}components:\n${lines(count, (index) => `  c${index}: { ${fields(index)} }\n`)}`
const withFlows = (count: number, ends: (index: number) => readonly [number, number], words: string): string =>
  `flows:\n${lines(count, (index) => {
    const [from, to] = ends(index)
    return `  - { from: c${from}, to: c${to}, ${words} }\n`
  })}`
const controls = (count: number, fields: (index: number) => string): string =>
  `controls:\n${lines(count, (index) => `  k${index}: { status: verified, owner: team, ${fields(index)} }\n`)}`

const agents = withComponents((index) => (index === 0 ? outsider : agent))
const star = agents + withFlows(components - 1, (index) => [0, index + 1], 'carries: [prompt]')
const calls = 'carries: [prompt, tool-call], returns: [completion, tool-result]'

/** Agents that call each other here and there. */
const netOf = (count: number, links: number): string =>
  withComponents((index) => (index === 0 ? outsider : agent), count) +
  withFlows(
    links,
    (index) => {
      // Two numbers out of one, far enough from each other to make a net.
      const from = (index * 7919) % count
      return [from, (from + 1 + ((index * 104_729) % (count - 1))) % count]
    },
    calls,
  )

/** By name; each is valid and below every limit. */
export const largeSystems: Readonly<Record<string, string>> = {
  'agents that nothing touches': agents,
  'a star': star,
  'a chain': agents + withFlows(components - 1, (index) => [index, index + 1], calls),
  'a ladder': agents + withFlows(flows, (index) => [index % 495, (index % 495) + 1 + (index % 4)], calls),
  'a net of agents that call each other': netOf(components, flows),
  'everything leads to everything':
    withComponents((index) => (index === 0 ? outsider : agent), 50) +
    withFlows(2450, (index) => [Math.floor(index / 49), (Math.floor(index / 49) + 1 + (index % 49)) % 50], calls),
  'many flows between two':
    withComponents((index) => (index === 0 ? outsider : agent), 2) +
    `flows:\n${lines(flows, (index) => `  - { id: f${index}, from: c0, to: c1, carries: [prompt] }\n`)}`,
  'controls on everything': star + controls(places, (index) => `implements: [AML.M00${15 + (index % 15)}], on: ["*"]`),
  'controls one by one':
    star + controls(places, (index) => `covers: [AML.T0051, AML.T0053], on: ["c0 -> c${index + 1}"]`),
  'a decision for each': `${star}decisions:\n${lines(
    components,
    (index) =>
      `  - { technique: AML.T0051, on: c${index}, treatment: accept, reason: because, owner: team, expires: 2026-12-31 }\n`,
  )}`,
  'evidence for each':
    star +
    controls(
      60,
      (index) =>
        `implements: [AML.M0015], on: [c${index + 1}], evidence: [${Array.from({ length: 100 }, (_, each) => `{ type: test, ref: e${each}, date: 2026-01-01, result: pass, technique: AML.T0051 }`).join(', ')}]`,
    ),
  'zones in zones': `atlaslint: 1\nsystem: { name: Large }\nzones:\n  z0: { trust: internal }\n${lines(
    499,
    (index) => `  z${index + 1}: { trust: internal, within: z${index} }\n`,
  )}components:\n${lines(components, (index) => `  c${index}: { kind: llm, zone: z${index} }\n`)}`,
  'the largest picture with labels': netOf(30, 80),
  'the largest picture': netOf(50, 150),
  'hosts on hosts': withComponents((index) => (index === 0 ? 'kind: host' : `kind: host, hosted-on: c${index - 1}`)),
  'models of models': withComponents((index) => (index === 0 ? 'kind: llm' : `kind: llm, based-on: [c${index - 1}]`)),
}
