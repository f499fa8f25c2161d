/** A compiled catalog as `catalog import` writes it. Its facts take the same way as those of any other file: it may have been edited. */

import { maturities } from '../catalog.ts'
import { format } from '../read.ts'
import type {
  AtlasFacts,
  AtlasFormat,
  CaseStudyFacts,
  MitigationFacts,
  ObjectFacts,
  TacticFacts,
  TechniqueFacts,
} from './facts.ts'
import { granularities, idOf, type Kind, parentId, studyTypes } from './objects.ts'
import { at, choiceAt, dateAt, isMap, listAt, quote, type Slips, type Spot, textAt, wordsAt } from './reading.ts'
import { releaseAt } from './release.ts'

export const compiledFormat: AtlasFormat = {
  name: 'a compiled catalog (JSON, written by `atlaslint catalog import`)',
  recognises: (root) => root.format === format && isMap(root.slim),
  read,
}

function read(root: Spot, slips: Slips): AtlasFacts {
  const slim = at(root, 'slim')
  const rows = <Facts>(
    key: string,
    kind: Kind,
    make: (object: ObjectFacts, row: Spot, details: Spot) => Facts,
  ): Facts[] =>
    listAt(slim, key, slips).flatMap((row) => {
      const id = idOf(at(row, 0).value, kind, row, slips)
      if (id === undefined) return []
      const details = at(at(root, key), id)
      const name = kind === 'case study' ? at(details, 'name') : at(row, 1)
      return [make({ id, name: textOf(name, slips) ?? id, path: row.path }, row, details)]
    })
  const source = textAt(root, 'source', slips)
  return {
    release: releaseAt(slim, 'release', slips),
    ...(source === undefined ? {} : { source }),
    tactics: rows('tactics', 'tactic', (object, _, details): TacticFacts => ({ ...object, ...dates(details, slips) })),
    techniques: rows('techniques', 'technique', (object, row, details) =>
      technique(object, row, details, at(slim, 'tactics'), slips),
    ),
    mitigations: rows('mitigations', 'mitigation', (object, row, details) =>
      mitigation(object, row, details, at(slim, 'techniques'), slips),
    ),
    caseStudies: rows('caseStudies', 'case study', (object, _, details) => caseStudy(object, details, slips)),
  }
}

function textOf({ value, path }: Spot, slips: Slips): string | undefined {
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  slips.push({ path, message: 'a name is missing: the id stands for it' })
  return undefined
}

function dates(details: Spot, slips: Slips) {
  return {
    attack: textAt(details, 'attack', slips),
    created: dateAt(details, 'created', slips),
    modified: dateAt(details, 'modified', slips),
  }
}

/** The objects of a list that a row points to by their positions; a position that leads nowhere is left out. */
function pointed(row: Spot, column: number, list: Spot, slips: Slips): { id: string; spot: Spot }[] {
  return itemsOf(at(row, column), slips).flatMap((spot) => {
    const id = typeof spot.value === 'number' ? at(at(list, spot.value), 0).value : undefined
    if (typeof id === 'string') return [{ id, spot }]
    slips.push({ path: spot.path, message: `there is nothing at position ${quote(spot.value)}: left out` })
    return []
  })
}

function itemsOf({ value, path }: Spot, slips: Slips): Spot[] {
  if (Array.isArray(value)) return value.map((item, index) => ({ value: item, path: [...path, index] }))
  slips.push({ path, message: 'a list of positions is missing' })
  return []
}

function technique(object: ObjectFacts, row: Spot, details: Spot, tactics: Spot, slips: Slips): TechniqueFacts {
  const position = at(row, 3).value
  return {
    ...object,
    ...dates(details, slips),
    parent: parentId(object.id),
    tactics: pointed(row, 2, tactics, slips).map(({ id }) => id),
    maturity: typeof position === 'number' ? maturities[position] : undefined,
    platforms: wordsAt(details, 'platforms', slips),
  }
}

function mitigation(object: ObjectFacts, row: Spot, details: Spot, techniques: Spot, slips: Slips): MitigationFacts {
  return {
    ...object,
    ...dates(details, slips),
    category: wordsAt(details, 'category', slips),
    lifecycle: wordsAt(details, 'lifecycle', slips),
    techniques: pointed(row, 4, techniques, slips).map(({ id, spot }) => ({ technique: id, path: spot.path })),
  }
}

function caseStudy(object: ObjectFacts, details: Spot, slips: Slips): CaseStudyFacts {
  return {
    ...object,
    type: choiceAt(details, 'type', studyTypes, slips),
    date: dateAt(details, 'date', slips),
    granularity: choiceAt(details, 'granularity', granularities, slips),
    procedure: listAt(details, 'procedure', slips).map((step) => ({
      technique: textAt(step, 'technique', slips) ?? '',
      tactic: textAt(step, 'tactic', slips) ?? '',
      path: step.path,
    })),
    references: wordsAt(details, 'references', slips),
  }
}
