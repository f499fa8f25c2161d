import { sanitize } from '../report/sanitize.ts'
import type { Drawing, DrawnComponent, DrawnFlow, DrawnZone, Mark, Shape } from './drawing.ts'
import { levelOf } from './drawing.ts'
import { badgeText } from './measured.ts'
import { colors } from './palette.ts'

const shapes: Readonly<Record<Shape, string>> = {
  actor: 'shape=box',
  process: 'shape=box, style="rounded,filled"',
  store: 'shape=cylinder',
  model: 'shape=hexagon',
  agent: 'shape=box, style="rounded,filled", peripheries=2',
}

/** For Graphviz: zones as clusters, everything else as nodes and edges. */
export function toDot(drawing: Drawing): string {
  return `${[
    'digraph system {',
    `  label=${quoted([drawing.title, ...badges(drawing.mark)])}`,
    '  labelloc=t',
    '  rankdir=LR',
    '  fontname="Helvetica"',
    '  node [fontname="Helvetica", fontsize=12, style=filled, fillcolor="#ffffff"]',
    '  edge [fontname="Helvetica", fontsize=10]',
    ...inside(undefined, drawing).map(indented),
    ...drawing.flows.map(flowLine).map(indented),
    ...drawing.ties.map(
      ({ kind, from, to }) =>
        `  ${quoted([from])} -> ${quoted([to])} [label=${quoted([kind])}, style=dotted, color="#6b7280"]`,
    ),
    '}',
  ].join('\n')}\n`
}

function inside(zone: string | undefined, drawing: Drawing): string[] {
  return [
    ...drawing.zones.filter(({ within }) => within === zone).flatMap((each) => cluster(each, drawing)),
    ...drawing.components.filter((component) => component.zone === zone).map(nodeLine),
  ]
}

function cluster({ id, trust }: DrawnZone, drawing: Drawing): string[] {
  return [
    `subgraph ${quoted([`cluster_${id}`])} {`,
    `  label=${quoted([`${id} (${trust})`])}`,
    '  style=dashed',
    ...inside(id, drawing).map(indented),
    '}',
  ]
}

function nodeLine({ id, name, kind, shape, mark }: DrawnComponent): string {
  const label = quoted([kind, name, ...badges(mark)])
  return `${quoted([id])} [label=${label}, ${shapes[shape]}${stroke(mark)}]`
}

function flowLine({ from, to, carries, returns, crosses, mark }: DrawnFlow): string {
  const back = returns.length === 0 ? [] : [`returns ${returns.join(', ')}`]
  const label = quoted([...badges(mark), carries.join(', '), ...back].filter((line) => line !== ''))
  const both = returns.length === 0 ? '' : ', dir=both, arrowtail=open'
  return `${quoted([from])} -> ${quoted([to])} [label=${label}${both}${crosses ? ', style=dashed' : ''}${stroke(mark)}]`
}

function stroke(mark: Mark | undefined): string {
  if (mark === undefined) return ''
  const { line } = colors[levelOf(mark)]
  return `, color="${line}", penwidth=2`
}

function badges(mark: Mark | undefined): string[] {
  return mark === undefined ? [] : [badgeText(mark)]
}

function indented(line: string): string {
  return `  ${line}`
}

/** A quoted string of DOT with centred lines; a backslash and a quotation mark are all that means something in it. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map((line) => sanitize(line).replaceAll('\\', '\\\\').replaceAll('"', '\\"')).join('\\n')}"`
}
