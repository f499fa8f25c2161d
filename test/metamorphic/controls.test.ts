/** A control in force only ever helps; a component that nothing touches is nobody else's business. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ControlEntry } from '../../src/manifest/manifest.ts'
import type { LocatedExposure, ManifestReport } from '../../src/report/report.ts'
import { anySystem, judge, judgeTree, systems, type Tree, treeOf } from './judged.ts'

/** How much still stands open, by status. */
const openness: Readonly<Record<string, number>> = {
  open: 2,
  'partly-mitigated': 2,
  detected: 2,
  planned: 1,
  accepted: 1,
  'not-applicable': 1,
  mitigated: 0,
}
const target = ({ technique, subject }: LocatedExposure): string => `${technique} ${subject.type} ${subject.id}`
const opennessOf = ({ exposures }: ManifestReport): Map<string, number> =>
  new Map(exposures.map((exposure) => [target(exposure), openness[exposure.status] as number]))

/** What is exposed, or more open, with the control than without. */
function worse(without: ManifestReport, withControl: ManifestReport): string[] {
  const before = opennessOf(without)
  return [...opennessOf(withControl)].filter(([key, open]) => open > (before.get(key) ?? -1)).map(([key]) => key)
}

const withControl = (tree: Tree, control: ControlEntry): Tree => ({
  ...tree,
  controls: { ...tree.controls, 'added-control': control },
})

const mitigations = Array.from({ length: 35 }, (_, index) => `AML.M00${String(index).padStart(2, '0')}`)
const techniques = [
  'AML.T0051',
  'AML.T0053',
  'AML.T0020',
  'AML.T0086',
  'AML.T0010',
  'AML.T0024',
  'AML.T0043',
  'AML.T0080',
]

/** A control anywhere in the system. */
const anyControl = (tree: Tree): fc.Arbitrary<ControlEntry> => {
  const flows = (tree.flows ?? []).map(({ id, from, to }) => id ?? `${from} -> ${to}`)
  const places = ['*', ...Object.keys(tree.components), ...Object.keys(tree.zones ?? {}), ...flows]
  return fc.record({
    implements: fc.uniqueArray(fc.constantFrom(...mitigations), { minLength: 1, maxLength: 8 }),
    covers: fc.uniqueArray(fc.constantFrom(...techniques), { maxLength: 3 }),
    on: fc.uniqueArray(fc.constantFrom(...places), { minLength: 1, maxLength: 4 }),
    status: fc.constantFrom('implemented', 'verified'),
  })
}

describe.each([...systems])('%s', (_, text) => {
  const tree = treeOf(text)
  const before = judge(text)

  test('a control more exposes nothing', () => {
    fc.assert(
      fc.property(anyControl(tree), (control) => {
        expect(worse(before, judgeTree(withControl(tree, control)))).toEqual([])
      }),
      { seed: 11, numRuns: 6 },
    )
  })

  test('a control less closes nothing', () => {
    for (const id of Object.keys(tree.controls ?? {})) {
      const { [id]: taken, ...controls } = tree.controls ?? {}
      if (taken?.status === 'implemented' || taken?.status === 'verified')
        expect(worse(judgeTree({ ...tree, controls }), before)).toEqual([])
    }
  })

  test('a component that nothing touches changes nothing else', () => {
    const lonely = judgeTree({ ...tree, components: { ...tree.components, 'lonely-one': { kind: 'hardware' } } })
    const others = ({ exposures }: ManifestReport) =>
      exposures.filter(({ subject }) => subject.id !== 'lonely-one').map(({ at: _at, ...rest }) => rest)
    expect(others(lonely)).toEqual(others(before))
    // What it is exposed to itself counts for the tactics of the whole system.
    const known = new Set(before.findings.map(({ rule, subject }) => `${rule} ${subject.id}`))
    const elsewhere = lonely.findings.filter(
      ({ rule, subject }) =>
        rule !== 'undefended-tactic' && subject.id !== 'lonely-one' && !known.has(`${rule} ${subject.id}`),
    )
    expect(elsewhere.map(({ rule, subject }) => `${rule} ${subject.id}`)).toEqual([])
  })
})

describe('random systems', () => {
  const systemAndControls = anySystem.chain((tree) => fc.tuple(fc.constant(tree), anyControl(tree), anyControl(tree)))

  test('a control more exposes nothing, whatever stands there already', () => {
    fc.assert(
      fc.property(systemAndControls, ([tree, first, second]) => {
        const one = judgeTree(withControl(tree, first))
        const controls = { 'first-control': first, 'added-control': second }
        expect(worse(judgeTree(tree), one)).toEqual([])
        expect(worse(one, judgeTree({ ...tree, controls }))).toEqual([])
      }),
      { seed: 11, numRuns: 200 },
    )
  })
})
