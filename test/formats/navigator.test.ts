import { expect, test } from 'vitest'
import { statuses } from '../../src/analysis/exposure.ts'
import type { Report } from '../../src/report/report.ts'
import { reporters } from '../../src/report/reporters.ts'
import { sampleExposure, sampleManifest, sampleReport } from '../report/sample.ts'
import { layerErrors } from './navigator-layer.ts'
import { corpusReport, options } from './real.ts'

interface Entry {
  readonly techniqueID: string
  readonly score?: number
  readonly color?: string
  readonly enabled?: boolean
  readonly comment: string
  readonly metadata?: readonly { readonly name: string; readonly value: string }[]
}
interface Layer {
  readonly name: string
  readonly techniques: readonly Entry[]
  readonly legendItems: readonly { readonly label: string; readonly color: string }[]
}

const written = (report: Report): unknown => JSON.parse(reporters.navigator(report, options))
const only = (report: Report) => written(report) as Layer
const withExposures = (...exposures: ReturnType<typeof sampleExposure>[]) =>
  sampleReport([sampleManifest({ exposures, findings: [] })])

test('is what the description of the format asks for', () => {
  expect(layerErrors(written(corpusReport(6)))).toEqual([])
  expect(layerErrors(written(withExposures(...statuses.map((status) => sampleExposure({ status })))))).toEqual([])
})

test('one layer for one manifest, a list for several, also for one that is not valid', () => {
  const layers = written(corpusReport(3)) as Layer[]
  expect(layers).toHaveLength(4)
  expect(layers.filter(({ techniques }) => techniques.length === 0)).toHaveLength(1)
  expect(written(withExposures(sampleExposure()))).toMatchObject({ name: 'Mail assistant: residual exposure' })
})

test('a technique has its worst status, and says where it stands how', () => {
  const { techniques } = only(
    withExposures(
      sampleExposure({ status: 'mitigated', severity: 'critical', subject: { type: 'component', id: 'one' } }),
      sampleExposure({ status: 'open', severity: 'low', subject: { type: 'component', id: 'two' } }),
      sampleExposure({ technique: 'AML.T0086', status: 'not-applicable' }),
    ),
  )
  const [injection, exfiltration] = techniques
  expect(injection).toMatchObject({ techniqueID: 'AML.T0051.001', score: 100, color: '#c62828' })
  expect(injection?.comment).toMatch(/^open, low, on two: .*\nmitigated, critical, on one: /)
  expect(injection?.metadata).toContainEqual({ name: 'subjects', value: 'two, one' })
  expect(exfiltration).toMatchObject({ techniqueID: 'AML.T0086', enabled: false })
  expect(exfiltration).not.toHaveProperty('score')
})

test('the worse the status, the higher the score, and each has a colour of the legend', () => {
  const applying = statuses.filter((status) => status !== 'not-applicable')
  const found = applying.map((status) => {
    const layer = only(withExposures(sampleExposure({ status })))
    const [{ score, color } = {}] = layer.techniques
    expect(layer.legendItems.map((item) => item.color)).toContain(color)
    return { score, color }
  })
  const scores = found.map(({ score = -1 }) => score)
  expect(scores).toEqual([...scores].sort((one, other) => other - one))
  expect(new Set(found.map(({ color }) => color)).size).toBe(applying.length)
})

test('every exposure of a real report is in its layer, and what no rule judges has no score', () => {
  const report = corpusReport(3)
  const layers = written(report) as Layer[]
  for (const [index, { exposures, judged }] of report.manifests.entries()) {
    if (!judged) continue
    const ids = layers[index]?.techniques.map(({ techniqueID }) => techniqueID) ?? []
    expect(new Set(ids).size).toBe(ids.length)
    for (const { technique } of exposures) expect(ids).toContain(technique)
    const unscored = layers[index]?.techniques.filter(({ comment }) => comment.startsWith('No rule')) ?? []
    expect(unscored.length).toBeGreaterThan(0)
    for (const entry of unscored) expect(Object.keys(entry)).toEqual(['techniqueID', 'comment'])
  }
})
