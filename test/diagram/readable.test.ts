import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { layout } from '../../src/diagram/layout.ts'
import { toSvg } from '../../src/diagram/svg.ts'
import { drawn, examples, exampleText } from './drawn.ts'
import { largeSystem } from './large.ts'
import {
  all,
  contains,
  overlap,
  parseSvg,
  pointsOf,
  type Rectangle,
  type SvgElement,
  shapeRectangle,
  textRectangle,
  withClass,
} from './seen.ts'

const systems: [string, () => string][] = [
  ...examples.map((name): [string, () => string] => [name, () => exampleText(name)]),
  ['60 components', largeSystem],
]

const corpus = 'test/corpus'
const cases = '../shared/cases'

function manifestsIn(folder: string): [string, () => string][] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, () => readFileSync(join(folder, name), 'utf8')])
}

async function svgOf(text: string): Promise<SvgElement> {
  const drawing = drawn(text)
  return parseSvg(toSvg(drawing, await layout(drawing)))
}

const idOf = ({ attributes }: SvgElement) => attributes['data-component'] ?? attributes['data-flow'] ?? ''
const components = (svg: SvgElement) =>
  withClass(svg, 'component').map((group) => shapeRectangle(withClass(group, 'outline')[0] as SvgElement, idOf(group)))
/** Flows and ties; the legend has a tie without ends. */
const edges = (svg: SvgElement) => all(svg).filter(({ attributes }) => attributes['data-from'] !== undefined)
const labels = (svg: SvgElement) =>
  edges(svg).map((group) => group.children.filter(({ name }) => name === 'text').map(textRectangle))

/** Pairs that overlap, in words. */
function collisions(ones: readonly Rectangle[], others: readonly Rectangle[]): string[] {
  return ones.flatMap((one) =>
    others.filter((other) => overlap(one, other)).map((other) => `${one.what} on ${other.what}`),
  )
}

/** Everything that makes a drawing hard to read. */
function troubles(svg: SvgElement): string[] {
  const boxes = components(svg)
  const texts = labels(svg)
  const zoneTitles = withClass(svg, 'text-zone').map(textRectangle)
  const page = shapeRectangle(withClass(svg, 'paper')[0] as SvgElement, 'paper')
  const everything = [...boxes, ...texts.flat(), ...zoneTitles]
  return [
    ...boxes.flatMap((one, index) => collisions([one], boxes.slice(index + 1))),
    ...texts.flatMap((lines, index) => collisions(lines, texts.slice(index + 1).flat())),
    ...collisions(texts.flat(), boxes),
    ...collisions(zoneTitles, [...boxes, ...texts.flat()]),
    ...everything.filter((each) => !contains(page, each)).map(({ what }) => `${what} is not on the page`),
    ...withClass(svg, 'component').flatMap((group) => textsOutside(group)),
    ...straddling(svg, texts.flat()),
    ...linesThrough(svg),
  ]
}

function textsOutside(group: SvgElement): string[] {
  const box = shapeRectangle(withClass(group, 'outline')[0] as SvgElement, idOf(group))
  return group.children
    .filter(({ name }) => name === 'text')
    .map(textRectangle)
    .filter((text) => !contains(box, text))
    .map(({ what }) => `${what} sticks out of ${box.what}`)
}

/** A label is inside a zone or outside of it. */
function straddling(svg: SvgElement, texts: readonly Rectangle[]): string[] {
  const zones = withClass(svg, 'boundary').map((rect) => shapeRectangle(rect, 'zone'))
  return zones.flatMap((zone) =>
    texts
      .filter((text) => overlap(zone, text) && !contains(zone, text))
      .map(({ what }) => `${what} on the edge of a zone`),
  )
}

/** A line runs through no component but where it begins and ends, and through no label of another. */
function linesThrough(svg: SvgElement): string[] {
  const boxes = components(svg)
  return edges(svg).flatMap((group, index) => {
    const { 'data-from': from, 'data-to': to } = group.attributes
    const strange = [
      ...boxes.filter(({ what }) => what !== from && what !== to),
      ...labels(svg).flatMap((lines, other) => (other === index ? [] : lines)),
    ]
    const points = group.children.filter((each) => withClass(each, 'line').length > 0).flatMap(trace)
    return strange
      .filter((box) => points.some(([x, y]) => overlap(box, { left: x, right: x, top: y, bottom: y, what: '' })))
      .map(({ what }) => `${from} -> ${to} runs through ${what}`)
  })
}

/** Points along a path of Bézier curves. */
function trace({ attributes: { d = '' } }: SvgElement): [number, number][] {
  const curve = pointsOf(d)
  const points: [number, number][] = []
  for (let index = 0; index + 3 < curve.length; index += 3)
    for (let step = 0; step <= 20; step += 1) points.push(bezier(curve.slice(index, index + 4), step / 20))
  return points
}

function bezier(points: readonly (readonly [number, number])[], t: number): [number, number] {
  if (points.length === 1) return [...(points[0] as [number, number])]
  const next = points.slice(1).map(([x, y], index): [number, number] => {
    const [before, above] = points[index] as [number, number]
    return [before + (x - before) * t, above + (y - above) * t]
  })
  return bezier(next, t)
}

describe('nothing covers anything', () => {
  test.each(systems)('%s', async (_, text) => {
    const svg = await svgOf(text())
    expect(labels(svg).flat().length).toBeGreaterThan(5)
    expect(troubles(svg)).toEqual([])
  })

  test.each(manifestsIn(corpus))('%s', async (_, text) => expect(troubles(await svgOf(text()))).toEqual([]))

  test.skipIf(!existsSync(cases))('systems of real incidents', async () => {
    for (const [name, text] of manifestsIn(cases)) expect([name, ...troubles(await svgOf(text()))]).toEqual([name])
  })
})

test('60 components can be read on a page of A3, and fill it', async () => {
  const drawing = drawn(largeSystem())
  expect(drawing.components).toHaveLength(60)
  const svg = await svgOf(largeSystem())
  const { width, height } = svg.attributes
  const [short, long] = [Number(width), Number(height)].sort((one, other) => one - other) as [number, number]
  // The long side of A3 is 420 mm; letters of 10.5 pixels are then 1.3 mm high at least, as in a footnote.
  expect((420 / long) * 10.5).toBeGreaterThan(1.3)
  expect(long / short).toBeLessThan(2.6)
  const used = components(svg).reduce((sum, { left, right, top, bottom }) => sum + (right - left) * (bottom - top), 0)
  expect(used / (short * long)).toBeGreaterThan(0.06)
})
