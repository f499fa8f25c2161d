/** What somebody who uses an imported catalog must know about it. */

import type { Catalog } from '../catalog.ts'
import type { FullCatalog } from '../full.ts'
import { compareReleases } from '../releases.ts'
import type { Edition } from './compile.ts'
import type { MitigationFacts } from './facts.ts'

/** In sentences; none where there is nothing to say. */
export function notesOn(facts: Edition, base: FullCatalog, catalog: Catalog): string[] {
  return [
    ...maturityNote(facts, base),
    ...mitigationNotes(facts.mitigations, base, catalog),
    ...knowledgeNote(facts, base),
  ]
}

function maturityNote({ release, techniques }: Edition, base: FullCatalog): string[] {
  const without = techniques.filter(({ maturity }) => maturity === undefined)
  if (without.length === 0) return []
  const guessed = without.filter(
    ({ id }) => base.techniques.get(id) === undefined && base.retired.get(id)?.maturity === undefined,
  )
  const rest =
    guessed.length === 0
      ? ''
      : `, and ${guessed.length} never had one and count${guessed.length === 1 ? 's' : ''} as feasible: ${listed(guessed)}`
  return [
    `ATLAS ${release} states no maturity for ${without.length} of ${techniques.length} techniques: they have the first that ATLAS stated later${rest}`,
  ]
}

function mitigationNotes(mitigations: readonly MitigationFacts[], base: FullCatalog, { release }: Catalog): string[] {
  const unknown = mitigations.filter(({ id }) => !base.mitigations.has(id))
  const renamed = mitigations.filter(({ id, name }) => {
    const known = base.mitigations.get(id)
    return known !== undefined && known.name !== name && compareReleases(release, base.release) > 0
  })
  return [
    ...(unknown.length === 0 ? [] : [`not reviewed by atlaslint, so they govern and never cut: ${listed(unknown)}`]),
    ...(renamed.length === 0 ? [] : [`renamed since atlaslint reviewed what they do: ${listed(renamed)}`]),
  ]
}

/** A file of a release that we know should have just what we know of it: a cut file has not. */
function knowledgeNote({ release, techniques }: Edition, base: FullCatalog): string[] {
  if (!base.releases.includes(release)) return []
  const ids = new Set(techniques.map(({ id }) => id))
  const expected = [...base.techniques, ...base.retired].filter(([id, { added }]) => {
    const after = base.retired.get(id)?.after
    return compareReleases(added, release) <= 0 && (after === undefined || compareReleases(release, after) <= 0)
  })
  const absent = expected.filter(([id]) => !ids.has(id)).map(([id]) => ({ id }))
  const known = new Set(expected.map(([id]) => id))
  const strange = techniques.filter(({ id }) => !known.has(id))
  return [
    ...(absent.length === 0 ? [] : [`ATLAS ${release} has techniques that the file has not: ${listed(absent)}`]),
    ...(strange.length === 0
      ? []
      : [`the file has techniques that ATLAS ${release} has not, as far as atlaslint knows: ${listed(strange)}`]),
  ]
}

function listed(objects: readonly { readonly id: string }[]): string {
  const most = 20
  const ids = objects.slice(0, most).map(({ id }) => id)
  return [...ids, ...(objects.length > most ? [`${objects.length - most} more`] : [])].join(', ')
}
