import { describe, expect, test } from 'vitest'
import { pretty } from '../../src/report/pretty.ts'
import type { ReporterOptions } from '../../src/report/reporter.ts'
import { cleanReport, sampleFinding, sampleManifest, sampleReport } from './sample.ts'

const plain: ReporterOptions = { color: false, unicode: false, width: 80, quiet: false }
const lines = (text: string) => text.trimEnd().split('\n')

describe('what a person sees', () => {
  test.each([
    ['80-ascii', plain],
    ['120-ascii', { ...plain, width: 120 }],
    ['80-unicode-colour', { ...plain, color: true, unicode: true }],
    ['120-unicode', { ...plain, width: 120, unicode: true }],
  ])('%s', async (name, options) => {
    await expect(pretty(sampleReport(), options)).toMatchFileSnapshot(`snapshots/pretty-${name}.txt`)
  })

  test('several manifests, one not valid', async () => {
    const broken = sampleManifest({
      file: 'shop/ai-system.yaml',
      system: 'shop/ai-system.yaml',
      judged: false,
      exposures: [],
      findings: [
        sampleFinding({
          kind: 'input',
          rule: 'unknown-key',
          message: "unknown key 'ownr'",
          fix: "write 'owner'",
          related: [],
        }),
      ],
    })
    const input = { ...broken.findings[0] } as { technique?: string; exposure?: number; why?: string }
    delete input.technique
    delete input.exposure
    delete input.why
    const report = sampleReport([sampleManifest(), { ...broken, findings: [input as (typeof broken.findings)[0]] }])
    await expect(pretty(report, plain)).toMatchFileSnapshot('snapshots/pretty-several.txt')
  })

  test('a clean run is three lines', () => {
    expect(lines(pretty(cleanReport(), plain))).toEqual([
      '1 manifest; 3 components; ATLAS 2026.09: rules judge 168 of 170 techniques; as',
      'of 2026-11-24',
      '4 techniques apply: 1 accepted, 3 mitigated',
      'PASS: no findings at or above medium (--fail-on medium)',
    ])
  })
})

describe('a line that grep and a click understand', () => {
  test('every finding starts with its place, severity, rule and technique, and none is missing', () => {
    const text = pretty(sampleReport(), plain)
    for (const { rule, technique, kind } of sampleManifest().findings) {
      expect(text).toContain(rule)
      if (kind === 'exposure') expect(text).toContain(technique)
    }
    expect(text).toMatch(/^mail\/ai-system\.yaml:7:3: critical public-mailbox-feeds-agent AML\.T0051\.001 LLM Prompt/m)
    expect(text).toMatch(/^mail\/ai-system\.yaml:6:3: low component-without-owner component 'mailbox' has no owner$/m)
  })

  test('colour adds escapes and nothing else', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours
    const uncoloured = pretty(sampleReport(), { ...plain, color: true }).replace(/\x1b\[\d+m/g, '')
    expect(uncoloured).toBe(pretty(sampleReport(), plain))
  })
})

describe('how much is shown', () => {
  const many = (number: number, change: Parameters<typeof sampleFinding>[0] = {}) =>
    sampleReport([
      sampleManifest({
        findings: Array.from({ length: number }, (_, index) =>
          sampleFinding({ rule: `rule-${index}`, technique: `AML.T${1000 + index}`, ...change }),
        ),
      }),
    ])
  const blocks = (text: string) => text.match(/^ {2}more:/gm)?.length ?? 0

  test('high and critical in full, at most fifty, and the rest in one line each with a note', () => {
    const text = pretty(many(60), plain)
    expect(blocks(text)).toBe(50)
    expect(text).toContain('(10 entries of 60 in one line: --max-details 60 shows all in full)')
    for (let index = 0; index < 60; index++) expect(text).toContain(` rule-${index} `)
  })

  test('medium and low in one line, unless there are few', () => {
    expect(blocks(pretty(many(6, { severity: 'medium' }), plain))).toBe(0)
    expect(blocks(pretty(many(5, { severity: 'medium' }), plain))).toBe(5)
  })

  test('--max-details says how many, whatever their severity', () => {
    expect(blocks(pretty(many(60, { severity: 'low' }), { ...plain, maxDetails: 60 }))).toBe(60)
    expect(blocks(pretty(many(60), { ...plain, maxDetails: 0 }))).toBe(0)
  })

  test('a reason that is the same for every finding of a rule is told once', () => {
    const text = pretty(many(3, { rule: 'same' }), { ...plain, width: 120 })
    expect(text.match(/obeys whoever wrote it/g)).toHaveLength(1)
  })

  test('one family on one subject is one block that names all its techniques and rules', () => {
    const text = pretty(sampleReport(), { ...plain, width: 120 })
    expect(text).toContain('also:    AML.T0051 LLM Prompt Injection (untrusted-text-reaches-model)')
    expect(text.match(/^mail\/ai-system\.yaml:7:3: critical/gm)).toHaveLength(1)
  })

  test('--quiet shows only what fails the run, and nothing when nothing does', () => {
    const text = pretty(sampleReport(), { ...plain, quiet: true })
    expect(text).not.toContain('component-without-owner')
    expect(lines(text).at(-1)).toBe('FAIL: 4 findings at or above medium (--fail-on medium)')
    expect(pretty(cleanReport(), { ...plain, quiet: true })).toBe('')
  })
})

test('the verdict names every flag that had a say', () => {
  const last = (report: ReturnType<typeof sampleReport>) => lines(pretty(report, plain)).at(-1)
  expect(last(sampleReport([sampleManifest()], { strict: true, exitZero: true }))).toBe(
    'FAIL: 5 findings at or above medium, or of a check (--fail-on medium --strict --exit-zero)',
  )
  expect(last(sampleReport([sampleManifest()], { failOn: 'none', strict: true }))).toMatch(
    /: .* of a check \(--fail-on none --strict\)$/,
  )
  expect(last(sampleReport([sampleManifest()], { failOn: 'none' }))).toBe(
    'PASS: no findings that make a manifest invalid (--fail-on none)',
  )
})
