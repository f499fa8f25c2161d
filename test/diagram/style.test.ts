import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { draw } from '../../src/diagram/draw.ts'
import type { Level } from '../../src/diagram/drawing.ts'
import { layout } from '../../src/diagram/layout.ts'
import { colors } from '../../src/diagram/palette.ts'
import { toSvg } from '../../src/diagram/svg.ts'
import { styleSheet } from '../../src/diagram/svg-style.ts'
import { drawn, exampleText, judged } from './drawn.ts'
import { all, classesOf, parseSvg, withClass } from './seen.ts'

const levels = Object.keys(colors) as Level[]

describe('colours', () => {
  test('each is a variable, after the same colour for programs that know no variables', () => {
    const declarations = [...styleSheet.matchAll(/(fill|stroke):([^;}]+)/g)].map(([, property, value]) => [
      property,
      value,
    ])
    const variables = declarations.filter(([, value]) => value?.startsWith('var('))
    expect(variables.length).toBeGreaterThan(20)
    for (const [index, [property, value]] of declarations.entries()) {
      if (value === 'none') continue
      const [, fallback] = /^var\(--diagram-[a-z-]+,(#[0-9a-f]{6})\)$/.exec(value ?? '') ?? []
      if (fallback === undefined) expect(declarations[index + 1]?.[1]).toMatch(new RegExp(`^var\\(.*,${value}\\)$`))
      else expect(declarations[index - 1]).toEqual([property, fallback])
    }
  })

  test('docs/diagrams.md names exactly the variables that there are', () => {
    const page = readFileSync('docs/diagrams.md', 'utf8').replaceAll('`--diagram-<level>-', '<')
    const documented = new Set([...page.matchAll(/`--diagram-([a-z-]+)`/g)].map(([, name]) => name))
    const used = new Set([...styleSheet.matchAll(/--diagram-([a-z-]+)/g)].map(([, name]) => name))
    for (const level of levels) for (const part of ['line', 'fill']) expect(used.delete(`${level}-${part}`)).toBe(true)
    expect(documented).toEqual(used)
  })

  test('stand out from the paper and from their own filling, also in grey', () => {
    for (const level of levels) {
      expect(contrast(colors[level].line, '#ffffff')).toBeGreaterThan(4.5)
      expect(contrast(colors[level].line, colors[level].fill)).toBeGreaterThan(4.5)
    }
  })
})

/** As WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('without colours the picture says the same: a word for every level, a pattern for every status', async () => {
  const drawing = drawn(exampleText('coding-agent'))
  const svg = parseSvg(toSvg(drawing, await layout(drawing)))
  for (const group of withClass(svg, 'component').filter((each) => classesOf(each).includes('marked'))) {
    const level = classesOf(group)
      .find((name) => name.startsWith('level-'))
      ?.slice('level-'.length)
    expect(withClass(group, 'text-badge').map(({ text }) => text.split(' ')[0])).toEqual([level])
  }
  const dashes = ['partly-mitigated', 'detected', 'planned', 'accepted'].map(
    (status) => new RegExp(`status-${status} \\.line\\{stroke-dasharray:([\\d ]+)`).exec(styleSheet)?.[1],
  )
  expect(dashes).not.toContain(undefined)
  expect(new Set(dashes).size).toBe(4)
})

test('the legend explains the signs that occur, and no others', async () => {
  const words = async (text: string) => {
    const drawing = drawn(text)
    const svg = parseSvg(toSvg(drawing, await layout(drawing)))
    return withClass(svg, 'text-legend').map((each) => each.text)
  }
  const agent = await words(exampleText('coding-agent'))
  expect(agent).toEqual(
    expect.arrayContaining(['agent', 'model', 'crosses a trust boundary', 'all accepted', 'worst is critical']),
  )
  expect(agent).not.toContain('all mitigated')
  expect(await words('atlaslint: 1\nsystem: { name: x }\ncomponents: { a: { kind: database } }\n')).toEqual([
    'data store',
    'nothing is exposed',
  ])
})

test('several drawings can stand in one page: ids begin as they are told to', async () => {
  const { system, exposures } = judged(exampleText('support-chatbot'))
  const drawing = draw(system, exposures)
  const placed = await layout(drawing)
  const ids = async (prefix: string) =>
    all(parseSvg(toSvg(drawing, placed, { prefix }))).flatMap(({ attributes: { id } }) => id ?? [])
  expect(await ids('first')).toEqual(['first-title', 'first-desc'])
  expect(await ids('second')).toEqual(['second-title', 'second-desc'])
  expect(toSvg(draw(system), placed)).not.toMatch(/class="[^"]*marked/)
})
