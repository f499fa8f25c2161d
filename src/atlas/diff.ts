/** What changed from one ATLAS release to another. Either may be older: then what came is what is not there yet. */

import type { Catalog, Maturity, Technique } from './catalog.ts'
import type { FullCatalog } from './full.ts'
import { catalogAt } from './history.ts'

export interface Changed<Value> {
  readonly id: string
  readonly from: Value
  readonly to: Value
}

export interface Gone {
  readonly id: string
  readonly name: string
  /** The id that stands for it in the other catalog; undefined: none does. */
  readonly successor: string | undefined
}

export interface CatalogDiff {
  readonly from: string
  readonly to: string
  readonly tactics: {
    readonly added: readonly string[]
    readonly removed: readonly string[]
    readonly renamed: readonly Changed<string>[]
  }
  readonly techniques: {
    readonly added: readonly Technique[]
    readonly retired: readonly Gone[]
    /** By full name: the name of a parent is part of its sub-techniques' names, but renames only the parent. */
    readonly renamed: readonly Changed<string>[]
    readonly maturity: readonly Changed<Maturity>[]
    /** A sub-technique has the tactics of its parent and is not listed. */
    readonly tactics: readonly Changed<readonly string[]>[]
  }
  readonly mitigations: {
    readonly added: readonly string[]
    readonly removed: readonly string[]
    readonly renamed: readonly Changed<string>[]
  }
  readonly links: readonly LinksDiff[]
  readonly caseStudies: { readonly added: readonly string[]; readonly removed: readonly string[] }
}

export interface LinksDiff {
  readonly mitigation: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

export function diffCatalogs(from: Catalog, to: Catalog): CatalogDiff {
  const both = [...to.techniques.values()].flatMap((now) => {
    const before = from.techniques.get(now.id)
    return before === undefined ? [] : [{ before, now }]
  })
  const changes = <Value>(
    value: (technique: Technique) => Value,
    same: (one: Value, other: Value) => boolean,
  ): Changed<Value>[] =>
    both
      .map(({ before, now }) => ({ id: now.id, from: value(before), to: value(now) }))
      .filter((change) => !same(change.from, change.to))
  return {
    from: from.release,
    to: to.release,
    tactics: objectDiff(byId(from.tactics), byId(to.tactics)),
    techniques: {
      added: missing(to.techniques, from.techniques).flatMap((id) => to.techniques.get(id) ?? []),
      retired: missing(from.techniques, to.techniques).map((id) => gone(id, from, to)),
      renamed: changes(({ name }) => name, Object.is),
      maturity: changes(({ maturity }) => maturity, Object.is),
      tactics: changes(({ parent, tactics }) => (parent === undefined ? tactics : []), sameSet),
    },
    mitigations: objectDiff(from.mitigations, to.mitigations),
    links: linkDiffs(from, to),
    caseStudies: {
      added: missing(to.caseStudies, from.caseStudies),
      removed: missing(from.caseStudies, to.caseStudies),
    },
  }
}

/** True when nothing at all changed. */
export function isEmpty(diff: CatalogDiff): boolean {
  const lists = [diff.tactics, diff.techniques, diff.mitigations, diff.caseStudies].flatMap((part) =>
    Object.values(part),
  )
  return [...lists, diff.links].every((list) => list.length === 0)
}

/** Techniques added or changed after a release, by the catalog's history; undefined where it does not know the release. */
export function changedSince(full: FullCatalog, release: string): ReadonlySet<string> | undefined {
  if (!full.releases.includes(release)) return undefined
  const { added, renamed, maturity, tactics } = diffCatalogs(catalogAt(full, release), full).techniques
  return new Set([added, renamed, maturity, tactics].flatMap((list) => list.map(({ id }) => id)))
}

function gone(id: string, from: Catalog, to: Catalog): Gone {
  const successor = to.retired.get(id)?.successor
  return {
    id,
    name: from.techniques.get(id)?.fullName ?? id,
    successor: to.techniques.has(successor ?? '') ? successor : undefined,
  }
}

type Named = ReadonlyMap<string, { readonly name: string }>

function objectDiff(from: Named, to: Named) {
  const renamed = [...to].flatMap(([id, { name }]) => {
    const before = from.get(id)?.name
    return before === undefined || before === name ? [] : [{ id, from: before, to: name }]
  })
  return { added: missing(to, from), removed: missing(from, to), renamed }
}

/** Links of mitigations that both have; those of a new one came with it. */
function linkDiffs(from: Catalog, to: Catalog): LinksDiff[] {
  return [...to.mitigations.values()].flatMap(({ id, techniques }) => {
    const before = from.mitigations.get(id)
    if (before === undefined) return []
    const then = new Set(before.techniques)
    const now = new Set(techniques)
    const added = techniques.filter((technique) => !then.has(technique))
    const removed = before.techniques.filter((technique) => !now.has(technique))
    return added.length + removed.length === 0 ? [] : [{ mitigation: id, added, removed }]
  })
}

/** Ids of the first that the second does not have. */
function missing(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  return [...one.keys()].filter((id) => !other.has(id))
}

function byId<Value extends { readonly id: string }>(objects: readonly Value[]): Map<string, Value> {
  return new Map(objects.map((object) => [object.id, object]))
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item))
}
