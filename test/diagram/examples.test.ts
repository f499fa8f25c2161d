import { describe, expect, test } from 'vitest'
import { layout } from '../../src/diagram/layout.ts'
import { toSvg } from '../../src/diagram/svg.ts'
import { drawn, examples, exampleText } from './drawn.ts'

describe.each(examples)('%s', (name) => {
  test('shows every component, flow and zone, and is the same twice', async () => {
    const drawing = drawn(exampleText(name))
    const svg = toSvg(drawing, await layout(drawing))
    const shown = (attribute: string) =>
      [...svg.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, id]) => id)
    expect(shown('data-component')).toEqual(drawing.components.map(({ id }) => id))
    expect(shown('data-flow')).toEqual(drawing.flows.map(({ id }) => id.replace('>', '&gt;')))
    expect(shown('data-zone').sort()).toEqual(drawing.zones.map(({ id }) => id).sort())
    expect(toSvg(drawing, await layout(drawing))).toBe(svg)
  })
})
