/** The ATLAS matrix of one system: tactics as columns, a cell for each technique that applies. */

import { worstStatuses } from '../analysis/coverage.ts'
import type { Status } from '../analysis/exposure.ts'
import { type Severity, severities } from '../finding.ts'
import { count, statusWords } from '../report/words.ts'
import { html, type Markup } from './markup.ts'
import { section } from './pieces.ts'
import { entryId, nameOf, type SystemPage } from './system-page.ts'

interface Column {
  readonly name: string
  /** How many the tactic has. */
  readonly techniques: number
  readonly cells: readonly Cell[]
}

interface Cell {
  readonly technique: string
  readonly status: Status
  readonly severity: Severity
  /** Entries of the list; the first is the worst. */
  readonly entry: string
  readonly subjects: number
}

export function matrixSection(page: SystemPage): Markup | undefined {
  const { catalog, exposures, manifest } = page
  if (catalog === undefined || exposures.length === 0) return undefined
  const cells = cellsOf(page)
  const columns = catalog.tactics.map(({ name, techniques }) => ({
    name,
    techniques: techniques.length,
    cells: techniques.flatMap((technique) => cells.get(technique) ?? []),
  }))
  const used = columns.filter((column) => column.cells.length > 0)
  const empty = columns.filter((column) => column.cells.length === 0).map(({ name }) => name)
  return section(
    page,
    { name: 'matrix', heading: 'ATLAS matrix', counted: `${count(manifest.coverage.applicable, 'technique')} apply` },
    html`<div class="matrix" tabindex="0" role="region" aria-label="ATLAS matrix of ${manifest.system}"><div class="columns">${used.map((column) => columnMarkup(column, page))}</div></div>${emptyText(empty)}`,
  )
}

/** How a technique stands: its worst status, and the severity of the worst exposure in that status. */
function cellsOf(page: SystemPage): Map<string, Cell> {
  const { exposures } = page
  const cells = new Map<string, Cell>()
  for (const [technique, status] of worstStatuses(exposures)) {
    const own = exposures.flatMap((exposure, index) =>
      exposure.technique === technique && exposure.status === status ? [{ exposure, index }] : [],
    )
    const worst = own.toSorted((one, other) => rank(other.exposure.severity) - rank(one.exposure.severity))[0]
    if (worst === undefined) continue
    const { severity } = worst.exposure
    cells.set(technique, { technique, status, severity, entry: entryId(page, worst.index), subjects: own.length })
  }
  return cells
}

function rank(severity: Severity): number {
  return severities.indexOf(severity)
}

/** A tactic without a cell is a line, not a column: the others need the room. */
function emptyText(names: readonly string[]): Markup | undefined {
  return names.length === 0 ? undefined : html`<p class="counted">Nothing applies in ${names.join(', ')}.</p>`
}

function columnMarkup({ name, cells, techniques }: Column, page: SystemPage): Markup {
  const sorted = cells.toSorted((one, other) => weight(other) - weight(one))
  const items = sorted.map((cell) => html`<li>${cellMarkup(cell, page)}</li>`)
  return html`<section class="column"><h4>${name}</h4><p class="counted">${cells.length} of ${techniques}</p><ul>${items}</ul></section>
`
}

/** What can be used comes before what is settled, each by severity. */
function weight({ status, severity }: Cell): number {
  const settled = status === 'mitigated' || status === 'accepted' || status === 'not-applicable'
  return rank(severity) + (settled ? 0 : 10)
}

function cellMarkup({ technique, status, severity, entry, subjects }: Cell, page: SystemPage): Markup {
  const places = subjects > 1 ? ` on ${subjects} places` : ''
  return html`<a class="cell status-${status} severity-${severity}" href="#${entry}"><span class="id">${technique}</span><span class="name">${nameOf(page, technique)}</span><span class="how">${statusWords[status]}, ${severity}${places}</span></a>`
}
