/** The past of the catalog: which release came first, and the catalog as it was at an earlier one. */

import type { Catalog, Maturity, Retired } from './catalog.ts'
import type { Change, FullCatalog, FullMitigation, FullRetired, LinksChange } from './full.ts'
import { type ReleaseFacts, slimJson } from './import/slim.ts'
import { readCatalog } from './read.ts'
import { compareReleases } from './releases.ts'

/** The catalog as it was at a release that its history has. Maturity is told since 5.0.0: before, it is the first that was told. */
export function catalogAt(full: FullCatalog, release: string): Catalog {
  const existed = ({ added }: { readonly added: string }) => compareReleases(added, release) <= 0
  const nameAt = (object: { readonly name: string; readonly renamed?: readonly Change<string>[] }) =>
    valueAt(object.renamed, object.name, release)
  const tactics = full.tactics.filter(existed).map((tactic) => ({ id: tactic.id, name: nameAt(tactic) }))
  const known = (ids: readonly string[]) => ids.filter((id) => tactics.some((tactic) => tactic.id === id))
  const techniques = [
    ...[...full.techniques.values()].filter(existed).map((technique) => ({
      id: technique.id,
      name: nameAt(technique),
      tactics:
        technique.parent === undefined ? known(valueAt(technique.tacticsChanged, technique.tactics, release)) : [],
      maturity: valueAt(technique.maturityChanged, technique.maturity, release),
    })),
    ...[...retiredOf(full)]
      .filter(([, retired]) => existed(retired) && isBefore(release, retired))
      .map(([id, { name, tactics, maturity, maturityChanged }]) => ({
        id,
        name,
        tactics: known(tactics ?? []),
        maturity: valueAt(maturityChanged, maturity ?? 'feasible', release),
      })),
  ].sort((one, other) => (one.id < other.id ? -1 : 1))
  return readCatalog(
    slimJson({
      release,
      tactics,
      techniques,
      mitigations: mitigationsAt(full, release, new Set(techniques.map(({ id }) => id))),
      caseStudies: [...full.caseStudies.values()].filter(existed).map((study) => ({
        id: study.id,
        procedure: study.procedure.filter(({ technique }) => techniques.some(({ id }) => id === technique)),
      })),
      retired: retiredAt(full, release),
    }),
  )
}

/** What the compiled history has of a retired technique beyond its last state. */
type RetiredPast = FullRetired & { readonly maturityChanged?: readonly Change<Maturity>[] }

function retiredOf(full: FullCatalog): ReadonlyMap<string, RetiredPast> {
  return full.retired
}

/** Techniques that were retired when the release came out. */
export function retiredAt(full: FullCatalog, release: string): Map<string, FullRetired> {
  return new Map([...full.retired].filter(([, retired]) => !isBefore(release, retired)))
}

function isBefore(release: string, { after }: Retired): boolean {
  return compareReleases(release, after) <= 0
}

function mitigationsAt(full: FullCatalog, release: string, known: ReadonlySet<string>): ReleaseFacts['mitigations'] {
  return [...full.mitigations.values()]
    .filter(({ added }) => compareReleases(added, release) <= 0)
    .map((mitigation) => ({
      ...mitigation,
      name: valueAt(mitigation.renamed, mitigation.name, release),
      techniques: linksAt(mitigation, release).filter((id) => known.has(id)),
    }))
}

/** Each change tells the value before it: the first change after the release tells that of the release. */
function valueAt<Value>(changes: readonly Change<Value>[] | undefined, now: Value, release: string): Value {
  const next = (changes ?? []).find((change) => compareReleases(change.in, release) > 0)
  return next === undefined ? now : next.from
}

function linksAt({ techniques, linksChanged }: FullMitigation, release: string): string[] {
  const links = new Set(techniques)
  const later = (linksChanged ?? []).filter((change: LinksChange) => compareReleases(change.in, release) > 0)
  for (const { added = [], removed = [] } of later.toReversed()) {
    for (const id of added) links.delete(id)
    for (const id of removed) links.add(id)
  }
  return [...links].sort()
}
