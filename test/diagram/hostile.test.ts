import { instance } from '@viz-js/viz'
import { describe, expect, test } from 'vitest'
import { toDot } from '../../src/diagram/dot.ts'
import { layout } from '../../src/diagram/layout.ts'
import { toMermaid } from '../../src/diagram/mermaid.ts'
import { svgDocument, toSvg } from '../../src/diagram/svg.ts'
import { sanitize } from '../../src/report/sanitize.ts'
import { payloads } from '../formats/hostile-report.ts'
import { drawn } from './drawn.ts'
import { all, contains, parseSvg, type SvgElement, shapeRectangle, textRectangle, withClass } from './seen.ts'

const long = `${'a very long name that goes on and on '.repeat(40)}end`
const names = [...payloads, long, 'x'.repeat(3000), '🧑🏽‍🚀'.repeat(60), 'e\u0301'.repeat(200), '\\n\\l\\', ' ', 'end']

/** A system in which everything that may hold any text holds this one. */
function systemCalled(name: string): string {
  return JSON.stringify({
    atlaslint: 1,
    system: { name },
    zones: {
      out: { trust: 'untrusted', description: name },
      in: { trust: 'internal' },
      inner: { trust: 'restricted', within: 'in' },
    },
    components: {
      stranger: { kind: 'outsider', zone: 'out', name },
      agent: { kind: 'agent', zone: 'in', name },
      end: { kind: 'llm', zone: 'inner', name },
      constructor: { kind: 'database', name },
    },
    flows: [
      { from: 'stranger', to: 'agent', carries: ['message'], description: name },
      { from: 'agent', to: 'end', carries: ['prompt'], returns: ['completion'] },
      { from: 'agent', to: 'agent', carries: ['message'] },
      { from: 'agent', to: 'constructor' },
    ],
  }).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const drawings = names.map((name) => ({ name, drawing: drawn(systemCalled(name)) }))
const shown = ['svg', 'g', 'title', 'desc', 'style', 'rect', 'path', 'text']
const known =
  /^(xmlns|class|role|aria-labelledby|id|width|height|viewBox|x|y|rx|d|data-(component|kind|flow|from|to|zone|tie))$/
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

async function svgOf({ drawing }: (typeof drawings)[number]): Promise<string> {
  return svgDocument(toSvg(drawing, await layout(drawing)))
}

describe('SVG', () => {
  test('is well-formed, whatever things are called, and holds what we put there and nothing else', async () => {
    for (const each of drawings) {
      const text = await svgOf(each)
      expect(text).not.toMatch(unseen)
      const svg = parseSvg(text)
      for (const { name, attributes } of all(svg)) {
        expect(shown).toContain(name)
        for (const attribute of Object.keys(attributes)) expect(attribute).toMatch(known)
      }
      expect(withClass(svg, 'component').map(titleOf)).toContainEqual(`${inXml(each.name)} (agent), agent`)
    }
  })

  test('asks for nothing from outside', async () => {
    for (const each of drawings) {
      const svg = parseSvg(await svgOf(each))
      const style = all(svg).find(({ name }) => name === 'style')?.text ?? ''
      expect(style).toMatch(/^\.atlaslint-diagram /)
      expect(style).not.toMatch(/url|@import|expression|</)
    }
  })

  test('cuts long names in the picture and has them whole in the title', async () => {
    for (const each of drawings) {
      const svg = parseSvg(await svgOf(each))
      for (const group of withClass(svg, 'component')) {
        const box = shapeRectangle(withClass(group, 'outline')[0] as SvgElement, '')
        expect(box.right - box.left).toBeLessThan(220)
        for (const text of group.children.filter(({ name }) => name === 'text'))
          expect(contains(box, textRectangle(text))).toBe(true)
      }
      expect(Number(svg.attributes.width)).toBeLessThan(2500)
    }
  })
})

/** XML has no way to write two of the characters. */
function inXml(text: string): string {
  return sanitize(text).replace(/[\ufffe\uffff]/g, '\ufffd')
}

/** Without what the rules say of it. */
function titleOf({ children }: SvgElement): string {
  return (children.find(({ name }) => name === 'title')?.text ?? '').replace(/: [a-z]+ \d+, [a-z ]+$/, '')
}

interface DotAnswer {
  readonly label: string
  readonly objects: readonly { readonly name: string; readonly label: string; readonly nodes?: readonly number[] }[]
  readonly edges: readonly { readonly tail: number; readonly head: number; readonly label: string }[]
}

test('DOT: Graphviz reads back every component, zone and flow', async () => {
  const viz = await instance()
  for (const { name, drawing } of drawings) {
    const { status, output = '', errors } = viz.render(toDot(drawing), { format: 'json' })
    // It warns of letters whose widths it does not know; whoever draws with a font does.
    expect(errors.filter(({ level }) => level === 'error')).toEqual([])
    expect({ name, status }).toEqual({ name, status: 'success' })
    const read = JSON.parse(output) as DotAnswer
    const nodes = read.objects.filter(({ nodes }) => nodes === undefined)
    expect(nodes.map(({ name }) => name).sort()).toEqual(drawing.components.map(({ id }) => id).sort())
    expect(read.objects.filter(({ nodes }) => nodes !== undefined)).toHaveLength(drawing.zones.length)
    const named = (index: number) => read.objects[index]?.name
    expect(read.edges.map(({ tail, head }) => `${named(tail)} -> ${named(head)}`).sort()).toEqual(
      drawing.flows.map(({ from, to }) => `${from} -> ${to}`).sort(),
    )
    for (const { label } of nodes) expect(lines(label)).toContain(sanitize(name))
    expect(lines(read.label)[0]).toBe(sanitize(name))
  }
})

/** A label as Graphviz shows it: `\\n` ends a line, a backslash before anything else is that character. */
function lines(label: string): string[] {
  const shown = label.replace(/\\(.)/gu, (_, character: string) => (character === 'n' ? '\n' : character))
  return shown.split('\n')
}

test('Mermaid: names mean nothing to it, and every label is in quotation marks', () => {
  for (const { drawing } of drawings) {
    const text = toMermaid(drawing)
    expect(text).not.toMatch(unseen)
    const [head, kind, ...rest] = text.trimEnd().split('\n')
    expect(head).toMatch(/^%% [^{]*$/)
    expect(kind).toBe('flowchart LR')
    for (const line of rest) {
      const bare = line.replace(/"(?:[^"<>`&;#]|<br>|#\d+;)*"/g, 'Q')
      expect(bare).toMatch(
        /^ +(subgraph zone_\w+\[Q\]|end|component_\w+[[({]+Q[\])}]+(:::\w+)?|component_\w+ (<?(-->|==>)|-\.->) (\|Q\| )?component_\w+|classDef \w+ [\w#:,-]+)$/,
      )
    }
    expect(rest.filter((line) => /^ +component_\w+[[({]/.test(line))).toHaveLength(drawing.components.length)
  }
})
