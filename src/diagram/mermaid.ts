import { sanitize } from '../report/sanitize.ts'
import {
  type Drawing,
  type DrawnComponent,
  type DrawnFlow,
  type DrawnZone,
  levelOf,
  type Mark,
  type Shape,
} from './drawing.ts'
import { badgeText } from './measured.ts'
import { colors } from './palette.ts'

const brackets: Readonly<Record<Shape, readonly [string, string]>> = {
  actor: ['[', ']'],
  process: ['(', ')'],
  store: ['[(', ')]'],
  model: ['{{', '}}'],
  agent: ['([', '])'],
}

/** A flowchart for pages that draw Mermaid, such as those of GitHub and GitLab: zones are subgraphs. */
export function toMermaid(drawing: Drawing): string {
  return `${[
    `%% ${plain(drawing.title)}`,
    'flowchart LR',
    ...inside(undefined, drawing).map(indented),
    ...drawing.flows.map(flowLine).map(indented),
    ...drawing.ties.map(({ kind, from, to }) => `  ${name(from)} -.-> |${label([kind])}| ${name(to)}`),
    ...classes(drawing).map(indented),
  ].join('\n')}\n`
}

function inside(zone: string | undefined, drawing: Drawing): string[] {
  return [
    ...drawing.zones.filter(({ within }) => within === zone).flatMap((each) => subgraph(each, drawing)),
    ...drawing.components.filter((component) => component.zone === zone).map(nodeLine),
  ]
}

function subgraph({ id, trust }: DrawnZone, drawing: Drawing): string[] {
  return [`subgraph zone_${word(id)}[${label([`${id} (${trust})`])}]`, ...inside(id, drawing).map(indented), 'end']
}

function nodeLine({ id, name: title, kind, shape, mark }: DrawnComponent): string {
  const [open, close] = brackets[shape]
  const level = mark === undefined ? '' : `:::${levelOf(mark)}`
  return `${name(id)}${open}${label([kind, title, ...badges(mark)])}${close}${level}`
}

/** What crosses a trust boundary is drawn thick. */
function flowLine({ from, to, carries, returns, crosses, mark }: DrawnFlow): string {
  const back = returns.length === 0 ? [] : [`returns ${returns.join(', ')}`]
  const lines = [...badges(mark), carries.join(', '), ...back].filter((line) => line !== '')
  const arrow = `${returns.length === 0 ? '' : '<'}${crosses ? '==>' : '-->'}`
  return `${name(from)} ${arrow} ${lines.length === 0 ? '' : `|${label(lines)}| `}${name(to)}`
}

function classes({ components }: Drawing): string[] {
  const used = new Set(components.flatMap(({ mark }) => (mark === undefined ? [] : [levelOf(mark)])))
  return [...used].sort().map((level) => {
    const { line, fill } = colors[level]
    return `classDef ${level} fill:${fill},stroke:${line},stroke-width:2px,color:#1b2430`
  })
}

function badges(mark: Mark | undefined): string[] {
  return mark === undefined ? [] : [badgeText(mark)]
}

function name(component: string): string {
  return `component_${word(component)}`
}

/** Hyphens would be read as lines. */
function word(id: string): string {
  return id.replaceAll('-', '_')
}

/** Lines in quotation marks. Mermaid knows no escape in them but its own kind of entities, and takes HTML for HTML and Markdown for Markdown. */
function label(lines: readonly string[]): string {
  return `"${lines.map(plain).join('<br>')}"`
}

function plain(text: string): string {
  return sanitize(text).replace(
    /["#&<>`\\%;{}]|(?<=\b[a-z]+):(?=\/\/)|[*_](?=\S)/gi,
    (character) => `#${character.codePointAt(0)};`,
  )
}

function indented(line: string): string {
  return `  ${line}`
}
