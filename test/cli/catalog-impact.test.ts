import { describe, expect, test } from 'vitest'
import type { Exposure } from '../../src/analysis/exposure.ts'
import { diffCatalogs } from '../../src/atlas/diff.ts'
import { catalogAt } from '../../src/atlas/history.ts'
import { impactOf, retiredIn, withSuccessors } from '../../src/explain/catalog-impact.ts'
import { bundled } from '../atlas/importing.ts'
import { sampleExposure } from '../report/sample.ts'

const diff = diffCatalogs(catalogAt(bundled, '5.6.1'), bundled)
const impact = (before: readonly Exposure[], after: readonly Exposure[]) =>
  impactOf({ manifest: 'a.yaml', diff, retired: [], before, after })

describe('what a step means', () => {
  test('a new technique applies newly; one that was there before does not', () => {
    const after = [sampleExposure({ technique: 'AML.T0134', status: 'open', severity: 'low' }), sampleExposure()]
    expect(impact([sampleExposure()], after).applicable).toEqual([
      { technique: 'AML.T0134', subject: 'agent', status: 'open', severity: 'low' },
    ])
  })

  test('renamed techniques and those of other maturity count where they apply', () => {
    const after = ['AML.T0020', 'AML.T0054', 'AML.T0051.001'].map((technique) => sampleExposure({ technique }))
    expect(impact(after, after)).toMatchObject({ renamed: ['AML.T0020'], maturity: ['AML.T0054'], shifts: [] })
  })

  test('another status is a shift, with and without another control', () => {
    const shift = (now: Partial<Exposure>) =>
      impact([sampleExposure({ status: 'open', controls: [] })], [sampleExposure(now)]).shifts
    expect(shift({ status: 'detected', controls: [] })).toMatchObject([
      { before: 'open', after: 'detected', gained: [], lost: [] },
    ])
    expect(shift({ status: 'open', controls: [{ control: 'guard', effect: 'limits', on: ['agent'] }] })).toMatchObject([
      { before: 'open', after: 'open', gained: ['guard limits'] },
    ])
    expect(shift({ status: 'open', controls: [] })).toEqual([])
  })

  test('the same technique on another subject is another exposure', () => {
    const elsewhere = sampleExposure({ status: 'open', subject: { type: 'component', id: 'other' } })
    expect(impact([elsewhere], [sampleExposure({ status: 'mitigated' })]).shifts).toEqual([])
  })
})

describe('retired ids in a text', () => {
  const { retired } = diff.techniques
  const text = 'a: AML.T0019\nb: [AML.T0019.001, AML.T00190, XAML.T0019]\nc: see AML.T0019. And "AML.T0045"\n'

  test('whole ids only, also those retired long ago', () => {
    expect(retiredIn(text, bundled, retired)).toEqual([
      { id: 'AML.T0019', name: 'Publish Poisoned Datasets', successor: 'AML.T0115.000', lines: [1, 3] },
      { id: 'AML.T0045', name: 'ML Intellectual Property Theft', successor: 'AML.T0048.004', lines: [3] },
    ])
  })

  test('are replaced by their successors, and nothing else is', () => {
    expect(withSuccessors(text, retiredIn(text, bundled, retired))).toBe(
      'a: AML.T0115.000\nb: [AML.T0019.001, AML.T00190, XAML.T0019]\nc: see AML.T0115.000. And "AML.T0048.004"\n',
    )
    expect(withSuccessors(text, [{ id: 'AML.T0019', name: '', successor: undefined, lines: [1] }])).toBe(text)
  })
})
