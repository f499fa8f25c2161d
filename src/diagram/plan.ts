/** What the layout is asked: a graph of boxes, in the language of Graphviz. Everything has a number for a name, so no text of a manifest is in it. */

import type { Drawing } from './drawing.ts'
import { isLabelled } from './limits.ts'
import { type Block, blockOf, componentSize, flowBlock, tieBlock, zoneBlock } from './measured.ts'

export type Direction = 'LR' | 'TB'

/** Where a label stands in for its flow: it is a box on the way, so that nothing else runs through it. */
export interface Link {
  /** `flow0`, `tie3`; its label has the same name. */
  readonly name: string
  /** Names of its ends: `component0`. */
  readonly from: string
  readonly to: string
  readonly label: Block
  /** The innermost zone around both ends. */
  readonly zone: string | undefined
}

export function linksOf(drawing: Drawing): Link[] {
  const around = zonesAround(drawing)
  const nameOf = new Map(drawing.components.map(({ id }, index) => [id, `component${index}`]))
  const labelled = isLabelled(drawing)
  const link = (name: string, { from, to }: { readonly from: string; readonly to: string }, block: Block): Link => {
    const label = labelled ? block : blockOf([])
    const outer = new Set(around(to))
    const zone = around(from).find((each) => outer.has(each))
    return { name, from: nameOf.get(from) ?? from, to: nameOf.get(to) ?? to, label, zone }
  }
  return [
    ...drawing.flows.map((flow, index) => link(`flow${index}`, flow, flowBlock(flow))),
    ...drawing.ties.map((tie, index) => link(`tie${index}`, tie, tieBlock(tie))),
  ]
}

/** Component id → the zones that it lies in, innermost first. */
export function zonesAround({ components, zones }: Drawing): (component: string) => readonly string[] {
  const within = new Map(zones.map((zone) => [zone.id, zone.within]))
  const zoneOf = new Map(components.map(({ id, zone }) => [id, zone]))
  return (component) => {
    const chain: string[] = []
    for (let next = zoneOf.get(component); next !== undefined; next = within.get(next)) chain.push(next)
    return chain
  }
}

const gaps = 'nodesep=0.24 ranksep=0.36'
const plateMargin = { width: 8, height: 4 }

export interface Asked {
  readonly drawing: Drawing
  readonly links: readonly Link[]
  readonly direction: Direction
  /** True for a link that is to be ranked against its direction, so that a way back does not pull its ends apart. */
  readonly turned: (link: Link) => boolean
}

export function planOf(asked: Asked): string {
  const lines = [
    'digraph {',
    `graph [rankdir=${asked.direction} ${gaps} splines=spline]`,
    'node [shape=box fixedsize=true label=""]',
    'edge [dir=none]',
    ...inside(undefined, asked),
    ...asked.links.flatMap((link) => edges(link, asked.turned(link))),
    '}',
  ]
  return lines.join('\n')
}

function inside(zone: string | undefined, asked: Asked): string[] {
  const { drawing, links } = asked
  return [
    ...drawing.zones.flatMap((each, index) => {
      if (each.within !== zone) return []
      const { width, height } = zoneBlock(each)
      const title = `<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="${width + 8}" HEIGHT="${height + 2}"><TR><TD></TD></TR></TABLE>>`
      return [
        `subgraph cluster_${index} {`,
        `graph [label=${title} labeljust=l margin=20]`,
        ...inside(each.id, asked),
        '}',
      ]
    }),
    ...drawing.components.flatMap((each, index) =>
      each.zone === zone ? [node(`component${index}`, componentSize(each))] : [],
    ),
    ...links
      .filter((link) => link.zone === zone && hasLabel(link))
      .map(({ name, label }) => node(name, plateSize(label))),
  ]
}

export function hasLabel({ label }: Link): boolean {
  return label.lines.length > 0
}

export function plateSize({ width, height }: Block): { width: number; height: number } {
  return { width: width + plateMargin.width, height: height + plateMargin.height }
}

/** Graphviz counts in inches of 72 pixels. */
function node(name: string, { width, height }: { readonly width: number; readonly height: number }): string {
  return `${name} [width=${width / 72} height=${height / 72}]`
}

function edges(link: Link, turned: boolean): string[] {
  const [from, to] = turned ? [link.to, link.from] : [link.from, link.to]
  if (!hasLabel(link)) return [`${from} -> ${to} [id=${link.name}]`]
  return [`${from} -> ${link.name} [id=${link.name}a]`, `${link.name} -> ${to} [id=${link.name}b]`]
}
