/** Facts of a file → a compiled catalog: with our classes of mitigations, and the history as far as we know it. */

import type { Maturity } from '../catalog.ts'
import type { Change, FullCatalog, LinksChange, Past } from '../full.ts'
import { retiredAt } from '../history.ts'
import { format } from '../read.ts'
import { compareReleases } from '../releases.ts'
import type { AtlasFacts, CaseStudyFacts, TechniqueFacts } from './facts.ts'
import { slimJson } from './slim.ts'

/** What a mitigation without a class of ours counts as: it never cuts. */
const unclassed = {
  class: 'governs',
  defends: 'any',
  reason: 'Not reviewed: nobody has said yet what it stops, so it stops nothing.',
} as const

export interface Edition extends AtlasFacts {
  readonly release: string
}

/** The value that `readFullCatalog` reads. `base` is the bundled catalog. */
export function compile(facts: Edition, source: string, base: FullCatalog) {
  const { release, tactics } = facts
  const techniques = facts.techniques.map((technique) => ({ ...technique, maturity: maturityIn(technique, base) }))
  const mitigations = facts.mitigations.map((mitigation) => ({
    ...mitigation,
    ...classOf(mitigation.id, base),
    techniques: mitigation.techniques.map((link) => link.technique),
  }))
  const retired = retiredIn(facts, base)
  const past = pastFor(release, base)
  return {
    format,
    source,
    slim: slimJson({ release, tactics, techniques, mitigations, caseStudies: facts.caseStudies, retired }),
    releases: past.releases,
    tactics: details(tactics, (tactic) => ({
      ...datesOf(tactic),
      ...past.object(tactic, find(base.tactics, tactic.id)),
    })),
    techniques: details(techniques, (technique) => ({
      platforms: technique.platforms,
      ...datesOf(technique),
      ...past.technique(technique, base.techniques.get(technique.id) ?? base.retired.get(technique.id)),
    })),
    mitigations: details(mitigations, (mitigation) => ({
      category: mitigation.category,
      lifecycle: mitigation.lifecycle,
      reason: mitigation.reason,
      ...datesOf(mitigation),
      ...past.mitigation(mitigation, base.mitigations.get(mitigation.id)),
    })),
    caseStudies: details(facts.caseStudies, (study) => ({
      ...studyOf(study, base),
      ...past.object(study, base.caseStudies.get(study.id)),
    })),
    retired: Object.fromEntries(
      [...retired].map(([id, { name: _, after: __, successor: ___, ...rest }]) => [id, rest]),
    ),
  }
}

function details<Facts extends { readonly id: string }>(
  objects: readonly Facts[],
  of: (object: Facts) => object,
): Record<string, object> {
  return Object.fromEntries(objects.map((object) => [object.id, of(object)]))
}

function find<Value extends { readonly id: string }>(objects: readonly Value[], id: string): Value | undefined {
  return objects.find((object) => object.id === id)
}

function datesOf({ attack, created, modified }: Pick<TechniqueFacts, 'attack' | 'created' | 'modified'>) {
  return { ...(attack === undefined ? {} : { attack }), created: created ?? '', modified: modified ?? '' }
}

/** Before 5.0.0 ATLAS told no maturity: then it is the first that it told, and the least where it never did. */
function maturityIn({ id, maturity }: TechniqueFacts, base: FullCatalog): Maturity {
  const known = base.techniques.get(id)
  return (
    maturity ?? known?.maturityChanged?.[0]?.from ?? known?.maturity ?? base.retired.get(id)?.maturity ?? 'feasible'
  )
}

function classOf(id: string, base: FullCatalog) {
  const { class: effect, defends, reason } = base.mitigations.get(id) ?? unclassed
  return { class: effect, defends, reason }
}

