/** A placed drawing as SVG: no script, no reference to anything outside, colours that a page may restyle. */

import { sanitize } from '../report/sanitize.ts'
import { count } from '../report/words.ts'
import { element, textElement, xmlDocument } from '../report/xml.ts'
import type { Drawing } from './drawing.ts'
import { badgeText, blockOf, fonts, type Line, lineWidth } from './measured.ts'
import type { Placement } from './placement.ts'
import { shifted } from './shift.ts'
import { componentGroup } from './svg-component.ts'
import { flowGroup, tieGroup } from './svg-flow.ts'
import { legend } from './svg-legend.ts'
import { styleSheet } from './svg-style.ts'
import { textLines } from './svg-text.ts'
import { zoneGroups, zoneTitles } from './svg-zone.ts'
import { shortened } from './text-size.ts'
import { touching } from './touch.ts'

const margin = 12
const headHeight = 46
const narrowest = 560
const longestTitle = 900

export interface SvgOptions {
  /** Begins the ids, so that several drawings can stand in one page. */
  readonly prefix?: string
  /** False where a page has the style sheet already, for all of its drawings. */
  readonly styled?: boolean
}

/** An element to put into a page. */
export function toSvg(drawing: Drawing, placement: Placement, options: SvgOptions = {}): string {
  const { prefix = 'atlaslint', styled = true } = options
  const placed = touching(shifted(placement, { x: margin, y: headHeight }), drawing)
  const width = Math.ceil(Math.max(placed.width + 2 * margin, narrowest, headWidth(drawing) + 2 * margin))
  const end = headHeight + placed.height + margin
  const explained = legend(drawing, { x: margin, y: end }, width - 2 * margin)
  const height = Math.ceil(end + explained.height + margin)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'atlaslint-diagram',
      role: 'img',
      'aria-labelledby': `${prefix}-title ${prefix}-desc`,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    [
      textElement('title', { id: `${prefix}-title` }, sanitize(drawing.title)),
      textElement('desc', { id: `${prefix}-desc` }, described(drawing)),
      ...(styled ? [textElement('style', {}, styleSheet)] : []),
      element('rect', { class: 'paper', x: 0, y: 0, width, height }),
      head(drawing),
      ...zoneGroups(drawing, placed),
      ...drawing.ties.map((tie, index) => tieGroup(tie, placed.ties[index])),
      ...drawing.flows.map((flow, index) => flowGroup(flow, placed.flows[index], { drawing, placed })),
      ...zoneTitles(drawing, placed),
      ...drawing.components.map((component, index) => componentGroup(component, placed.components[index])),
      explained.svg,
    ],
  )
}

/** The same as a file. */
export function svgDocument(svg: string): string {
  return xmlDocument(svg)
}

function headLines({ title, mark }: Drawing): Line[] {
  return [
    { style: 'title', text: shortened(sanitize(title), longestTitle, fonts.title) },
    ...(mark === undefined ? [] : [{ style: 'badge', text: `the system: ${badgeText(mark)}` } as const]),
  ]
}

function headWidth(drawing: Drawing): number {
  return headLines(drawing).reduce((sum, line) => sum + lineWidth(line) + 12, 0)
}

function head(drawing: Drawing): string {
  let x = margin
  const parts = headLines(drawing).map((line) => {
    const block = blockOf([line])
    const svg = textLines(block, { x, y: margin, width: block.width, height: block.height }, drawing.mark)
    x += block.width + 12
    return svg
  })
  return element('g', { class: 'head' }, parts.flat())
}

function described({ components, flows, zones, marked }: Drawing): string {
  const what = [count(components.length, 'component'), count(flows.length, 'flow'), count(zones.length, 'zone')]
  return `Data-flow diagram: ${what.join(', ')}${marked ? ', marked with what is exposed to attacks of MITRE ATLAS' : ''}.`
}
