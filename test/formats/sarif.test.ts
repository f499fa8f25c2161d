import { describe, expect, test } from 'vitest'
import { lineHashes } from '../../src/report/line-hash.ts'
import { reporters } from '../../src/report/reporters.ts'
import { sarifOf } from '../../src/report/sarif.ts'
import { sampleExposure, sampleFinding, sampleManifest, sampleReport } from '../report/sample.ts'
import { corpusReport, options } from './real.ts'

/** As much of SARIF as is looked at here. */
interface Run {
  readonly tool: {
    readonly driver: { readonly rules: readonly Rule[]; readonly supportedTaxonomies: readonly { name: string }[] }
  }
  readonly taxonomies: readonly { readonly name: string; readonly taxa: readonly { id: string; helpUri: string }[] }[]
  readonly invocations: readonly { readonly toolExecutionNotifications?: readonly { message: { text: string } }[] }[]
  readonly results: readonly Result[]
}
interface Rule {
  readonly id: string
  readonly helpUri?: string
  readonly relationships?: readonly { readonly target: { readonly id: string; readonly index: number } }[]
  readonly defaultConfiguration: { readonly level: string }
  readonly properties: { readonly 'security-severity': string; readonly tags: readonly string[] }
}
interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly taxa?: readonly { readonly id: string; readonly index: number }[]
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly suppressions?: readonly { readonly justification: string }[]
  readonly codeFlows?: readonly { threadFlows: { locations: { location: FlowLocation }[] }[] }[]
  readonly relatedLocations?: readonly unknown[]
}
interface FlowLocation {
  readonly message: { readonly text: string }
  readonly physicalLocation: { readonly artifactLocation: object; readonly region: { readonly startLine: number } }
}

const runOf = (text: string): Run => JSON.parse(text).runs[0]
const sarif = (report = sampleReport(), more: object = {}) => runOf(reporters.sarif(report, { ...options, ...more }))

describe('rules', () => {
  const run = sarif(corpusReport(8))

  test('a rule is a rule and a technique, once, and every result points to its own', () => {
    const { rules } = run.tool.driver
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { ruleId, ruleIndex, taxa, level } of run.results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId)
      const technique = ruleId.split(':')[1]
      expect(taxa?.map(({ id }) => id)).toEqual(technique === undefined ? undefined : [technique])
      expect(['error', 'warning', 'note']).toContain(level)
    }
  })

  test('ATLAS is the taxonomy, and holds the techniques that are pointed to', () => {
    const [atlas] = run.taxonomies
    expect(run.tool.driver.supportedTaxonomies.map(({ name }) => name)).toEqual([atlas?.name])
    for (const { taxa = [] } of run.results) for (const { id, index } of taxa) expect(atlas?.taxa[index]?.id).toBe(id)
    for (const { relationships = [] } of run.tool.driver.rules)
      for (const { target } of relationships) expect(atlas?.taxa[target.index]?.id).toBe(target.id)
  })

  test('bundled rules and checks lead to their pages', () => {
    const uris = run.tool.driver.rules.map(({ helpUri }) => helpUri).filter((uri) => uri !== undefined)
    expect(uris.length).toBeGreaterThan(20)
    expect(uris.some((uri) => uri.includes('/docs/reference/checks/'))).toBe(true)
    for (const uri of uris) expect(uri).toMatch(/\/docs\/reference\/(?:rules|checks)\/[\w.-]+\.md$/)
  })

  test('a rule is as bad as the worst of its results, in the score that GitHub grades', () => {
    const findings = [
      sampleFinding({ severity: 'low' }),
      sampleFinding({ severity: 'high' }),
      sampleFinding({ severity: 'medium' }),
    ]
    const { tool, results } = sarif(sampleReport([sampleManifest({ findings })]))
    expect(
      tool.driver.rules.map(({ defaultConfiguration, properties }) => [
        defaultConfiguration.level,
        properties['security-severity'],
      ]),
    ).toEqual([['error', '8.0']])
    expect(results.map(({ level }) => level)).toEqual(['error', 'warning', 'note'])
  })
})

