import type { FlowEntry, Manifest } from '../manifest/manifest.ts'
import { callableBy, influences, writtenBy } from './audience.ts'
import { ComponentNode } from './component-node.ts'
import { buildMoves } from './moves.ts'
import { payloadReader } from './payload.ts'
import { buildPowers } from './powers.ts'
import type { DataItem, Flow, System, Zone } from './system.ts'
import { buildZones, crosses, ownerOfZone } from './zones.ts'

/**
 * The manifest as a graph, with all that follows from it (`docs/rules.md` says what each derived fact means).
 * Linear in components and flows. References that lead nowhere were reported by the reader; here they are left out.
 */
export function buildSystem(manifest: Manifest): System {
  const zones = buildZones(manifest.zones)
  const data = new Map(Object.entries(manifest.data ?? {}).map(([id, entry], index) => [id, { index, id, entry }]))
  const components = buildComponents(manifest, zones, data)
  const componentById = new Map(components.map((component) => [component.id, component]))
  connectHosts(components, componentById)
  const flows = connectFlows(manifest.flows ?? [], componentById, data)
  const moves = buildMoves(flows, components, componentById)
  for (const move of moves) {
    components[move.from.index]?.movesOut.push(move)
    components[move.to.index]?.movesIn.push(move)
  }
  derive(components)
  return { manifest, components, componentById, flows, moves, zones, data }
}

function buildComponents(
  manifest: Manifest,
  zones: ReadonlyMap<string, Zone>,
  data: ReadonlyMap<string, DataItem>,
): ComponentNode[] {
  return Object.entries(manifest.components).map(([id, entry], index) => {
    const zone = zones.get(entry.zone ?? '')
    const holds = new Set((entry.holds ?? []).flatMap((item) => data.get(item) ?? []))
    return new ComponentNode(index, id, entry, { zone, owner: ownerOfZone(zone, zones) }, [...holds])
  })
}

/** Sets `host` and `hosted`. A host that would close a circle is left out, so that going up always ends. */
function connectHosts(components: readonly ComponentNode[], componentById: ReadonlyMap<string, ComponentNode>): void {
  const settled = new Set<ComponentNode>()
  for (const start of components) {
    const chain = new Set<ComponentNode>()
    for (let component: ComponentNode | undefined = start; component && !settled.has(component); ) {
      chain.add(component)
      const host: ComponentNode | undefined = componentById.get(component.entry['hosted-on'] ?? '')
      if (!host || chain.has(host)) break
      component.host = host
      component = host
    }
    for (const component of chain) settled.add(component)
  }
  // In the order of the file, not in the order in which the chains were followed.
  for (const component of components) componentById.get(component.host?.id ?? '')?.hosted.push(component)
}

function connectFlows(
  entries: readonly FlowEntry[],
  componentById: ReadonlyMap<string, ComponentNode>,
  data: ReadonlyMap<string, DataItem>,
): Flow[] {
  const flows: Flow[] = []
  const payloadOf = payloadReader(data)
  for (const entry of entries) {
    const from = componentById.get(entry.from)
    const to = componentById.get(entry.to)
    if (!from || !to) continue
    const flow: Flow = {
      index: flows.length,
      id: entry.id ?? `${entry.from} -> ${entry.to}`,
      entry,
      from,
      to,
      carries: payloadOf(entry.carries),
      returns: payloadOf(entry.returns),
      crosses: crosses(from.zone, to.zone),
    }
    flows.push(flow)
    from.flowsOut.push(flow)
    to.flowsIn.push(flow)
  }
  return flows
}

/** Facts that need the whole graph, each after those that it rests on. */
function derive(components: readonly ComponentNode[]): void {
  for (const component of components) component.writtenBy = writtenBy(component)
  const influencedBy = influences(components)
  const powers = buildPowers(components)
  for (const component of components) {
    component.influencedBy = influencedBy[component.index] ?? 'inside'
    component.callableBy = callableBy(component)
    component.powers = powers[component.index]
  }
}
