/** One large system: so many components in a shape, or so many bytes. */

const cycle = ['outsider', 'app', 'agent', 'llm', 'tool', 'document-store', 'vector-store', 'data-pipeline']

const zoneOf = (index) => (index % 8 === 0 ? 'outside' : 'inside')

function head(name) {
  const owners = `system: { name: ${name}, owner: team }\nowners: { team: { contact: team@example.org } }\n`
  return `atlaslint: 1\n${owners}zones: { outside: { trust: untrusted }, inside: { trust: internal } }\ncomponents:\n`
}

/**
 * One system of so many components. `chain`: each sends to the next; `star`: the first and all others exchange; `dense`: each sends to
 * four others. Text enters at one end and there is a control in eight.
 */
export function shapedSystem(shape, count) {
  const kinds = Array.from({ length: count }, (_, index) => cycle[index % cycle.length])
  const component = (kind, index) => `  c${index}: { kind: ${kind}, zone: ${zoneOf(index)}, owner: team }\n`
  const flow = ([from, to]) => `  - { from: c${from}, to: c${to}, carries: [message, document] }\n`
  const controls = kinds.flatMap((_, index) =>
    index % 64 === 3
      ? [`  k${index}: { implements: [AML.M0020], on: [c${index}], status: implemented, owner: team }\n`]
      : [],
  )
  return [
    head(`${shape} of ${count}`),
    ...kinds.map(component),
    'flows:\n',
    ...edges(shape, count).map(flow),
    ...(controls.length === 0 ? [] : ['controls:\n', ...controls]),
  ].join('')
}

function edges(shape, count) {
  const from = Array.from({ length: count }, (_, index) => index)
  if (shape === 'chain') return from.slice(1).map((index) => [index - 1, index])
  if (shape === 'star') return from.slice(1).map((index) => (index % 2 === 0 ? [0, index] : [index, 0]))
  // Steps that have no common divisor with most counts, so that everything reaches everything.
  const steps = [1, 7, 31, 127]
  return from.flatMap((index) => steps.map((step) => [index, (index + step) % count]).filter(([a, b]) => a !== b))
}

/** One valid manifest of about so many bytes: a chain with descriptions. */
export function manifestOfSize(bytes) {
  const line = (index) =>
    [
      `  c${index}:\n    kind: ${cycle[index % cycle.length]}\n    zone: ${zoneOf(index)}\n    owner: team\n`,
      `    description: "Number ${index} of many, which does its part and hands on what it has."\n`,
    ].join('')
  const start = head('Large')
  const components = []
  const flows = []
  for (let size = start.length, index = 0; size < bytes; index++) {
    components.push(line(index))
    if (index > 0) flows.push(`  - { from: c${index - 1}, to: c${index}, carries: [message] }\n`)
    size += line(index).length + (flows.at(-1)?.length ?? 0)
  }
  return `${start}${components.join('')}flows:\n${flows.join('')}`
}
