/** A system of 60 components in nested zones, as large companies have them: teams that each have a product, on one platform. */
export function largeSystem(): string {
  const teams = ['claims', 'sales', 'service', 'fraud', 'pricing', 'legal', 'people']
  const zones = [
    '  internet: { trust: untrusted }',
    '  vendor: { trust: third-party }',
    '  platform: { trust: internal }',
  ]
  const components = [
    '  customer: { kind: user, zone: internet }',
    '  stranger: { kind: outsider, zone: internet }',
    '  web: { kind: web, zone: internet }',
    '  model-vendor: { kind: llm, zone: vendor, provenance: vendor, name: Large language model of the vendor }',
    '  hub: { kind: model-hub, zone: internet, writable-by: [registered] }',
    '  gateway: { kind: gateway, zone: platform, exposure: public }',
    '  model-gateway: { kind: inference-api, zone: platform, auth: [service] }',
    '  embeddings: { kind: embedding-model, zone: platform, pinned: version }',
    '  logs: { kind: monitoring, zone: platform }',
    '  secrets: { kind: secret-store, zone: platform }',
    '  registry: { kind: model-registry, zone: platform }',
  ]
  const flows = [
    '  - { from: customer, to: gateway, carries: [prompt, message], returns: [completion] }',
    '  - { from: stranger, to: web, carries: [web-content] }',
    '  - { from: model-gateway, to: model-vendor, carries: [prompt, document], returns: [completion] }',
    '  - { from: hub, to: registry, carries: [model] }',
    '  - { from: registry, to: embeddings, carries: [model] }',
    '  - { from: secrets, to: model-gateway, carries: [credential] }',
    '  - { from: model-gateway, to: logs, carries: [telemetry] }',
  ]
  for (const [index, team] of teams.entries()) {
    zones.push(
      `  ${team}: { trust: internal, within: platform }`,
      `  ${team}-vault: { trust: restricted, within: ${team} }`,
    )
    components.push(
      `  ${team}-app: { kind: app, zone: ${team}, name: Assistant of ${team}, renders: [markdown] }`,
      `  ${team}-agent: { kind: agent, zone: ${team}, autonomy: asks-when-risky, memory: thread }`,
      `  ${team}-search: { kind: tool, zone: ${team}, can: [read-data] }`,
      `  ${team}-knowledge: { kind: vector-store, zone: ${team}-vault, writable-by: [team] }`,
      `  ${team}-records: { kind: database, zone: ${team}-vault }`,
      `  ${team}-clerk: { kind: staff, zone: ${team} }`,
      `  ${team}-mail: { kind: channel, zone: ${team}, writable-by: [anyone] }`,
    )
    flows.push(
      `  - { from: gateway, to: ${team}-app, carries: [prompt], returns: [completion] }`,
      `  - { from: ${team}-app, to: ${team}-agent, carries: [prompt], returns: [completion] }`,
      `  - { from: ${team}-agent, to: model-gateway, carries: [prompt, document], returns: [completion] }`,
      `  - { from: ${team}-agent, to: ${team}-search, carries: [tool-call], returns: [tool-result] }`,
      `  - { from: ${team}-search, to: ${team}-knowledge, carries: [query], returns: [document] }`,
      `  - { from: ${team}-records, to: ${team}-knowledge, carries: [document] }`,
      `  - { from: ${team}-clerk, to: ${team}-app, carries: [prompt], returns: [completion] }`,
      `  - { from: ${team}-mail, to: ${team}-agent, carries: [message] }`,
    )
    if (index % 2 === 0) flows.push(`  - { from: ${team}-agent, to: web, carries: [query], returns: [web-content] }`)
  }
  const sections = { zones, components, flows }
  const parts = Object.entries(sections).map(([name, lines]) => `${name}:\n${lines.join('\n')}\n`)
  return `atlaslint: 1\nsystem: { name: Assistants of an insurer }\n${parts.join('')}`
}
