import type { Component, System } from '../system/system.ts'
import { booleanFields, listFields, valueFields } from '../vocabulary.ts'

const fields: readonly string[] = [...Object.keys(valueFields), ...Object.keys(listFields), ...booleanFields]

/** Everything that holds somewhere in a system, in the words of `RuleNeeds`: `kind=agent`, `can=run-code`, `word=prompt`, … */
export function factsOf(system: System): Set<string> {
  const facts = new Set<string>()
  for (const component of system.components) addComponent(component, facts)
  for (const { payload, crosses } of system.moves) {
    for (const word of payload.words) facts.add(`word=${word}`)
    if (crosses !== undefined) facts.add(`crosses=${crosses}`)
  }
  for (const { entry } of system.flows) {
    if (entry.auth !== undefined) facts.add(`flow-auth=${entry.auth}`)
    if (entry.approval !== undefined) facts.add(`approval=${entry.approval}`)
    if (entry.encrypted !== undefined) facts.add(`encrypted=${entry.encrypted}`)
    if (entry.automatic !== undefined) facts.add(`automatic=${entry.automatic}`)
  }
  for (const { entry } of system.data.values()) {
    facts.add(`data-kind=${entry.kind}`).add(`classification=${entry.classification}`)
    facts.add(`lifetime=${entry.lifetime}`).add(`personal=${entry.personal}`)
  }
  return facts
}

function addComponent(component: Component, facts: Set<string>): void {
  facts.add(`kind=${component.kind}`).add(`written-by=${component.writtenBy}`)
  facts.add(`influenced-by=${component.influencedBy}`).add(`callable-by=${component.callableBy}`)
  if (component.zone !== undefined) facts.add(`trust=${component.zone.entry.trust}`)
  for (const power of component.powers ?? []) facts.add(`powers=${power}`)
  for (const field of fields) {
    const value = component.entry[field]
    if (value === undefined) continue
    if (Array.isArray(value)) for (const word of value) facts.add(`${field}=${word}`)
    else facts.add(`${field}=${value}`)
  }
}
