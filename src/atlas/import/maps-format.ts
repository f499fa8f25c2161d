/** ATLAS data format 6: objects by id, and every relation in one map of its own. */

import type { AtlasFacts, AtlasFormat, CaseStudyFacts, MitigationFacts, TacticFacts, TechniqueFacts } from './facts.ts'
import { datesOf, granularities, idOf, type Kind, maturityOf, nameOf, studyTypes } from './objects.ts'
import {
  at,
  choiceAt,
  dateAt,
  entriesAt,
  isMap,
  listAt,
  quote,
  type Slips,
  type Spot,
  textAt,
  wordsAt,
} from './reading.ts'
import { type Relation, type Relations, readRelations } from './relations.ts'
import { releaseAt } from './release.ts'

const spelling = { attack: 'attack-reference', created: 'created-date', modified: 'modified-date' } as const

export const mapsFormat: AtlasFormat = {
  name: 'ATLAS data of format 6 (YAML with `format-version` and `relationships`)',
  recognises: (root) => 'format-version' in root && isMap(root.techniques),
  read,
}

function read(root: Spot, slips: Slips): AtlasFacts {
  const relations = readRelations(root, slips)
  const all = <Facts>(key: string, kind: Kind, make: (id: string, spot: Spot) => Facts): Facts[] =>
    objects(root, key, kind, slips, make)
  return {
    release: releaseAt(at(root, 'collection'), 'version', slips),
    tactics: inOrder(
      all('tactics', 'tactic', (id, spot): TacticFacts => common(id, spot, slips)),
      relations.of('sequences'),
      slips,
    ),
    techniques: all('techniques', 'technique', (id, spot) => technique(id, spot, relations, slips)),
    mitigations: all('mitigations', 'mitigation', (id, spot) => mitigation(id, spot, relations, slips)),
    caseStudies: all('case-studies', 'case study', (id, spot) => caseStudy(id, spot, relations, slips)),
  }
}

/** The key is the id; where the object says another one, it is the key that the relations use. */
function objects<Facts>(
  root: Spot,
  key: string,
  kind: Kind,
  slips: Slips,
  make: (id: string, spot: Spot) => Facts,
): Facts[] {
  return entriesAt(root, key, slips).flatMap(({ key: written, spot }) => {
    const id = idOf(written, kind, spot, slips)
    if (id === undefined) return []
    const own = at(spot, 'id')
    if (own.value !== undefined && own.value !== id) {
      slips.push({ path: own.path, message: `${id} says that its id is ${quote(own.value)}: ${id} is taken` })
    }
    return [make(id, spot)]
  })
}

function common(id: string, spot: Spot, slips: Slips): TacticFacts {
  return { id, name: nameOf(id, spot, slips), path: spot.path, ...datesOf(spot, spelling, slips) }
}

function technique(id: string, spot: Spot, relations: Relations, slips: Slips): TechniqueFacts {
  return {
    ...common(id, spot, slips),
    parent: relations.from(id, 'specializes')[0]?.target,
    tactics: relations.from(id, 'achieves').map(({ target }) => target),
    maturity: maturityOf(spot, slips),
    platforms: wordsAt(spot, 'platforms', slips),
  }
}

function mitigation(id: string, spot: Spot, relations: Relations, slips: Slips): MitigationFacts {
  return {
    ...common(id, spot, slips),
    category: wordsAt(spot, 'categories', slips),
    lifecycle: wordsAt(spot, 'lifecycle-phases', slips),
    techniques: relations.from(id, 'mitigates').map(({ target, spot: { path } }) => ({ technique: target, path })),
  }
}

function caseStudy(id: string, spot: Spot, relations: Relations, slips: Slips): CaseStudyFacts {
  return {
    id,
    name: nameOf(id, spot, slips),
    path: spot.path,
    type: choiceAt(spot, 'type', studyTypes, slips),
    date: dateAt(spot, 'date', slips),
    granularity: choiceAt(spot, 'date-granularity', granularities, slips),
    procedure: relations.from(id, 'employs').map(({ target, spot: step }) => ({
      technique: target,
      tactic: textAt(step, 'tactic', slips) ?? '',
      path: step.path,
    })),
    references: listAt(spot, 'references', slips).flatMap((reference) => textAt(reference, 'url', slips) ?? []),
  }
}

/** The matrix numbers its tactics; one without a number comes last. */
function inOrder(tactics: readonly TacticFacts[], sequence: readonly Relation[], slips: Slips): TacticFacts[] {
  const positions = new Map<string, number>()
  for (const { target, spot } of sequence) {
    const position = at(spot, 'position').value
    if (typeof position === 'number' && !positions.has(target)) positions.set(target, position)
    else slips.push({ path: spot.path, message: `${quote(target)} has no position of its own in the matrix` })
  }
  for (const { id, path } of tactics) {
    if (!positions.has(id)) slips.push({ path, message: `${id} has no place in the matrix: it comes last` })
  }
  const position = ({ id }: TacticFacts) => positions.get(id) ?? Number.MAX_SAFE_INTEGER
  return tactics.toSorted((one, other) => position(one) - position(other))
}
