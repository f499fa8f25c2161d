import type { ZoneEntry } from '../manifest/manifest.ts'
import type { Audience } from '../vocabulary.ts'
import type { Zone } from './system.ts'

/** Zones by id, each with the zones that it lies in. */
export function buildZones(entries: Readonly<Record<string, ZoneEntry>> = {}): Map<string, Zone> {
  const byId = new Map(Object.entries(entries))
  return new Map([...byId].map(([id, entry]) => [id, { id, entry, enclosing: enclosing(id, byId) }]))
}

/** `id` and the zones around it, innermost first. Stops at a zone that is missing or that was passed already. */
function enclosing(id: string, byId: ReadonlyMap<string, ZoneEntry>): string[] {
  const chain = new Set<string>()
  for (let next: string | undefined = id; next !== undefined && !chain.has(next); next = byId.get(next)?.within) {
    if (!byId.has(next)) break
    chain.add(next)
  }
  return [...chain]
}

/** The owner that the components in `zone` inherit: its own, or that of the nearest zone around it. */
export function ownerOfZone(zone: Zone | undefined, zones: ReadonlyMap<string, Zone>): string | undefined {
  return zone?.enclosing.map((id) => zones.get(id)?.entry.owner).find((owner) => owner !== undefined)
}

/** True when data goes from one zone to another, an outer one included; unknown when an end has no zone. */
export function crosses(from: Zone | undefined, to: Zone | undefined): boolean | undefined {
  return from && to && from.id !== to.id
}

const audienceOfTrust: ReadonlyMap<string, Audience> = new Map([
  ['untrusted', 'anyone'],
  ['customer', 'signed-up'],
  ['partner', 'partner'],
  ['third-party', 'partner'],
])

/** Who may act in a zone of this trust. Without a zone nothing is known of outsiders, so: those inside. */
export function audienceOfZone(zone: Zone | undefined): Audience {
  return (zone && audienceOfTrust.get(zone.entry.trust)) ?? 'inside'
}
