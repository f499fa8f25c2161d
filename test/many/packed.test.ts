import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { counted, digestOf } from '../../src/report/digest.ts'
import { reportFrom } from '../../src/report/from-json.ts'
import { computeGate, defaultGate as gate } from '../../src/report/gate.ts'
import { json } from '../../src/report/json.ts'
import { keepBy, keepingFor } from '../../src/report/keeping.ts'
import { manifestsIn, packing, parcelOf } from '../../src/report/packed.ts'
import type { ManifestReport, Report } from '../../src/report/report.ts'
import { piecesOf, reporters, showsSource, textReporterNames } from '../../src/report/reporters.ts'
import { cleanReport, sampleFinding, sampleManifest, sampleReport } from '../report/sample.ts'
import { systems } from './systems.ts'

const options = { color: false, unicode: false, width: 80, quiet: false, suppressed: true, lineHash: true }

function linted(keep?: (manifest: ManifestReport) => ManifestReport, times = 1): Report {
  const inputs = Array.from({ length: times }, (_, time) =>
    Object.entries(systems).map(([name, text]) => ({ name: `${'x'.repeat(time)}${name}`, bytes: Buffer.from(text) })),
  ).flat()
  return lintEngine.prepare('dist', []).lint(inputs, {
    version: '0.0.0',
    now: '2026-11-24',
    failOn: 'medium',
    strict: false,
    exitZero: false,
    ...(keep === undefined ? {} : { keep }),
  })
}

test('a packed manifest is read as it was, also when it is copied', () => {
  const { manifests } = linted()
  const packed = manifests.map(packing())
  for (const [index, manifest] of manifests.entries()) {
    expect(packed[index]).toEqual(manifest)
    expect({ ...packed[index] }).toEqual(manifest)
  }
})

test('a parcel holds the same manifests, and with each what counting needs of it', () => {
  const { manifests } = linted()
  const sent = structuredClone(parcelOf(manifests.map((manifest) => ({ manifest, digest: digestOf(manifest) }))))
  const received = manifestsIn(sent)
  expect(received).toEqual(manifests)
  const seen = () => ({ techniques: new Set<string>(), rules: new Set<string>() })
  for (const [index, manifest] of manifests.entries()) {
    const [here, there] = [seen(), seen()]
    const gates = [
      computeGate(counted(manifest, here), gate),
      computeGate(counted(received[index] as never, there), gate),
    ]
    expect(gates[1]).toEqual(gates[0])
    expect(there).toEqual(here)
    // Whoever changes the findings makes a copy, to which what was counted does not apply.
    const none = { ...(received[index] as ManifestReport), findings: [] }
    expect(computeGate(counted(none, seen()), gate).failing).toBe(0)
  }
})

describe('formats that say a line about each finding', () => {
  test.each([
    [['pretty'], {}],
    [['pretty'], { quiet: true }],
    [['pretty'], { maxDetails: 0 }],
    [['pretty'], { maxDetails: 3 }],
    [['compact'], {}],
    [['pretty', 'compact'], { maxDetails: 10 }],
  ] as const)('%j, %j: say the same when no more than that is kept', (formats, told) => {
    const shows = { formats, hasSummary: false, look: { ...gate, quiet: false, ...told } }
    const cut = linted(keepBy(keepingFor(shows)), 3)
    const all = linted(undefined, 3)
    for (const format of formats)
      expect(reporters[format](cut, { ...options, ...told })).toBe(reporters[format](all, { ...options, ...told }))
    const whole = all.manifests.map(({ exposures }) => exposures.length)
    expect(cut.manifests.at(-1)?.exposures).toEqual([])
    expect(whole.at(-1)).toBeGreaterThan(0)
  })

  test.each([
    ['another format', { formats: ['pretty', 'json'], hasSummary: false }, {}],
    ['a summary', { formats: ['pretty'], hasSummary: true }, {}],
    ['what was accepted', { formats: ['pretty'], hasSummary: false }, { showAccepted: true }],
  ] as const)('are not alone: %s', (_, shows, told) => {
    const { manifests } = linted(keepBy(keepingFor({ ...shows, look: { ...gate, quiet: false, ...told } })))
    expect(manifests).toEqual(linted().manifests)
  })
})

test.each(textReporterNames)('%s of packed manifests is the same', (format) => {
  expect(reporters[format](linted(packing()), options)).toBe(reporters[format](linted(), options))
})

test.each(textReporterNames)('%s shows pieces of the manifests, or needs no text', (format) => {
  const withoutText = linted((manifest) => ({ ...manifest, text: '' }))
  const same = reporters[format](withoutText, options) === reporters[format](linted(), options)
  // A hash of the line is part of SARIF here, so that a format that needs the text cannot hide.
  expect(same).toBe(!showsSource.has(format))
})

test('inputs are taken one by one', () => {
  const taken: string[] = []
  const kept: string[] = []
  function* inputs() {
    for (const [name, text] of Object.entries(systems)) {
      taken.push(name)
      expect(kept).toHaveLength(taken.length - 1)
      yield { name, bytes: Buffer.from(text) }
    }
  }
  lintEngine.prepare('dist', []).lint(inputs(), {
    ...{ version: '0.0.0', now: '2026-11-24', failOn: 'medium', strict: false, exitZero: false },
    keep: (manifest) => {
      kept.push(manifest.file)
      return manifest
    },
  })
  expect(kept).toEqual(Object.keys(systems))
})

describe('pieces', () => {
  test.each(textReporterNames)('%s in pieces is the same text', async (format) => {
    const report = linted()
    expect([...(await piecesOf(format, report, options))].join('')).toBe(reporters[format](report, options))
  })

  test('JSON is what JSON.stringify writes, with several manifests, one and none', () => {
    for (const report of [linted(), sampleReport(), sampleReport([]), cleanReport()]) {
      const text = json(report)
      expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`)
    }
  })
})

describe('from JSON back to a report', () => {
  const rich = sampleReport([
    sampleManifest({
      findings: [
        sampleFinding({ file: 'decisions.yaml', owner: 'team', baselined: true }),
        sampleFinding({ baselineSeverity: 'low', message: 'line\nfeed "quoted" \\ \u2028' }),
      ],
      decisions: [
        { technique: 'AML.T0051', treatment: 'accept', reason: 'so', owner: 'me', state: 'expired', at } as never,
      ],
    }),
  ])
  const all: Report = {
    ...rich,
    shard: { index: 1, count: 2, run: 'a'.repeat(64) },
    configurations: [
      { file: undefined, manifests: 1, rulesOff: 0, checksOff: 0 },
      { file: 'atlaslint.config.yaml', manifests: 1, rulesOff: 2, checksOff: 3 },
    ],
    rules: { own: { title: 't', why: 'w', fix: 'f', bundled: false } },
    decisions: { files: ['decisions.yaml'], from: 'main' },
    changedSince: { ref: 'main', leftOut: 3 },
  }

  test.each([
    ['everything there can be', all],
    ['systems', linted()],
    ['a clean run', cleanReport()],
    ['nothing', sampleReport([])],
  ])('%s', (_name, report) => {
    const text = json(report)
    expect(json(reportFrom(JSON.parse(text)))).toBe(text)
  })
})

const at = { line: 1, column: 1, endLine: 1, endColumn: 2 }
