import { worstStatuses } from '../analysis/coverage.ts'
import type { Exposure, Status } from '../analysis/exposure.ts'
import type { Catalog } from '../atlas/catalog.ts'

/** One system in the matrix. */
export interface CoveredSystem {
  readonly name: string
  readonly exposures: readonly Exposure[]
  /** Techniques that a rule judges there: each system may have a configuration of its own. */
  readonly judged: ReadonlySet<string>
}

/** What the matrix is held against. */
export interface CoverageContext {
  readonly catalog: Catalog
  /** Techniques that no architectural fact can tell, with the reason. */
  readonly notJudged: ReadonlyMap<string, string>
}

/** How a technique stands in one column; `-` where it does not apply, `?` where nothing judges it. */
export type Cell = Status | '-' | '?'

/** One row of the matrix: a technique, and how it stands in each system. */
export interface CoverageRow {
  readonly technique: string
  readonly name: string
  readonly cells: readonly Cell[]
}

export interface CoverageMatrix {
  readonly systems: readonly string[]
  readonly tactics: readonly { readonly tactic: string; readonly name: string; readonly rows: readonly CoverageRow[] }[]
  /** Share of applicable techniques that are mitigated, accepted or judged not to apply; one per system, 1 where none applies. */
  readonly settled: readonly number[]
  readonly notJudged: readonly { readonly technique: string; readonly name: string; readonly reason: string }[]
}

/** Tactic by tactic, technique by status, for one system or several side by side. A technique of two tactics stands in both. */
export function coverageMatrix(
  systems: readonly CoveredSystem[],
  { catalog, notJudged }: CoverageContext,
): CoverageMatrix {
  const columns = systems.map(({ exposures, judged }) => ({ judged, statuses: worstStatuses(exposures) }))
  const techniques = [...catalog.techniques.values()]
  return {
    systems: systems.map(({ name }) => name),
    tactics: catalog.tactics.map(({ id, name }) => ({
      tactic: id,
      name,
      rows: techniques
        .filter(({ tactics }) => tactics.includes(id))
        .map((technique) => ({
          technique: technique.id,
          name: technique.fullName,
          cells: columns.map(({ judged, statuses }) => cellOf(technique.id, judged, statuses)),
        })),
    })),
    settled: columns.map(({ statuses }) => settledShare(statuses)),
    notJudged: techniques.flatMap(({ id, fullName }) => {
      const lacking = systems.filter(({ judged }) => !judged.has(id))
      if (lacking.length === 0) return []
      const reason = notJudged.get(id) ?? whereNot(lacking, systems)
      return [{ technique: id, name: fullName, reason }]
    }),
  }
}

function cellOf(technique: string, judged: ReadonlySet<string>, statuses: ReadonlyMap<string, Status>): Cell {
  return statuses.get(technique) ?? (judged.has(technique) ? '-' : '?')
}

/** Where nothing judges a technique, as a reason; a rule that is switched off for one system judges the others. */
function whereNot(lacking: readonly CoveredSystem[], systems: readonly CoveredSystem[]): string {
  const everywhere = lacking.length === systems.length
  return everywhere ? 'no rule judges it' : `no rule judges it in ${lacking.map(({ name }) => name).join(', ')}`
}

function settledShare(column: ReadonlyMap<string, Status>): number {
  const settled = [...column.values()].filter(
    (status) => status === 'mitigated' || status === 'accepted' || status === 'not-applicable',
  )
  return column.size === 0 ? 1 : settled.length / column.size
}

const nameWidth = 56

/** The matrix as text: rows that apply somewhere; the others are counted. */
export function coverageText(matrix: CoverageMatrix, all: boolean): string {
  const blocks = matrix.tactics.map((tactic) => tacticText(tactic, all))
  const legend = matrix.systems.map(
    (name, index) =>
      `  ${column(index)}  ${name}: ${percent(matrix.settled[index] ?? 1)} of the techniques that apply are settled`,
  )
  const reasons = matrix.notJudged.map(({ technique, name, reason }) => `  ${technique} ${name}: ${reason}`)
  return [
    ['Systems:', ...legend].join('\n'),
    ...blocks,
    [`Not judged (${matrix.notJudged.length}):`, ...(reasons.length > 0 ? reasons : ['  none'])].join('\n'),
  ].join('\n\n')
}

function tacticText({ name, rows }: CoverageMatrix['tactics'][number], all: boolean): string {
  const shown = all ? rows : rows.filter(({ cells }) => cells.some((cell) => cell !== '-' && cell !== '?'))
  const head = `${name}: ${shown.length} of ${rows.length} techniques apply somewhere`
  const lines = shown.map(
    ({ technique, name: title, cells }) =>
      `  ${pad(`${technique} ${title}`, nameWidth)} ${cells
        .map((cell) => pad(cell, 16))
        .join(' ')
        .trimEnd()}`,
  )
  return [all ? name : head, ...lines].join('\n')
}

function column(index: number): string {
  return `column ${index + 1}`
}

function pad(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 3)}...` : text.padEnd(width)
}

function percent(share: number): string {
  return `${Math.floor(share * 100)}%`
}
