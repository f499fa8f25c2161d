import type { Manifest } from '../manifest/manifest.ts'
import type { Check } from './check.ts'
import { aboutOwner } from './subjects.ts'

export const unusedOwner: Check = {
  id: 'unused-owner',
  group: 'owners',
  title: 'An owner owns nothing',
  severity: 'low',
  why: 'An owner that nothing names is a team that has gone, or the sign of an `owner` line that was lost in an edit.',
  fix: 'Name it where it answers for something, or delete it from `owners`.',
  find({ manifest }) {
    const named = namedOwners(manifest)
    return Object.keys(manifest.owners ?? {})
      .filter((id) => !named.has(id))
      .map((id) => ({ ...aboutOwner(id), message: `Owner '${id}' owns nothing in this system.` }))
  },
}

/** Owner ids that something names. */
export function namedOwners({
  system,
  zones,
  data,
  components,
  controls,
  decisions,
}: Manifest): ReadonlySet<string | undefined> {
  const sections = [zones, data, components, controls].flatMap((section) => Object.values(section ?? {}))
  const approvers = (decisions ?? []).map((decision) => decision['approved-by'])
  return new Set([system.owner, ...[...sections, ...(decisions ?? [])].map(({ owner }) => owner), ...approvers])
}
