import type { Check } from './check.ts'
import { aboutOwner } from './subjects.ts'

export const ownerWithoutContact: Check = {
  id: 'owner-without-contact',
  group: 'owners',
  title: 'An owner has no contact',
  severity: 'low',
  why: 'In an incident the manifest is the phone book. A team name that nobody outside the team can reach costs the first hour.',
  fix: 'Add `contact:` with a mail address, a URL or a chat channel that outlives a single person.',
  find({ manifest }) {
    return Object.entries(manifest.owners ?? {})
      .filter(([, { contact }]) => contact === undefined)
      .map(([id, { name }]) => ({
        ...aboutOwner(id),
        message: `Owner '${id}'${name === undefined ? '' : ` (${name})`} has no contact.`,
        fix: 'Add `contact:` with a mail address, a URL or a chat channel (quoted: "#channel").',
      }))
  },
}
