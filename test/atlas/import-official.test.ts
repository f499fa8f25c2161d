/** MITRE's own files, which lie beside this repository where they may: else these tests show as skipped. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CatalogDiff, diffCatalogs } from '../../src/atlas/diff.ts'
import { catalogAt } from '../../src/atlas/history.ts'
import { compiled, root } from './compiled.ts'
import { bundled, imported, told } from './importing.ts'

const folder = join(root, '..', 'shared', 'atlas', 'releases')
const fileOf = (release: string) => join(folder, `ATLAS-${release}.yaml`)
const official = (release: string) => imported(readFileSync(fileOf(release)), `ATLAS-${release}.yaml`)

/** Release → tactics, techniques with sub-techniques, mitigations, case studies, as MITRE's tags have them. */
const counts = {
  '3.0.0': [12, 63, 0, 15],
  '4.4.0': [12, 67, 19, 17],
  '4.9.0': [15, 115, 26, 32],
  '5.4.0': [16, 155, 35, 52],
  '5.6.1': [16, 170, 35, 57],
  '2026.09': [16, 208, 40, 73],
} as const

/** Everything that is wrong in them. */
const slips: Readonly<Record<string, readonly string[]>> = {
  '4.4.0': ['1429:5 ATT&CK T1159 has a link to T1059: T1159 is taken'],
  '4.9.0': [
    "2961:7 AML.T0018.001 stands in 'ml-lifecycle' of AML.M0016: taken as a link of the mitigation",
    "2964:7 AML.T0018.002 stands in 'ml-lifecycle' of AML.M0016: taken as a link of the mitigation",
  ],
  '5.4.0': [
    '3477:7 AML.M0002 names AML.T0043.001 twice: one is taken',
    '3596:7 AML.M0004 names AML.T0043.001 twice: one is taken',
  ],
  '5.6.1': [
    '2:1 the file states release 5.6.0, its name 5.6.1: 5.6.1 is taken',
    '4053:7 AML.M0002 names AML.T0043.001 twice: one is taken',
    '4172:7 AML.M0004 names AML.T0043.001 twice: one is taken',
    "4787:7 AML.T0052.001 stands in 'ml-lifecycle' of AML.M0018: taken as a link of the mitigation",
    "5404:7 AML.T0052.001 stands in 'ml-lifecycle' of AML.M0034: taken as a link of the mitigation",
  ],
}

describe.each(Object.entries(counts))('ATLAS %s', (release, expected) => {
  test.skipIf(!existsSync(fileOf(release)))('has as many objects as MITRE counts', () => {
    const { catalog } = official(release)
    const { tactics, techniques, mitigations, caseStudies } = catalog
    expect([tactics.length, techniques.size, mitigations.size, caseStudies.size]).toEqual(expected)
    expect(catalog.release).toBe(release)
  })

  test.skipIf(!existsSync(fileOf(release)))('has these slips, and all are told', () => {
    const result = official(release)
    expect(result.slips.map(told)).toEqual(slips[release] ?? [])
    expect(result.notes.filter((note) => !note.includes('states no maturity'))).toEqual([])
  })

  test.skipIf(!existsSync(fileOf(release)))('is what the history says of it', () => {
    const diff = diffCatalogs(catalogAt(bundled, release), official(release).catalog)
    expect(changesIn(diff)).toEqual(historyGaps[release] ?? [])
  })

  test.skipIf(!existsSync(fileOf(release)))('can be written and read back', () => {
    const { json } = official(release)
    const again = imported(JSON.stringify(json), 'out.json')
    expect(again.json).toEqual(json)
    expect(again.slips).toEqual([])
  })
})

/** What the history does not know: two techniques had other tactics long ago. */
const historyGaps: Readonly<Record<string, readonly string[]>> = {
  '3.0.0': ['AML.T0015 AML.TA0004,AML.TA0007,AML.TA0011 AML.TA0007,AML.TA0011'],
  '4.9.0': ['AML.T0012 AML.TA0004,AML.TA0012 AML.TA0004'],
}

function changesIn({ techniques, tactics, mitigations, links, caseStudies }: CatalogDiff): string[] {
  const all = [techniques, tactics, mitigations, caseStudies].flatMap((part) => Object.values(part).flat())
  return [...all, ...links].map((change) => Object.values(change).join(' '))
}

test.skipIf(!existsSync(fileOf('2026.09')))('2026.09 imported is the bundled catalog, but for its source', () => {
  const { json } = official('2026.09')
  // Both have seen JSON, in which a field that is undefined is none.
  expect(JSON.parse(JSON.stringify({ ...json, source: '' }))).toEqual(
    JSON.parse(JSON.stringify({ ...(compiled.full as object), source: '' })),
  )
})
