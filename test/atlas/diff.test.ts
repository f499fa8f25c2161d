import { describe, expect, test } from 'vitest'
import { changedSince, diffCatalogs, isEmpty } from '../../src/atlas/diff.ts'
import { catalogAt } from '../../src/atlas/history.ts'
import { compareReleases } from '../../src/atlas/releases.ts'
import { format5 } from './import-snippets.ts'
import { bundled, imported } from './importing.ts'

const step = (from: string, to: string) => diffCatalogs(catalogAt(bundled, from), catalogAt(bundled, to))

describe('from 5.6.1 to 2026.09', () => {
  const diff = step('5.6.1', '2026.09')

  test('adds 41 techniques, retires three with their successors', () => {
    expect(diff).toMatchObject({ from: '5.6.1', to: '2026.09' })
    expect(diff.techniques.added).toHaveLength(41)
    expect(diff.techniques.added[0]).toMatchObject({ id: 'AML.T0000.003', parent: 'AML.T0000' })
    expect(diff.techniques.retired).toEqual([
      { id: 'AML.T0019', name: 'Publish Poisoned Datasets', successor: 'AML.T0115.000' },
      { id: 'AML.T0058', name: 'Publish Poisoned Models', successor: 'AML.T0115.001' },
      { id: 'AML.T0104', name: 'Publish Poisoned AI Agent Tool', successor: 'AML.T0115.002' },
    ])
  })

  test('tells renamed techniques and tactics, changed maturity and tactics', () => {
    expect(diff.techniques.renamed).toContainEqual({
      id: 'AML.T0020',
      from: 'Poison Training Data',
      to: bundled.techniques.get('AML.T0020')?.name,
    })
    expect(diff.tactics.renamed).toContainEqual({
      id: 'AML.TA0001',
      from: 'AI Attack Staging',
      to: 'AI Attack Adaptation',
    })
    expect(diff.techniques.maturity).toContainEqual({ id: 'AML.T0000', from: 'demonstrated', to: 'realized' })
    expect(diff.techniques.tactics).toContainEqual({
      id: 'AML.T0012',
      from: ['AML.TA0004', 'AML.TA0012'],
      to: ['AML.TA0004', 'AML.TA0012', 'AML.TA0015'],
    })
    for (const { id } of diff.techniques.tactics) expect(bundled.techniques.get(id)?.parent).toBeUndefined()
  })

  test('tells changed links, those to retired techniques included', () => {
    expect(diff.links).toContainEqual({ mitigation: 'AML.M0014', added: [], removed: ['AML.T0019'] })
    expect(diff.links).toContainEqual({ mitigation: 'AML.M0032', added: ['AML.T0006'], removed: [] })
    expect(diff.mitigations.added).toEqual(['AML.M0035', 'AML.M0036', 'AML.M0037', 'AML.M0038', 'AML.M0039'])
    expect(diff.links.map(({ mitigation }) => mitigation)).not.toContain('AML.M0035')
  })
})

test('the same release: nothing', () => {
  expect(isEmpty(step('5.4.0', '5.4.0'))).toBe(true)
  expect(isEmpty(step('5.3.0', '5.4.0'))).toBe(false)
})

test('backwards: what came is what is not there yet', () => {
  const { techniques } = step('2026.09', '5.6.1')
  expect(techniques.retired).toHaveLength(41)
  expect(techniques.retired[0]?.successor).toBeUndefined()
  expect(techniques.added.map(({ id }) => id)).toEqual(['AML.T0019', 'AML.T0058', 'AML.T0104'])
})

test('two steps are one', () => {
  const ids = (diff: ReturnType<typeof step>) => diff.techniques.added.map(({ id }) => id)
  const middle = [...ids(step('5.4.0', '5.6.1')), ...ids(step('5.6.1', '2026.09'))].sort()
  expect(ids(step('5.4.0', '2026.09')).sort()).toEqual(middle.filter((id) => bundled.techniques.has(id)))
})

test('a file against the history', () => {
  const diff = diffCatalogs(catalogAt(bundled, '5.4.0'), imported(format5).catalog)
  expect(diff.techniques.renamed).toContainEqual({
    id: 'AML.T0040',
    from: 'AI Model Inference API Access',
    to: 'Ask the model',
  })
  expect(diff.techniques.added).toEqual([])
})

describe('the catalog at an earlier release', () => {
  test.each([
    ['3.0.0', 63, 0],
    ['5.6.1', 170, 35],
    ['2026.09', 208, 40],
  ])('%s has %i techniques and %i mitigations', (release, techniques, mitigations) => {
    const catalog = catalogAt(bundled, release)
    expect([catalog.techniques.size, catalog.mitigations.size]).toEqual([techniques, mitigations])
  })

  test('has the names, links and retired techniques of then', () => {
    const catalog = catalogAt(bundled, '5.6.1')
    expect(catalog.techniques.get('AML.T0020')?.name).toBe('Poison Training Data')
    expect(catalog.techniques.get('AML.T0019')).toMatchObject({ mitigations: ['AML.M0014', 'AML.M0023', 'AML.M0025'] })
    expect([...catalog.retired.keys()]).toEqual(['AML.T0045'])
  })

  test('a retired technique has the maturity of then', () => {
    expect(catalogAt(bundled, '5.4.0').techniques.get('AML.T0104')?.maturity).toBe('demonstrated')
    expect(catalogAt(bundled, '5.5.0').techniques.get('AML.T0104')?.maturity).toBe('realized')
  })

  test('the present one is the bundled catalog', () => {
    const now = catalogAt(bundled, '2026.09')
    for (const [id, technique] of now.techniques) expect(bundled.techniques.get(id), id).toMatchObject(technique)
    for (const [id, study] of now.caseStudies) expect(bundled.caseStudies.get(id), id).toMatchObject(study)
  })
})

describe('changedSince', () => {
  test('techniques added or changed after a release', () => {
    expect(changedSince(bundled, '2026.09')?.size).toBe(0)
    const changed = changedSince(bundled, '5.6.1')
    expect(changed).toContain('AML.T0129')
    expect(changed).toContain('AML.T0020')
    expect(changed).toContain('AML.T0000')
    expect(changed).not.toContain('AML.T0051')
    expect(changed).not.toContain('AML.T0019')
  })

  test('an unknown release', () => {
    expect(changedSince(bundled, '4.3.0')).toBeUndefined()
    expect(changedSince(bundled, 'x')).toBeUndefined()
  })
})

test.each([
  ['5.6.1', '2026.09', -1],
  ['2026.10', '2026.09', 1],
  ['5.6', '5.6.0', 0],
  ['2026.09.1', '2026.09', 1],
])('%s and %s', (one, other, sign) => {
  expect(Math.sign(compareReleases(one, other))).toBe(sign)
})
