import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { expect, test } from 'vitest'
import { json } from '../../src/report/json.ts'
import type { Report } from '../../src/report/report.ts'
import { cleanReport, sampleFinding, sampleManifest, sampleReport } from './sample.ts'

const schema = JSON.parse(readFileSync('schemas/report.schema.json', 'utf8'))
// `Ajv` is a CommonJS default that TypeScript and vitest see differently.
const validate = new (Ajv as unknown as typeof Ajv.default)({ allErrors: true, strict: true }).compile(schema)

const errorsOf = (report: Report) => {
  validate(JSON.parse(json(report)))
  return validate.errors ?? []
}

test.each([
  ['findings', sampleReport()],
  ['a clean run', cleanReport()],
  ['no manifest', sampleReport([])],
  ['several', sampleReport([sampleManifest(), sampleManifest({ file: 'b.yaml' })])],
])('%s: is what schemas/report.schema.json says', (_name, report) => {
  expect(errorsOf(report)).toEqual([])
})

test('the schema refuses what it does not know, so that a new field needs a word there', () => {
  const value = JSON.parse(json(sampleReport()))
  value.manifests[0].findings[0].color = 'red'
  expect(validate(value)).toBe(false)
})

test('holds every finding and every exposure, in the order of the report, with what the measure reads', () => {
  const value = JSON.parse(json(sampleReport()))
  const [manifest] = value.manifests
  expect(value.schemaVersion).toBe(1)
  expect(manifest.findings.map(({ rule }: { rule: string }) => rule)).toEqual(
    sampleManifest().findings.map(({ rule }) => rule),
  )
  expect(manifest.exposures[0]).toMatchObject({
    technique: 'AML.T0051.001',
    subject: { type: 'component', id: 'agent' },
    status: 'partly-mitigated',
    severity: 'critical',
    rule: 'public-mailbox-feeds-agent',
    path: ['strangers', 'mailbox', 'agent'],
  })
  expect(manifest.exposures.map(({ status }: { status: string }) => status)).toContain('accepted')
})

test('same report, same bytes', () => {
  expect(json(sampleReport())).toBe(json(structuredClone(sampleReport())))
})

test('hostile text keeps its meaning and is harmless in a log', () => {
  const message = '##[add-mask]x ##vso[a]b \u001b[31m \u009b \u202e \u2028 \u{e0041} \ud800 :: end'
  const report = sampleReport([sampleManifest({ findings: [sampleFinding({ message })] })])
  const text = json(report)
  expect(JSON.parse(text).manifests[0].findings[0].message).toBe(message)
  expect(text).not.toMatch(/##|[\u007f-\u009f\u202e\u2028]|\p{Cs}/u)
})
