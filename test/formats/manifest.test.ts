import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reporters, type TextReporterName, textReporterNames } from '../../src/report/reporters.ts'
import { expectHarmless } from '../attacks/harmless.ts'
import { loggingCommands, parseXml, type Shown, serviceMessages, workflowCommands } from './consumers.ts'
import { hostileManifest, invalidManifest } from './hostile-manifest.ts'
import { payloads } from './hostile-report.ts'
import { lintTexts, options } from './real.ts'
import { shownBy } from './shown.ts'

const key = ({ code, file, line }: Shown) => `${code} ${file}:${line}`

const name = fc.oneof(fc.constantFrom(...payloads), fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }))

const reportOn = (text: string) =>
  lintTexts({ 'a/ai-system.yaml': hostileManifest(text), 'b/ai-system.yaml': invalidManifest(text) })

test('hardly any text makes it invalid', () => {
  const refused = payloads.filter((text) => !reportOn(text).manifests[0]?.judged)
  expect(refused).toEqual([])
})

test('the manifest is judged, and holds what there is to test', () => {
  const [manifest, invalid] = reportOn('Harmless').manifests
  const statuses = new Set(manifest?.exposures.map(({ status }) => status))
  for (const status of ['open', 'accepted', 'partly-mitigated'] as const) expect(statuses).toContain(status)
  expect(manifest?.findings.some(({ kind }) => kind === 'check')).toBe(true)
  expect(invalid?.judged).toBe(false)
})

/** What text cannot change: it is in no id, and so the findings are those of the same manifest with harmless text. */
const harmless = new Map(textReporterNames.map((format) => [format, shownIn(format, reportOn('Harmless'))]))

function shownIn(format: TextReporterName, report: ReturnType<typeof reportOn>): string[] {
  const shown = shownBy[format]?.(reporters[format](report, { ...options, suppressed: false })) ?? []
  return shown.filter(({ file }) => file.startsWith('a/')).map(key)
}

test.each(textReporterNames)(
  '%s: no text of a manifest acts, hides, or adds, changes or removes a finding',
  (format) => {
    fc.assert(
      fc.property(name, (text) => {
        const report = reportOn(text)
        if (!report.manifests[0]?.judged) return
        const output = reporters[format](report, { ...options, suppressed: true })
        expectHarmless(output, format)
        expect(shownIn(format, report)).toEqual(harmless.get(format))
      }),
      { numRuns: 40, examples: payloads.map((payload): [string] => [payload]) },
    )
  },
)

test('github, azure, teamcity and the XML formats stay readable with a file that is not valid', () => {
  for (const text of payloads) {
    const report = reportOn(text)
    expect(workflowCommands(reporters.github(report, options)).length).toBeGreaterThan(5)
    expect(loggingCommands(reporters.azure(report, options)).length).toBeGreaterThan(5)
    expect(serviceMessages(reporters.teamcity(report, options)).length).toBeGreaterThan(5)
    expect(parseXml(reporters.junit(report, options)).attributes.errors).toMatch(/^[1-9]/)
    expect(parseXml(reporters.checkstyle(report, options)).name).toBe('checkstyle')
  }
})
