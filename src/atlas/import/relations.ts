/** The relations of format 6: `relationships.<source>.<type>[]`, each with its own `source` and `relationship-type` as well. */

import { idPatterns, type Kind } from './objects.ts'
import { at, entriesAt, isMap, listAt, quote, type Slips, type Spot, textAt } from './reading.ts'

/** What each type leads from and to. A matrix has no pattern: there is one. */
const types = {
  sequences: { from: undefined, to: 'tactic' },
  achieves: { from: 'technique', to: 'tactic' },
  specializes: { from: 'technique', to: 'technique' },
  mitigates: { from: 'mitigation', to: 'technique' },
  employs: { from: 'case study', to: 'technique' },
} as const satisfies Record<string, { from: Kind | undefined; to: Kind }>
type RelationType = keyof typeof types

export interface Relation {
  readonly source: string
  readonly target: string
  readonly type: RelationType
  readonly spot: Spot
}

export interface Relations {
  /** In the order of the file. */
  of(type: RelationType): readonly Relation[]
  from(source: string, type: RelationType): readonly Relation[]
}

export function readRelations(root: Spot, slips: Slips): Relations {
  const all = entriesAt(root, 'relationships', slips).flatMap(({ key, spot }) => {
    if (!isMap(spot.value)) {
      slips.push({ path: spot.path, message: `the relations of ${quote(key)} are no lists by type: left out` })
      return []
    }
    return Object.keys(spot.value).flatMap((list) =>
      listAt(spot, list, slips).flatMap((item) => relation(key, list, item, slips) ?? []),
    )
  })
  const bySource = grouped(all, ({ source, type }) => `${type} ${source}`)
  const byType = grouped(all, ({ type }) => type)
  return { of: (type) => byType.get(type) ?? [], from: (source, type) => bySource.get(`${type} ${source}`) ?? [] }
}

function grouped(relations: readonly Relation[], keyOf: (relation: Relation) => string): Map<string, Relation[]> {
  const groups = new Map<string, Relation[]>()
  for (const relation of relations) {
    const group = groups.get(keyOf(relation))
    if (group === undefined) groups.set(keyOf(relation), [relation])
    else group.push(relation)
  }
  return groups
}

/** Where the entry says itself what it is, a wrong list does not change that. */
function relation(key: string, list: string, item: Spot, slips: Slips): Relation | undefined {
  const target = textAt(item, 'target', slips)
  const stated = textAt(item, 'relationship-type', slips)
  const type = stated ?? list
  const source = textAt(item, 'source', slips) ?? key
  const leftOut = (message: string): undefined => {
    slips.push({ path: item.path, message: `${message}: left out` })
  }
  if (target === undefined) return leftOut(`a relation of ${quote(key)} has no target`)
  if (!Object.hasOwn(types, type)) return leftOut(`${quote(type)} is no type of relation`)
  const { from, to } = types[type as RelationType]
  if (from !== undefined && !idPatterns[from].test(source))
    return leftOut(`${quote(source)} cannot be what '${type}' leads from`)
  if (!idPatterns[to].test(target)) return leftOut(`${quote(target)} cannot be what '${type}' leads to`)
  if (type !== list)
    slips.push({
      path: at(item, 'relationship-type').path,
      message: `a relation '${type}' stands in the list '${list}': taken as '${type}'`,
    })
  if (source !== key)
    slips.push({
      path: at(item, 'source').path,
      message: `a relation of ${quote(source)} stands under ${quote(key)}: taken as one of ${quote(source)}`,
    })
  return { source, target, type: type as RelationType, spot: item }
}