function studyOf({ id, name, type, date, granularity, procedure, references }: CaseStudyFacts, base: FullCatalog) {
  const known = base.caseStudies.get(id)
  return {
    name,
    type: type ?? known?.type ?? 'incident',
    date: date ?? '',
    granularity: granularity ?? known?.granularity ?? 'DATE',
    procedure: procedure.map(({ technique, tactic }) => ({ technique, tactic })),
    references,
  }
}

/** Those retired by then; where the file is newer than what we know, also those of ours that it does not have any more. */
function retiredIn(facts: Edition, base: FullCatalog) {
  const ids = new Set(facts.techniques.map(({ id }) => id))
  const retired = new Map([...retiredAt(base, facts.release)].filter(([id]) => !ids.has(id)))
  if (compareReleases(facts.release, base.release) <= 0) return retired
  for (const { id, fullName, tactics, maturity, attack, created, modified, added } of base.techniques.values()) {
    const dated = { ...(attack === undefined ? {} : { attack }), created, modified }
    if (!ids.has(id))
      retired.set(id, { name: fullName, after: base.release, successor: undefined, tactics, maturity, added, ...dated })
  }
  return retired
}

interface Known extends Past {
  readonly name: string
}

/** The history of each object up to the release, and what the file changes where it is the newer one. */
function pastFor(release: string, base: FullCatalog) {
  const isNewer = compareReleases(release, base.release) > 0
  const upTo = <One extends { readonly in: string }>(
    changes: readonly One[] | undefined,
    news: readonly One[],
  ): readonly One[] => [
    ...(changes ?? []).filter((change) => compareReleases(change.in, release) <= 0),
    ...(isNewer ? news : []),
  ]
  const change = <Value>(from: Value, to: Value): Change<Value>[] =>
    JSON.stringify(from) === JSON.stringify(to) ? [] : [{ in: release, from }]
  const object = ({ name }: { readonly name: string }, known: Known | undefined) => ({
    added: known === undefined || compareReleases(known.added, release) > 0 ? release : known.added,
    ...list('renamed', upTo(known?.renamed, known === undefined ? [] : change(known.name, name))),
  })
  return {
    releases: [...base.releases.filter((one) => compareReleases(one, release) < 0), release],
    object,
    technique(
      technique: TechniqueFacts & { readonly maturity: Maturity },
      known: (Known & Partial<KnownTechnique>) | undefined,
    ) {
      const { maturity, parent } = technique
      const tactics =
        known?.tactics === undefined || parent !== undefined ? [] : change(known.tactics, technique.tactics)
      return {
        ...object(technique, known),
        ...list(
          'maturityChanged',
          upTo(known?.maturityChanged, known?.maturity === undefined ? [] : change(known.maturity, maturity)),
        ),
        ...list('tacticsChanged', upTo(known?.tacticsChanged, tactics)),
      }
    },
    mitigation(
      mitigation: { readonly name: string; readonly techniques: readonly string[] },
      known: (Known & KnownLinks) | undefined,
    ) {
      const links = known === undefined ? [] : linksChange(release, known.techniques, mitigation.techniques)
      return { ...object(mitigation, known), ...list('linksChanged', upTo(known?.linksChanged, links)) }
    },
  }
}

interface KnownTechnique {
  readonly tactics: readonly string[]
  readonly maturity: Maturity
  readonly maturityChanged?: readonly Change<Maturity>[]
  readonly tacticsChanged?: readonly Change<readonly string[]>[]
}

interface KnownLinks {
  readonly techniques: readonly string[]
  readonly linksChanged?: readonly LinksChange[]
}

function linksChange(release: string, before: readonly string[], now: readonly string[]): LinksChange[] {
  const added = now.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !now.includes(id))
  if (added.length + removed.length === 0) return []
  return [{ in: release, ...list('added', added), ...list('removed', removed) }]
}

/** Nothing where there is nothing to list. */
function list<Name extends string, Item>(name: Name, items: readonly Item[]): { [Key in Name]?: readonly Item[] } {
  return items.length === 0 ? {} : ({ [name]: items } as { [Key in Name]: readonly Item[] })
}
