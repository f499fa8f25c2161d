import type { Manifest } from '../manifest/manifest.ts'
import type { Check, CheckFinding } from './check.ts'
import { listed } from './sentences.ts'
import { aboutOwner, aboutSystem } from './subjects.ts'
import { namedOwners } from './unused-owner.ts'

export const ownerUnknownToTeams: Check = {
  id: 'owner-unknown-to-teams',
  group: 'owners',
  title: 'An owner is no team of the organisation',
  severity: 'medium',
  why: 'The configuration names the file in which the teams stand. An owner that is not in it is a team that was renamed or dissolved, or a spelling mistake: nobody will answer for what it owns.',
  fix: 'Write the id of a team that exists, or add the team to the file.',
  find({ manifest, ownerBook }) {
    if (ownerBook === undefined) return []
    const named = [...namedOwners(manifest)].filter((id) => id !== undefined)
    return named
      .filter((id) => !ownerBook.knows(id, manifest.owners?.[id]?.contact))
      .map((id) => {
        const close = ownerBook.nearest(id)
        return {
          ...placeOf(id, manifest),
          message: `Owner '${id}' does not stand in ${listed(ownerBook.files)}.`,
          ...(close === undefined ? {} : { fix: `Did you mean '${close}'? Else add the team to the file.` }),
        }
      })
  },
}

/** Where owners are listed, there; else the first line that names it. */
function placeOf(id: string, manifest: Manifest): Pick<CheckFinding, 'subject' | 'place'> {
  if (manifest.owners?.[id] !== undefined) return aboutOwner(id)
  if (manifest.system.owner === id) return aboutSystem('owner')
  const { subject } = aboutOwner(id)
  for (const section of ['zones', 'data', 'components', 'controls'] as const) {
    const entry = Object.entries(manifest[section] ?? {}).find(([, { owner }]) => owner === id)
    if (entry !== undefined) return { subject, place: { path: [section, entry[0], 'owner'] } }
  }
  const index = (manifest.decisions ?? []).findIndex((entry) => entry.owner === id || entry['approved-by'] === id)
  const field = manifest.decisions?.[index]?.owner === id ? 'owner' : 'approved-by'
  return { subject, place: { path: ['decisions', index, field] } }
}
