import { describe, expect, test } from 'vitest'
import { readCatalog } from '../../src/atlas/read.ts'
import { nearestIds, resolveMitigation, resolveTechnique } from '../../src/atlas/resolve.ts'
import { compiled } from './compiled.ts'

const catalog = readCatalog(compiled.slim)

/** The ids suggested for an unknown technique. */
function suggested(id: string) {
  const resolved = resolveTechnique(catalog, id)
  return resolved.status === 'unknown' ? resolved.nearest : resolved.status
}

describe('techniques', () => {
  test('a current id is found', () => {
    const resolved = resolveTechnique(catalog, 'AML.T0051.001')
    expect(resolved).toEqual({ status: 'found', value: catalog.techniques.get('AML.T0051.001') })
  })

  test('a retired id leads to its successor', () => {
    expect(resolveTechnique(catalog, 'AML.T0104')).toEqual({
      status: 'retired',
      id: 'AML.T0104',
      name: 'Publish Poisoned AI Agent Tool',
      after: '2026.06',
      successor: catalog.techniques.get('AML.T0115.002'),
    })
    expect(catalog.techniques.get('AML.T0115.002')?.name).toBe('AI Agent Tools')
  })

  test('a retired id without successor says so', () => {
    const retired = new Map([['AML.T9000', { name: 'Gone', after: '5.6.1', successor: undefined }]])
    const resolved = resolveTechnique({ ...catalog, retired }, 'AML.T9000')
    expect(resolved).toMatchObject({ status: 'retired', name: 'Gone', successor: undefined })
  })

  test('an id in another spelling suggests just the right one', () => {
    for (const written of ['aml.t0051.001', 'T0051.1', 'AML-T0051.001', ' AML.T51.001 ', 'AML.T0051/001'])
      expect(suggested(written), written).toEqual(['AML.T0051.001'])
  })

  test('an unknown sub-technique suggests its parent first', () => {
    expect(suggested('AML.T0051.007')).toEqual(['AML.T0051', 'AML.T0051.000', 'AML.T0051.001'])
  })

  test('a slip suggests the nearest ids', () => {
    expect(suggested('AML.T0115.0022')).toContain('AML.T0115.002')
    expect(suggested('AML.TT0051')).toContain('AML.T0051')
  })

  test('something else suggests nothing', () => {
    expect(suggested('prompt injection')).toEqual([])
    expect(suggested('')).toEqual([])
  })
})

describe('mitigations', () => {
  test('a current id is found', () => {
    expect(resolveMitigation(catalog, 'AML.M0020')).toEqual({
      status: 'found',
      value: catalog.mitigations.get('AML.M0020'),
    })
  })

  test('an unknown id suggests mitigations only', () => {
    expect(resolveMitigation(catalog, 'm20')).toEqual({ status: 'unknown', id: 'm20', nearest: ['AML.M0020'] })
    const resolved = resolveMitigation(catalog, 'AML.M0050')
    if (resolved.status !== 'unknown') throw new Error(resolved.status)
    expect(resolved.nearest).toHaveLength(3)
    expect(resolved.nearest.every((id) => catalog.mitigations.has(id))).toBe(true)
  })
})

test('nearest ids are ranked by likeness, then by id', () => {
  expect(nearestIds('AML.T0001', ['AML.T0033', 'AML.T0003', 'AML.T0002', 'AML.T0444'])).toEqual([
    'AML.T0002',
    'AML.T0003',
    'AML.T0033',
  ])
})

test('a text of a hundred thousand characters is like no id, and costs no time', { timeout: 1000 }, () => {
  const known = Array.from({ length: 200 }, (_, number) => `AML.T${String(number).padStart(4, '0')}`)
  for (const text of ['x'.repeat(100_000), 'long '.repeat(20_000)]) expect(nearestIds(text, known)).toEqual([])
})
