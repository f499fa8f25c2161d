import { expect, test } from 'vitest'
import { mergeSarif, type SarifPart } from '../../src/report/merge-sarif.ts'
import type { ManifestReport } from '../../src/report/report.ts'
import { sarifOf } from '../../src/report/sarif.ts'
import { sampleExposure, sampleFinding, sampleManifest, sampleReport } from '../report/sample.ts'

const options = { color: false, unicode: false, width: 80, quiet: false, suppressed: true }

/** Shards as they are dealt out. */
function merged(manifests: readonly ManifestReport[], count: number, limit: number): string {
  const parts = Array.from({ length: count }, (_, index): SarifPart => {
    const share = manifests.filter((_, position) => position % count === index)
    const shard = { index: index + 1, count, run: 'x' }
    const log = JSON.parse(sarifOf({ ...sampleReport(share), shard }, options, limit))
    return { name: `${index}.sarif`, shard, log }
  })
  return mergeSarif(parts, limit).text
}

const settled = (severity: 'low' | 'critical') =>
  sampleExposure({ status: 'accepted', severity, technique: 'AML.T0044' })
const manifests = [
  sampleManifest({ file: 'a.yaml', findings: [], exposures: [settled('low')] }),
  sampleManifest({
    file: 'b c.yaml',
    findings: [sampleFinding({ severity: 'low' })],
    exposures: [settled('critical')],
  }),
  sampleManifest({
    file: 'd.yaml',
    findings: [sampleFinding({ severity: 'high' }), sampleFinding({ baselined: true })],
  }),
  sampleManifest({ file: 'e.yaml', findings: [sampleFinding(), sampleFinding({ technique: 'AML.T0086' })] }),
  sampleManifest({ file: 'f.yaml', findings: [], exposures: [] }),
]

test.each([1, 2, 3, 5, 8])('%i shards: severities, what is suppressed, and equal findings as in one run', (count) => {
  expect(merged(manifests, count, 100)).toBe(sarifOf(sampleReport(manifests), options, 100))
})

test.each([1, 3, 5])('%i shards: where there is room for some only, the worst of all, and the same note', (count) => {
  for (const limit of [1, 2, 4])
    expect(merged(manifests, count, limit)).toBe(sarifOf(sampleReport(manifests), options, limit))
})
