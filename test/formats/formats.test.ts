import { describe, expect, test } from 'vitest'
import { markdownSummary } from '../../src/report/markdown.ts'
import { markdownText } from '../../src/report/markdown-text.ts'
import { reporters, type TextReporterName } from '../../src/report/reporters.ts'
import { cleanReport, sampleExposure, sampleFinding, sampleManifest, sampleReport } from '../report/sample.ts'
import { loggingCommands, parseCsv, parseXml, serviceMessages, tableBelow, workflowCommands } from './consumers.ts'
import { options } from './real.ts'

const grades = ['critical', 'high', 'medium', 'low'] as const
const each = sampleReport([sampleManifest({ findings: grades.map((severity) => sampleFinding({ severity })) })])
const many = (count: number, severity: (typeof grades)[number] = 'high') =>
  sampleReport([sampleManifest({ findings: Array.from({ length: count }, () => sampleFinding({ severity })) })])
const render = (name: TextReporterName, report = each) => reporters[name](report, options)

test('each format has a word of its own for every severity', () => {
  expect(workflowCommands(render('github')).map(({ command }) => command)).toEqual([
    'error',
    'error',
    'warning',
    'notice',
  ])
  const gitlab: { severity: string }[] = JSON.parse(render('gitlab'))
  expect(gitlab.map(({ severity }) => severity)).toEqual(['blocker', 'critical', 'major', 'minor'])
  const [file] = parseXml(render('checkstyle')).children
  expect(file?.children.map(({ attributes }) => attributes.severity)).toEqual(['error', 'error', 'warning', 'info'])
  const rdjson: { severity: string; diagnostics: { severity: string }[] } = JSON.parse(render('rdjson'))
  expect(rdjson.severity).toBe('ERROR')
  expect(rdjson.diagnostics.map(({ severity }) => severity)).toEqual(['ERROR', 'ERROR', 'WARNING', 'INFO'])
  expect(serviceMessages(render('teamcity')).flatMap(({ properties }) => properties.SEVERITY ?? [])).toEqual([
    'ERROR',
    'ERROR',
    'WARNING',
    'WEAK WARNING',
  ])
  expect(loggingCommands(render('azure')).map(({ properties }) => properties.type)).toEqual([
    'error',
    'error',
    'warning',
  ])
})

describe('nothing found', () => {
  const clean = cleanReport()
  test.each(['github', 'azure', 'teamcity'] as const)('%s says nothing', (name) => expect(render(name, clean)).toBe(''))

  test('the others write a whole document', () => {
    expect(render('gitlab', clean)).toBe('[]\n')
    expect(JSON.parse(render('rdjson', clean)).diagnostics).toEqual([])
    expect(JSON.parse(render('sarif', clean)).runs[0].results).toEqual([])
    expect(parseCsv(render('csv', clean))).toHaveLength(1)
    expect(parseXml(render('checkstyle', clean)).children.map(({ attributes }) => attributes.name)).toEqual([
      'mail/ai-system.yaml',
    ])
    expect(render('markdown', clean)).toContain('## atlaslint: PASS')
  })

  test('junit still shows what was judged', () => {
    const exposures = [sampleExposure({ status: 'mitigated' })]
    const suites = parseXml(render('junit', sampleReport([sampleManifest({ findings: [], exposures })])))
    expect(suites.attributes).toMatchObject({ tests: '2', failures: '0', errors: '0' })
    expect(suites.children[0]?.children.map(({ attributes }) => attributes.name)).toEqual([
      'the manifest is valid',
      'public-mailbox-feeds-agent:AML.T0051.001 on component agent',
    ])
  })
})

describe('github', () => {
  test('writes ten of each type, the worst first, and counts the others', () => {
    const output = render('github', many(25))
    expect(workflowCommands(output)).toHaveLength(10)
    expect(output.trimEnd().split('\n').at(-1)).toMatch(/^15 more errors: see /)
    expect(render('github', many(10))).not.toContain('more')
  })

  test('leaves columns out where a range has several lines', () => {
    const at = { line: 2, column: 9, endLine: 4, endColumn: 3 }
    const report = sampleReport([sampleManifest({ findings: [sampleFinding({ at })] })])
    expect(Object.keys(workflowCommands(render('github', report))[0]?.properties ?? {})).toEqual([
      'title',
      'file',
      'line',
      'endLine',
    ])
  })

  test('no message is longer than the runner takes', () => {
    const report = sampleReport([sampleManifest({ findings: [sampleFinding({ message: '🚀'.repeat(5000) })] })])
    const [command] = workflowCommands(render('github', report))
    expect(command?.data.length).toBeLessThanOrEqual(4000)
    expect(command?.data).toMatch(/🚀\.\.\.$/u)
  })
})

