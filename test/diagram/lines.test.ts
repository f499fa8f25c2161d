import { describe, expect, test } from 'vitest'
import { layout } from '../../src/diagram/layout.ts'
import { toSvg } from '../../src/diagram/svg.ts'
import { drawn, examples, exampleText } from './drawn.ts'
import { all, parseSvg, pointsOf, type SvgElement, shapeRectangle, withClass } from './seen.ts'

type At = [number, number]

const edges = (svg: SvgElement) => all(svg).filter(({ attributes }) => attributes['data-from'] !== undefined)

/** First and last point of the line of a flow. */
function endsOf(group: SvgElement): [At, At] {
  const points = withClass(group, 'line').map(({ attributes }) => pointsOf(attributes.d ?? ''))
  return [points[0]?.[0] as At, points.at(-1)?.at(-1) as At]
}

/** How far a point lies from the straight outline of a hexagon or from that of a rectangle. */
function distance([x, y]: At, outline: SvgElement): number {
  const { left, right, top, bottom } = shapeRectangle(outline, '')
  const { d } = outline.attributes
  const corners: At[] =
    d === undefined
      ? [
          [left, top],
          [right, top],
          [right, bottom],
          [left, bottom],
        ]
      : pointsOf(d)
  return Math.min(
    ...corners.map((corner, index) => toPiece([x, y], corner, corners[(index + 1) % corners.length] as At)),
  )
}

function toPiece([x, y]: At, [ax, ay]: At, [bx, by]: At): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
  return Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay))
}

describe.each(examples)('%s', (name) => {
  const drawing = drawn(exampleText(name))
  const svg = layout(drawing).then((placement) => parseSvg(toSvg(drawing, placement)))
  const outlineOf = async (id = '') =>
    withClass(
      all(await svg).find(({ attributes }) => attributes['data-component'] === id) as SvgElement,
      'outline',
    )[0] as SvgElement

  test('every line begins and ends on the outlines of its ends, and arrows point at the end', async () => {
    const shapes = new Map(drawing.components.map(({ id, shape }) => [id, shape]))
    for (const group of edges(await svg)) {
      const [begin, end] = endsOf(group)
      const { 'data-from': from = '', 'data-to': to = '' } = group.attributes
      for (const [tip, id] of [
        [begin, from],
        [end, to],
      ] as const) {
        // The ends of a cylinder are arcs, and the corners of boxes are round.
        const tolerance = shapes.get(id) === 'store' ? 7 : shapes.get(id) === 'model' ? 0.6 : 4
        expect(distance(tip, await outlineOf(id)), `${from} -> ${to} at ${id}`).toBeLessThan(tolerance)
      }
      const [head] = withClass(group, 'head')
      expect(pointsOf(head?.attributes.d ?? '')).toContainEqual(end)
    }
  })

  test('a flow that crosses has a mark on each boundary that it passes, and no other flow has one', async () => {
    const borders = withClass(await svg, 'boundary')
    const flows = edges(await svg).filter(({ attributes }) => attributes['data-flow'] !== undefined)
    expect(flows).toHaveLength(drawing.flows.length)
    for (const [index, { crosses, from, to }] of drawing.flows.entries()) {
      const marks = withClass(flows[index] as SvgElement, 'crossing')
      const passed = [...zonesOf(from)].filter((zone) => !zonesOf(to).has(zone)).length
      const entered = [...zonesOf(to)].filter((zone) => !zonesOf(from).has(zone)).length
      expect(marks.length > 0, `${from} -> ${to}`).toBe(crosses === true)
      if (crosses) expect(marks.length).toBeGreaterThanOrEqual(passed + entered)
      for (const mark of marks) {
        const { left, right, top, bottom } = shapeRectangle(mark, '')
        const middle: At = [(left + right) / 2, (top + bottom) / 2]
        expect(Math.min(...borders.map((border) => distance(middle, border)))).toBeLessThan(1)
      }
    }
  })

  function zonesOf(component: string): Set<string> {
    const found = new Set<string>()
    let next = drawing.components.find(({ id }) => id === component)?.zone
    for (; next !== undefined; next = drawing.zones.find(({ id }) => id === next)?.within) found.add(next)
    return found
  }
})