describe('results', () => {
  test('the way is a code flow through the places of its components', () => {
    const [result] = sarif(sampleReport([sampleManifest({ findings: [sampleFinding()] })])).results
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location) ?? []
    expect(steps.map(({ physicalLocation }) => physicalLocation.region.startLine)).toEqual([5, 6, 7])
    expect(steps[1]?.message.text).toBe("'message' reaches 'mailbox' from 'strangers' by 'strangers -> mailbox'.")
    expect(result?.relatedLocations).toHaveLength(sampleFinding().related.length)
  })

  test('so it is in a file that is allowed to be large; without the text of the manifest there is a file and no line', () => {
    const { text, ...rest } = sampleManifest({ findings: [sampleFinding()] })
    const placesIn = (text: string) =>
      sarif(sampleReport([{ ...rest, text }])).results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map(
        ({ location }) => location.physicalLocation,
      )
    const [start] = placesIn(`${text}#${'x'.repeat(1_048_576)}\n`) ?? []
    expect(start).toEqual(placesIn(text)?.[0])
    const [unknown, ...others] = placesIn('') ?? []
    expect(unknown).toEqual({ artifactLocation: start?.artifactLocation })
    expect(others.length).toBeGreaterThan(0)
  })

  test('two of one meaning have two fingerprints', () => {
    const run = sarif(sampleReport([sampleManifest({ findings: [sampleFinding(), sampleFinding()] })]))
    const prints = run.results.map(({ partialFingerprints }) => partialFingerprints['atlaslintFinding/v1'])
    expect(prints[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(prints[1]).toBe(`${prints[0]}:2`)
  })

  test('beyond the limit the mildest are left out, and that is said', () => {
    const findings = [...Array.from({ length: 5 }, () => sampleFinding({ severity: 'low' })), sampleFinding()]
    const run = runOf(sarifOf(sampleReport([sampleManifest({ findings })]), options, 2))
    expect(run.results.map(({ level }) => level)).toEqual(['error', 'note'])
    expect(run.invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('4 mildest results')
    expect(sarif().invocations[0]).not.toHaveProperty('toolExecutionNotifications')
  })

  test('what was decided or known is left out, and on request suppressed with its reason', () => {
    const at = sampleExposure().at
    const manifest = sampleManifest({
      findings: [sampleFinding(), sampleFinding({ baselined: true })],
      exposures: [
        sampleExposure(),
        sampleExposure({ status: 'accepted', decision: 0 }),
        sampleExposure({ status: 'mitigated' }),
      ],
      decisions: [{ technique: 'AML.T0044', treatment: 'accept', reason: 'Fine [so far].', at, state: 'counts' }],
    })
    const report = sampleReport([manifest])
    expect(sarif(report).results.map(({ suppressions }) => suppressions)).toEqual([undefined])
    expect(
      sarif(report, { suppressed: true }).results.map(({ suppressions }) =>
        suppressions?.map(({ justification }) => justification),
      ),
    ).toEqual([[], ['Known: it is in the baseline.'], ['accepted: Fine \\[so far\\].']])
  })
})

describe('line hashes', () => {
  const all = (text: string, lines: number) => Array.from({ length: lines }, (_, index) => lineHashes(text)(index + 1))

  // What the upload action of GitHub has in its own tests for these texts.
  test.each([
    ['', ['c129715d7a2bc9a3:1']],
    [' a\nb\n  \t\tc\n d', ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']],
  ])('%j', (text, expected) => expect(all(text, expected.length)).toEqual(expected))

  test('lines that are alike are numbered', () => {
    const hashes = all('Lorem ipsum dolor sit amet.\n'.repeat(10), 11)
    expect(hashes.slice(0, 7)).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => `a7f2ff13bc495cf2:${number}`).concat('a7f2ff1481e87703:1'),
    )
    expect(hashes[10]).toBe('c129715d7a2bc9a3:1')
  })

  test('the way in which lines end does not count', () => {
    const text = ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n'
    for (const end of ['\r\n', '\r']) expect(all(text.replaceAll('\n', end), 7)).toEqual(all(text, 7))
    expect(all(text, 2)).toEqual(['e9496ae3ebfced30:1', 'fb7c023a8b9ccb3f:1'])
  })

  test('stand in the file on request only', () => {
    expect(sarif().results[0]?.partialFingerprints).not.toHaveProperty('primaryLocationLineHash')
    expect(sarif(undefined, { lineHash: true }).results[0]?.partialFingerprints.primaryLocationLineHash).toMatch(
      /^[0-9a-f]+:\d+$/,
    )
  })
})
