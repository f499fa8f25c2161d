import { expect, test } from 'vitest'
import { exposureFindings } from '../../src/analysis/exposure-findings.ts'
import { analyse } from '../../src/analysis/exposures.ts'
import { ruleOf, systemOf } from '../rules/ask.ts'
import { catalog } from './judge.ts'

const pushed = ruleOf('id: pushed\ntechnique: AML.T0048.004\nsubject: { flow: { carries: model } }')

/** Flows without an id that lead the same way, by what they carry. */
function judge(...payloads: readonly string[]) {
  const flows = payloads.map((word) => `  - { from: training, to: hub, carries: [${word}] }\n`).join('')
  const system = systemOf(`
components:
  training: { kind: training-job }
  hub: { kind: model-hub }
flows:
${flows}`)
  const analysis = analyse({ system, catalog, rules: [pushed], now: '2026-11-24' })
  return { analysis, findings: exposureFindings(analysis.exposures, [pushed], system.manifest) }
}

test('a finding stands at the flow that it is about, not at the first of its name', () => {
  const { findings } = judge('document', 'model')
  expect(findings.map(({ finding }) => finding.place)).toEqual([{ path: ['flows', 1] }])
})

test('one rule on two of them is one exposure, and does not name itself beside it', () => {
  const { analysis } = judge('model', 'document', 'model')
  expect(analysis.raised.map(({ flow }) => flow)).toEqual([0, 2])
  expect(analysis.exposures).toMatchObject([{ rule: 'pushed', alsoRaisedBy: [], flow: 0 }])
})
