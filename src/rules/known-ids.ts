import type { Catalog } from '../atlas/catalog.ts'
import { resolveMitigation, resolveTechnique } from '../atlas/resolve.ts'
import type { KnownIds } from './rule-fields.ts'

/** The catalog as what rule files and manifests hold their ids against. */
export function knownIds(catalog: Catalog): KnownIds {
  const answer = (found: ReturnType<typeof resolveTechnique> | ReturnType<typeof resolveMitigation>) => {
    if (found.status === 'found') return { known: true }
    return found.status === 'retired'
      ? { known: false, successor: found.successor?.id }
      : { known: false, nearest: found.nearest[0] }
  }
  return {
    technique: (id) => answer(resolveTechnique(catalog, id)),
    mitigation: (id) => answer(resolveMitigation(catalog, id)),
  }
}

/** Ids may be about what only one of the catalogs has: with another one what they are about is skipped. */
export function knownToAny(catalogs: readonly Catalog[]): KnownIds {
  const all = catalogs.map(knownIds)
  const answer = (kind: 'technique' | 'mitigation') => (id: string) => {
    const answers = all.map((ids) => ids[kind](id))
    return answers.find(({ known }) => known) ?? answers[0] ?? { known: false }
  }
  return { technique: answer('technique'), mitigation: answer('mitigation') }
}
