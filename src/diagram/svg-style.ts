import type { Status } from '../analysis/exposure.ts'
import { colors } from './palette.ts'

/** A colour that a page may replace; programs that know no variables take the first. */
function painted(property: 'fill' | 'stroke', name: string, fallback: string): string {
  return `${property}:${fallback};${property}:var(--diagram-${name},${fallback})`
}

const widths: Readonly<Record<string, number>> = {
  critical: 3.2,
  high: 2.6,
  medium: 2.1,
  low: 1.7,
  accepted: 1.5,
  mitigated: 1.5,
}

/** What is open has an unbroken line; the less is left, the more it is broken. */
const dashes: Readonly<Partial<Record<Status, string>>> = {
  'partly-mitigated': '12 3',
  detected: '12 3 3 3',
  planned: '6 4',
  accepted: '2 3',
}

function levelRules(): string[] {
  return Object.entries(colors).flatMap(([level, { line, fill }]) => [
    `.level-${level} .outline,.level-${level} .rim,.level-${level} .line,.level-${level} .head{${painted('stroke', `${level}-line`, line)}}`,
    `.level-${level} .outline{${painted('fill', `${level}-fill`, fill)};stroke-width:${widths[level]}}`,
    `.level-${level} .line{stroke-width:${(widths[level] as number) - 0.4}}`,
    `.level-${level} .head,.pill.level-${level}{${painted('fill', `${level}-line`, line)}}`,
  ])
}

/** Everything is below the class of the drawing, because a page shares its styles with what stands in it. */
export const styleSheet = [
  'text{font-family:"Helvetica Neue",Helvetica,Arial,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;text-anchor:middle;stroke:none}',
  `text{${painted('fill', 'ink', '#1b2430')}}`,
  '.text-title{font-size:17px;font-weight:bold}',
  '.text-name{font-size:13px;font-weight:bold}',
  '.text-kind,.text-flow{font-size:10.5px}',
  '.text-zone{font-size:12px;font-weight:bold}',
  '.text-badge{font-size:10px;font-weight:bold}',
  '.text-legend{font-size:11px;text-anchor:start}',
  `.text-badge{${painted('fill', 'badge-ink', '#ffffff')}}`,
  `.text-kind,.faint{${painted('fill', 'muted', '#4b5766')}}`,
  '.faint{font-style:italic}',
  `.paper{${painted('fill', 'paper', '#ffffff')}}`,
  '.plate{fill:none}',
  `.zone-plate{${painted('fill', 'zone-fill', '#f6f8fa')}}`,
  `.boundary{${painted('fill', 'zone-fill', '#f6f8fa')};${painted('stroke', 'zone-line', '#5b6675')};stroke-width:1.4;stroke-dasharray:9 4}`,
  `.outline{${painted('fill', 'component-fill', '#ffffff')};${painted('stroke', 'line', '#3a4553')};stroke-width:1.2}`,
  '.rim{fill:none}',
  `.rim{${painted('stroke', 'line', '#3a4553')};stroke-width:1}`,
  `.line{fill:none;${painted('stroke', 'line', '#3a4553')};stroke-width:1.2}`,
  `.head{${painted('fill', 'line', '#3a4553')};${painted('stroke', 'line', '#3a4553')};stroke-width:1}`,
  '.head.back{fill:none;stroke-width:1.4}',
  `.tie .line,.tie .head{${painted('stroke', 'muted', '#4b5766')};stroke-width:1;stroke-dasharray:1 3}`,
  '.tie .head{stroke-dasharray:none}',
  `.pill{${painted('fill', 'line', '#3a4553')}}`,
  `.spark{${painted('fill', 'ai', '#5b3fd1')}}`,
  `.crossing{${painted('fill', 'crossing', '#1b2430')};${painted('stroke', 'paper', '#ffffff')};stroke-width:1.5}`,
  ...levelRules(),
  '.marked .head.back{fill:none}',
  ...Object.entries(dashes).map(
    ([status, dash]) => `.status-${status} .outline,.status-${status} .line{stroke-dasharray:${dash}}`,
  ),
]
  .map((rule) =>
    rule.replace(/^[^{]*/, (selectors) =>
      selectors
        .split(',')
        .map((selector) => `.atlaslint-diagram ${selector}`)
        .join(','),
    ),
  )
  .join('\n')
