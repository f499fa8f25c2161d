import type { ComponentEntry, DecisionEntry, Manifest } from './manifest.ts'
import { plainTarget } from './names.ts'

/** Fields that may be written as one word or as a list of them. */
const listFields = ['writable-by', 'readable-by', 'auth'] as const

/** One way of writing for what can be written in several: lists where a single word will do, `a -> b` for a flow. */
export function normalize(manifest: Manifest): Manifest {
  const components: Record<string, ComponentEntry> = Object.create(null)
  for (const [id, entry] of Object.entries(manifest.components)) components[id] = withLists(entry)
  const controls =
    manifest.controls && mapValues(manifest.controls, (entry) => ({ ...entry, on: entry.on.map(plainTarget) }))
  return {
    ...manifest,
    components,
    ...(controls && { controls }),
    ...(manifest.decisions && { decisions: manifest.decisions.map(withPlainTarget) }),
  }
}

function withLists(entry: ComponentEntry): ComponentEntry {
  const single = listFields.filter((key) => typeof entry[key] === 'string')
  if (single.length === 0) return entry
  const lists = single.map((key) => [key, [entry[key]]] as const)
  return { ...entry, ...Object.fromEntries(lists) }
}

function withPlainTarget(decision: DecisionEntry): DecisionEntry {
  return decision.on === undefined ? decision : { ...decision, on: plainTarget(decision.on) }
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  const changed: Record<string, Value> = Object.create(null)
  for (const [key, value] of Object.entries(record)) changed[key] = change(value)
  return changed
}
