/** ATLAS data format 3 to 5: lists of objects, in a matrix from 4.0 on, each relation inside one of its two ends. */

import type {
  AtlasFacts,
  AtlasFormat,
  CaseStudyFacts,
  Link,
  MitigationFacts,
  TacticFacts,
  TechniqueFacts,
} from './facts.ts'
import { datesOf, granularities, idOf, idPatterns, type Kind, maturityOf, nameOf, studyTypes } from './objects.ts'
import { at, choiceAt, dateAt, isMap, listAt, quote, type Slips, type Spot, textAt, wordsAt } from './reading.ts'
import { releaseAt } from './release.ts'

const spelling = { attack: 'ATT&CK-reference', created: 'created_date', modified: 'modified_date' } as const

export const listsFormat: AtlasFormat = {
  name: 'ATLAS data of format 3 to 5 (YAML with `matrices`, or with `tactics` and `techniques`)',
  recognises: (root) =>
    Array.isArray(root.matrices) ||
    (Array.isArray(root.tactics) && Array.isArray(root.techniques) && !('format' in root)),
  read,
}

function read(root: Spot, slips: Slips): AtlasFacts {
  const matrices = Array.isArray(at(root, 'matrices').value) ? listAt(root, 'matrices', slips) : [root]
  const all = <Facts>(key: string, kind: Kind, make: (id: string, spot: Spot) => Facts): Facts[] =>
    matrices.flatMap((matrix) => objects(matrix, key, kind, slips, make))
  return {
    release: releaseAt(root, 'version', slips),
    tactics: all('tactics', 'tactic', (id, spot): TacticFacts => common(id, spot, slips)),
    techniques: all('techniques', 'technique', (id, spot) => technique(id, spot, slips)),
    mitigations: all('mitigations', 'mitigation', (id, spot) => mitigation(id, spot, slips)),
    caseStudies: objects(root, 'case-studies', 'case study', slips, (id, spot) => caseStudy(id, spot, slips)),
  }
}

function objects<Facts>(
  spot: Spot,
  key: string,
  kind: Kind,
  slips: Slips,
  make: (id: string, spot: Spot) => Facts,
): Facts[] {
  return listAt(spot, key, slips).flatMap((item) => {
    const id = idOf(at(item, 'id').value, kind, item, slips)
    return id === undefined ? [] : [make(id, item)]
  })
}

function common(id: string, spot: Spot, slips: Slips): TacticFacts {
  return { id, name: nameOf(id, spot, slips), path: spot.path, ...datesOf(spot, spelling, slips) }
}

function technique(id: string, spot: Spot, slips: Slips): TechniqueFacts {
  return {
    ...common(id, spot, slips),
    parent: textAt(spot, 'subtechnique-of', slips),
    tactics: wordsAt(spot, 'tactics', slips),
    maturity: maturityOf(spot, slips),
    platforms: [],
  }
}

/** Some releases have links to techniques in the list of life-cycle phases: they are links all the same. */
function mitigation(id: string, spot: Spot, slips: Slips): MitigationFacts {
  const links = listAt(spot, 'techniques', slips).flatMap((item) => linkOf(item, slips) ?? [])
  const strays: Link[] = []
  const words = (key: string) =>
    wordsAt(spot, key, slips, (item) => {
      const link = isTechniqueLink(item) ? linkOf(item, slips) : undefined
      if (link === undefined) return false
      const message = `${link.technique} stands in '${key}' of ${id}: taken as a link of the mitigation`
      slips.push({ path: item.path, message })
      strays.push(link)
      return true
    })
  return {
    ...common(id, spot, slips),
    category: [...words('tags'), ...words('category')],
    lifecycle: [...words('ML-lifecycle'), ...words('ml-lifecycle')],
    techniques: [...links, ...strays],
  }
}

function isTechniqueLink(item: Spot): boolean {
  const id = at(item, 'id').value
  return typeof id === 'string' && idPatterns.technique.test(id)
}

/** `{id, use}`, or the id alone. */
function linkOf(item: Spot, slips: Slips): Link | undefined {
  const id = isMap(item.value) ? at(item, 'id').value : item.value
  const technique = idOf(id, 'technique', item, slips)
  return technique === undefined ? undefined : { technique, path: item.path }
}

function caseStudy(id: string, spot: Spot, slips: Slips): CaseStudyFacts {
  return {
    id,
    name: nameOf(id, spot, slips),
    path: spot.path,
    type: choiceAt(spot, 'case-study-type', studyTypes, slips),
    date: dateAt(spot, 'incident-date', slips),
    granularity: choiceAt(spot, 'incident-date-granularity', granularities, slips),
    procedure: listAt(spot, 'procedure', slips).flatMap((step) => {
      const technique = textAt(step, 'technique', slips)
      const tactic = textAt(step, 'tactic', slips)
      if (technique !== undefined) return [{ technique, tactic: tactic ?? '', path: step.path }]
      slips.push({ path: step.path, message: `a step of ${quote(id)} names no technique: left out` })
      return []
    }),
    references: listAt(spot, 'references', slips).flatMap((reference) => textAt(reference, 'url', slips) ?? []),
  }
}
