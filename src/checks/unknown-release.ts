import { compareReleases } from '../atlas/releases.ts'
import type { Check } from './check.ts'
import { aboutSystem } from './subjects.ts'

export const unknownRelease: Check = {
  id: 'unknown-release',
  group: 'review',
  title: 'The ATLAS release of the review is unknown',
  severity: 'low',
  why: '`catalog` says which ATLAS release the last review looked at. When this tool does not have that release, it cannot say what is new since, and its own catalog may be the older one.',
  fix: 'Update atlaslint, or write the release that the review looked at.',
  find({ manifest, catalog, changedSince }) {
    const looked = manifest.system.catalog
    if (looked === undefined || looked === catalog.release) return []
    if (compareReleases(looked, catalog.release) > 0) {
      const message = `The last review looked at ATLAS ${looked}, which is newer than the ${catalog.release} of this tool.`
      return [{ ...aboutSystem('catalog'), message, fix: 'Update atlaslint, or correct `catalog:`.' }]
    }
    if (changedSince(looked) !== undefined) return []
    return [
      {
        ...aboutSystem('catalog'),
        message: `ATLAS has no release '${looked}' that this tool knows.`,
        fix: `Correct \`catalog:\`; the present release is "${catalog.release}".`,
      },
    ]
  },
}
