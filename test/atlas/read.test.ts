import { describe, expect, test } from 'vitest'
import { caseStudiesWith, knownDate, readFullCatalog } from '../../src/atlas/full.ts'
import { readCatalog } from '../../src/atlas/read.ts'
import { onTarget, parentOf, tacticOrder } from '../../src/atlas/tactics.ts'
import { compiled } from './compiled.ts'

const catalog = readCatalog(compiled.slim)
const full = readFullCatalog(compiled.full)

function technique(id: string) {
  const found = catalog.techniques.get(id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

describe('slim catalog', () => {
  test('is all of ATLAS 2026.09', () => {
    expect(catalog.release).toBe('2026.09')
    expect(catalog.tactics).toHaveLength(16)
    expect(catalog.techniques.size).toBe(208)
    expect(catalog.mitigations.size).toBe(40)
    expect(catalog.retired.size).toBe(4)
  })

  test('lists tactics in the order of the matrix', () => {
    expect(catalog.tactics[0]).toEqual({ id: 'AML.TA0002', name: 'Reconnaissance' })
    expect(catalog.tactics.at(-1)).toEqual({ id: 'AML.TA0011', name: 'Impact' })
  })

  test('gives a sub-technique its parent, its full name and the tactics of its parent', () => {
    const indirect = technique('AML.T0051.001')
    expect(indirect.fullName).toBe('LLM Prompt Injection: Indirect')
    expect(indirect.name).toBe('Indirect')
    expect(indirect.parent).toBe('AML.T0051')
    expect(indirect.tactics).toEqual(technique('AML.T0051').tactics)
    expect(technique('AML.T0051')).toMatchObject({ parent: undefined, fullName: 'LLM Prompt Injection' })
  })

  test('gives a sub-technique its own mitigations and those of its parent', () => {
    expect(technique('AML.T0006.000').mitigations).toEqual(['AML.M0019', 'AML.M0032', 'AML.M0039'])
    expect(technique('AML.T0006').mitigations).toEqual(['AML.M0019', 'AML.M0032', 'AML.M0039'])
  })

  test('gives a sub-technique without own mitigations those of its parent', () => {
    const linked = [...catalog.mitigations.values()].flatMap((mitigation) => mitigation.techniques)
    expect(linked).not.toContain('AML.T0091.001')
    expect(technique('AML.T0091.001').mitigations).toEqual(['AML.M0019'])
    expect(technique('AML.T0113').mitigations).toEqual([])
  })

  test('counts the case studies with exactly that id', () => {
    for (const { id, incidents } of catalog.techniques.values())
      expect(incidents, id).toBe(caseStudiesWith(full, id).length)
    expect(technique('AML.T0000').incidents).toBe(8)
    expect(technique('AML.T0000.000').incidents).toBe(0)
  })

  test('carries maturity, class and what a mitigation defends', () => {
    expect(technique('AML.T0000').maturity).toBe('realized')
    expect(technique('AML.T0133').maturity).toBe('feasible')
    expect(catalog.mitigations.get('AML.M0004')).toMatchObject({ class: 'limits', defends: 'any' })
    expect(catalog.mitigations.get('AML.M0003')).toMatchObject({ class: 'limits', defends: 'predictive' })
    expect(catalog.mitigations.get('AML.M0020')).toMatchObject({ class: 'prevents', defends: 'generative' })
    expect(catalog.mitigations.get('AML.M0024')?.class).toBe('detects')
    expect(catalog.mitigations.get('AML.M0035')?.class).toBe('governs')
  })

  test('refuses another format', () => {
    expect(() => readCatalog({ format: 99 })).toThrow('expected format 2, found 99')
    expect(() => readCatalog(undefined)).toThrow('found undefined')
    expect(() => readFullCatalog([])).toThrow('found undefined')
  })
})

describe('full catalog', () => {
  test('is the slim one and more', () => {
    for (const [id, slim] of catalog.techniques) expect(full.techniques.get(id)).toMatchObject(slim)
    for (const [id, slim] of catalog.mitigations) expect(full.mitigations.get(id)).toMatchObject(slim)
    expect(full.caseStudies.size).toBe(73)
    expect(full.releases.at(-1)).toBe('2026.09')
  })

  test('knows the past of tactics', () => {
    expect(full.tactics[2]).toMatchObject({
      id: 'AML.TA0001',
      name: 'AI Attack Adaptation',
      added: '3.0.0',
      created: '2021-05-13',
      renamed: [
        { in: '4.9.0', from: 'ML Attack Staging' },
        { in: '2026.09', from: 'AI Attack Staging' },
      ],
    })
  })

  test('knows dates, platforms, ATT&CK ids and history', () => {
    expect(full.techniques.get('AML.T0020')).toMatchObject({
      added: '3.0.0',
      modified: '2026-07-31',
      platforms: ['Predictive AI', 'Generative AI', 'Agentic AI'],
      renamed: [{ in: '2026.09', from: 'Poison Training Data' }],
      tacticsChanged: [{ in: '2026.09', from: ['AML.TA0003', 'AML.TA0006'] }],
    })
    expect(full.techniques.get('AML.T0000')).toMatchObject({
      attack: 'T1596',
      maturityChanged: [{ in: '2026.09', from: 'demonstrated' }],
    })
    expect(full.mitigations.get('AML.M0014')?.linksChanged?.at(-1)).toEqual({ in: '2026.09', removed: ['AML.T0019'] })
    expect(full.retired.get('AML.T0104')).toMatchObject({ added: '5.4.0', after: '2026.06', maturity: 'realized' })
  })

  test('tells case studies as steps, with as much of the date as is known', () => {
    const study = full.caseStudies.get('AML.CS0021')
    if (study === undefined) throw new Error('no AML.CS0021')
    expect(study.procedure[0]).toEqual({ technique: 'AML.T0065', tactic: 'AML.TA0001' })
    expect(study.procedure).toHaveLength(7)
    expect(knownDate(study)).toBe('2023-05')
    expect(caseStudiesWith(full, 'AML.T0065').map(({ id }) => id)).toContain('AML.CS0021')
  })
})

describe('tactics', () => {
  test('order follows the matrix, unknown ones last', () => {
    expect(tacticOrder(catalog, 'AML.TA0002')).toBe(0)
    expect(tacticOrder(catalog, 'AML.TA0011')).toBe(15)
    expect(tacticOrder(catalog, 'AML.TA9999')).toBe(16)
  })

  test('parentOf gives the technique above', () => {
    expect(parentOf(catalog, technique('AML.T0051.001'))).toBe(technique('AML.T0051'))
    expect(parentOf(catalog, technique('AML.T0051'))).toBeUndefined()
  })

  test('a technique is on target when one tactic is not on the attacker’s side', () => {
    expect(onTarget(technique('AML.T0065'))).toBe(false)
    expect(onTarget(technique('AML.T0006.000'))).toBe(false)
    expect(onTarget(technique('AML.T0115.002'))).toBe(false)
    expect(onTarget(technique('AML.T0018.003'))).toBe(true)
    expect(onTarget(technique('AML.T0051.001'))).toBe(true)
  })
})
