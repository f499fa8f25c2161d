import { expect, test } from 'vitest'
import { slimJson } from '../../src/atlas/import/slim.ts'
import { readCatalog } from '../../src/atlas/read.ts'

test('a sub-technique has the tactics of its parent, and its mitigations besides its own', () => {
  const technique = (id: string, tactics: readonly string[]) =>
    ({ id, name: id, tactics, maturity: 'feasible' }) as const
  const mitigation = (id: string, techniques: readonly string[]) =>
    ({ id, name: id, class: 'prevents', defends: 'any', techniques }) as const
  const { techniques } = readCatalog(
    slimJson({
      release: '2026.09',
      tactics: [{ id: 'AML.TA0000', name: 'Access' }],
      techniques: [technique('AML.T0051', ['AML.TA0000']), technique('AML.T0051.000', []), technique('AML.T0053', [])],
      mitigations: [
        mitigation('AML.M0001', ['AML.T0051.000']),
        mitigation('AML.M0000', ['AML.T0051', 'AML.T0051.000', 'AML.T0053']),
        mitigation('AML.M0002', ['AML.T0051']),
      ],
      caseStudies: [],
      retired: new Map(),
    }),
  )
  expect([...techniques.values()].map(({ id, tactics, mitigations }) => [id, tactics, mitigations])).toEqual([
    ['AML.T0051', ['AML.TA0000'], ['AML.M0000', 'AML.M0002']],
    ['AML.T0051.000', ['AML.TA0000'], ['AML.M0000', 'AML.M0001', 'AML.M0002']],
    ['AML.T0053', [], ['AML.M0000']],
  ])
})
