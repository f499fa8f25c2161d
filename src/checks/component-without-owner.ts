import type { Component } from '../system/system.ts'
import type { Check } from './check.ts'
import { ownerChoice } from './sentences.ts'
import { aboutComponent } from './subjects.ts'

export const componentWithoutOwner: Check = {
  id: 'component-without-owner',
  group: 'owners',
  title: 'A component has no owner',
  severity: 'medium',
  why: 'Whoever has to close a technique on a component must know whom to ask. That holds for what a supplier, a partner or a customer runs, too, since somebody here answers for its use; there it is reported as low. People, the web, services of others and whatever stands where anyone can act (trust `untrusted`) need no owner; devices and browsers only where they are ours.',
  fix: 'Add `owner: <id>` to the component, or once to its zone: what is in a zone inherits its owner.',
  find({ manifest, system }) {
    return system.components.filter(needsOwner).map((component) => {
      const { id, zone } = component
      return {
        ...aboutComponent(id),
        severity: isElsewhere(component) ? 'low' : 'medium',
        message: `Component '${id}' has no owner${zone === undefined ? '' : `, and zone '${zone.id}' has none to inherit`}.`,
        fix: `Add \`owner:\` to ${zone === undefined ? 'it' : `it or to zone '${zone.id}'`} with ${ownerChoice(manifest.owners)}.`,
      }
    })
  },
}

function needsOwner(component: Component): boolean {
  const { kind, kinds, owner, zone } = component
  if (owner !== undefined || zone?.entry.trust === 'untrusted') return false
  if (kind === 'device' || kind === 'browser') return zone !== undefined && !isElsewhere(component)
  return !kinds.includes('actor')
}

/** True where somebody else runs it. */
function isElsewhere({ zone }: Component): boolean {
  return zone !== undefined && zone.entry.trust !== 'internal' && zone.entry.trust !== 'restricted'
}
