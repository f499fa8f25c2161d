import { expect, test } from 'vitest'
import type { LocatedFinding } from '../../src/report/report.ts'
import { reporters, type TextReporterName, textReporterNames } from '../../src/report/reporters.ts'
import { sampleFinding, sampleManifest, sampleReport } from '../report/sample.ts'
import type { Shown } from './consumers.ts'
import { corpusReport, options } from './real.ts'
import { shownBy } from './shown.ts'

const key = ({ code, file, line }: Shown) => `${code} ${file}:${line}`
const keys = (name: string, output: string) => (shownBy[name] as (output: string) => Shown[])(output).map(key).sort()

/** `pretty` is for eyes; `navigator` shows techniques, not findings, and has a test of its own. */
const notReadBack: readonly string[] = ['pretty', 'navigator']

test('every other format can be read back here', () => {
  expect(Object.keys(shownBy).sort()).toEqual(textReporterNames.filter((name) => !notReadBack.includes(name)).sort())
})

const real = corpusReport()
const expected = real.manifests
  .flatMap(({ file, findings }) =>
    findings.map((finding) => key({ ...finding, file, line: finding.at.line, code: codeOf(finding) })),
  )
  .sort()

function codeOf({ rule, technique }: LocatedFinding): string {
  return technique === undefined ? rule : `${rule}:${technique}`
}

// GitHub takes ten of each type, so it has a test of its own.
test.each(Object.keys(shownBy).filter((name) => name !== 'github'))('%s shows every finding, each once', (name) => {
  expect(expected.length).toBeGreaterThan(100)
  expect(keys(name, reporters[name as TextReporterName](real, options))).toEqual(expected)
})

test('github shows every finding as long as there are few', () => {
  const few = sampleReport()
  expect(keys('github', reporters.github(few, options))).toEqual(keys('json', reporters.json(few, options)))
})

test.each(textReporterNames)('%s: same report, same bytes', (name) => {
  expect(reporters[name](real, options)).toBe(reporters[name](structuredClone(real), options))
})

test.each(Object.keys(shownBy).filter((name) => !['json', 'csv'].includes(name)))(
  '%s leaves out what a baseline knows',
  (name) => {
    const findings = [sampleFinding(), sampleFinding({ baselined: true, technique: 'AML.T0051' })]
    const report = sampleReport([sampleManifest({ findings })])
    expect(keys(name, reporters[name as TextReporterName](report, options))).toHaveLength(1)
  },
)

test.each(textReporterNames.filter((name) => !['compact', 'json', ...notReadBack].includes(name)))(
  '%s names files from where the repository begins',
  (name) => {
    const placed = (file: string) => `services/${file}`
    const files = (shownBy[name] as (output: string) => Shown[])(
      reporters[name](sampleReport(), { ...options, placed }),
    ).map(({ file }) => file)
    expect(new Set(files)).toEqual(new Set(['services/mail/ai-system.yaml']))
  },
)