describe('gitlab', () => {
  test('fingerprints are unique, and stay when lines move or findings change places', () => {
    const of = (report = many(3)): string[] =>
      JSON.parse(render('gitlab', report)).map(({ fingerprint }: { fingerprint: string }) => fingerprint)
    expect(new Set(of())).toHaveProperty('size', 3)
    const moved = each.manifests.map((manifest) => ({
      ...manifest,
      findings: manifest.findings
        .map((finding) => ({ ...finding, at: { ...finding.at, line: 99, endLine: 99 } }))
        .toReversed(),
    }))
    expect(new Set(of({ ...each, manifests: moved }))).toEqual(new Set(of(each)))
    const twoFiles = sampleReport([sampleManifest(), sampleManifest({ file: 'other.yaml' })])
    expect(new Set(of(twoFiles)).size).toBe(of(twoFiles).length)
  })

  test('paths have no ./ in front', () => {
    const report = sampleReport([sampleManifest({ file: './a/b.yaml', findings: [sampleFinding()] })])
    expect(JSON.parse(render('gitlab', report))[0].location.path).toBe('a/b.yaml')
  })
})

test('rdjson counts bytes', () => {
  const text = 'a: ü🚀x # 日本\n'
  const at = { line: 1, column: 7, endLine: 1, endColumn: 12 }
  const report = sampleReport([
    sampleManifest({ text, findings: [sampleFinding({ at, related: [{ at, note: 'here' }] })] }),
  ])
  const [{ location, related_locations }] = JSON.parse(render('rdjson', report)).diagnostics
  expect(text.slice(at.column - 1, at.endColumn - 1)).toBe('x # 日')
  expect(location.range).toEqual({ start: { line: 1, column: 10 }, end: { line: 1, column: 17 } })
  expect(related_locations[0].location.range).toEqual(location.range)
})

describe('junit', () => {
  const cases = (report: typeof each) => parseXml(render('junit', report)).children[0]?.children ?? []

  test('what fails, what passes and says something, what is skipped and why', () => {
    const at = sampleExposure().at
    const decision = {
      technique: 'AML.T0044',
      treatment: 'accept',
      reason: 'Known to all.',
      owner: 'appsec',
      expires: '2027-03-31',
    } as const
    const manifest = sampleManifest({
      findings: [
        sampleFinding({ severity: 'medium' }),
        sampleFinding({ severity: 'low' }),
        sampleFinding({ baselined: true }),
      ],
      exposures: [sampleExposure(), sampleExposure({ status: 'accepted', technique: 'AML.T0044', decision: 0 })],
      decisions: [{ ...decision, at, state: 'counts' }],
    })
    const tests = cases(sampleReport([manifest]))
    expect(tests.map(({ children }) => children[0]?.name)).toEqual([
      undefined,
      'failure',
      'system-out',
      'skipped',
      'skipped',
    ])
    expect(tests.at(-1)?.children[0]?.attributes.message).toBe('accepted by appsec until 2027-03-31: Known to all.')
    expect(new Set(tests.map(({ attributes }) => attributes.name)).size).toBe(tests.length)
  })

  test('a manifest that is not valid is an error', () => {
    const findings = [sampleFinding({ kind: 'input', rule: 'unknown-key' })]
    const root = parseXml(render('junit', sampleReport([sampleManifest({ judged: false, findings, exposures: [] })])))
    expect(root.attributes).toMatchObject({ tests: '1', errors: '1', failures: '0' })
  })
})

describe('markdown', () => {
  test('escapes, and stays readable', () => {
    expect(markdownText('a -> b')).toBe('a -\\> b')
    expect(markdownText('ask @team, see #12')).toBe('ask `@`team, see `#`12')
    expect(markdownText('x|y \\ `z` <b>')).toBe('x&#124;y &#92; &#96;z&#96; &#60;b\\>')
    expect(markdownText('https://a.example, www.b.example')).toBe('https`:`//a.example, www`.`b.example')
  })

  test('a summary ends behind a row of the table, below its limit, and says that it was cut', () => {
    const report = many(500)
    const whole = render('markdown', report)
    for (const limit of [5_000, 20_000, 100_000]) {
      const text = markdownSummary(report, options, limit)
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(limit)
      const rows = tableBelow(text, '### Findings')
      expect(rows.length).toBeGreaterThan(3)
      for (const row of rows) expect(row).toHaveLength(4)
      expect(whole.startsWith(text.slice(0, text.indexOf('\nCut here')))).toBe(true)
    }
    expect(markdownSummary(report, options, 10_000_000)).toBe(whole)
    expect(markdownSummary(report, options, 10)).toBe('')
    expect(markdownSummary(report, options, -10)).toBe('')
  })
})
