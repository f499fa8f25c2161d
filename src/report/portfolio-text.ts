/** The portfolio for a terminal: four tables, worst first. */

import type { severities } from '../finding.ts'
import type { Portfolio, SeverityCounts } from './portfolio.ts'
import type { Report } from './report.ts'
import { sanitize } from './sanitize.ts'
import { displayWidth, padTo } from './width.ts'
import { count } from './words.ts'

export const sections = ['systems', 'techniques', 'owners', 'tactics'] as const
export type Section = (typeof sections)[number]

export interface PortfolioTextOptions {
  /** Sections to show, in this order. */
  readonly by: readonly Section[]
  /** Rows of each. */
  readonly top: number
}

interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Of what there is more. */
  readonly noun: string
}

const counted = ['critical', 'high', 'medium', 'low'] as const satisfies readonly (typeof severities)[number][]

export function portfolioText(portfolio: Portfolio, report: Report, { by, top }: PortfolioTextOptions): string {
  const blocks = by.map((section) => tables[section](portfolio)).map((table) => block(table, top))
  return `${[...blocks, headline(portfolio, report)].join('\n')}\n`
}

const tables: Readonly<Record<Section, (portfolio: Portfolio) => Table>> = {
  systems: ({ systems }) => ({
    noun: 'system',
    head: ['system', ...counted, 'open', 'incidents', 'file'],
    rows: systems.map(({ system, file, judged, findings, applicable, open, incidents }) => [
      sanitize(system),
      ...numbers(findings),
      judged ? `${open}/${applicable}` : 'not valid',
      dash(incidents),
      sanitize(file),
    ]),
  }),
  techniques: ({ techniques }) => ({
    noun: 'technique',
    head: ['technique', ...counted, 'systems'],
    rows: techniques.map(({ technique, name, findings, systems }) => [
      sanitize(technique === name ? technique : `${technique} ${name}`),
      ...numbers(findings),
      String(systems),
    ]),
  }),
  owners: ({ owners }) => ({
    noun: 'owner',
    head: ['owner', ...counted, 'systems'],
    rows: owners.map(({ owner, findings, systems }) => [
      owner === undefined ? '(nobody)' : sanitize(owner),
      ...numbers(findings),
      String(systems),
    ]),
  }),
  tactics: ({ tactics }) => ({
    noun: 'tactic',
    head: ['tactic', 'apply', 'open', 'mitigated', 'systems'],
    rows: tactics.map(({ name, applicable, open, mitigated, systems }) => [
      sanitize(name),
      dash(applicable),
      dash(open),
      dash(mitigated),
      dash(systems),
    ]),
  }),
}

function numbers(findings: SeverityCounts): string[] {
  return counted.map((severity) => dash(findings[severity]))
}

function dash(number: number): string {
  return number === 0 ? '-' : String(number)
}

/** The first column and file names stand left, numbers right. */
function block({ head, rows, noun }: Table, top: number): string {
  const shown = rows.slice(0, top)
  const widths = head.map((title, column) =>
    Math.max(...[title, ...shown.map((row) => row[column] ?? '')].map(displayWidth)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        padTo(cell, widths[column] ?? 0, column === 0 || head[column] === 'file' ? 'right' : 'left'),
      )
      .join('  ')
      .trimEnd()
  const more = rows.length - shown.length
  const note = more > 0 ? [`(and ${count(more, `more ${noun}`)}: --top ${rows.length} shows all)`] : []
  const none = rows.length === 0 ? ['(none)'] : []
  return [line(head), ...shown.map(line), ...none, ...note].map((text) => `${text}\n`).join('')
}

function headline({ systems }: Portfolio, { catalog, now }: Report): string {
  const invalid = systems.filter(({ judged }) => !judged).length
  const notValid = invalid === 0 ? '' : ` (${invalid} not valid, not judged)`
  return `${count(systems.length, 'system')}${notValid}; ATLAS ${sanitize(catalog.release)}; as of ${now}`
}
