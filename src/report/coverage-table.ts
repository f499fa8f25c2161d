/** Coverage by tactic. Built by hand: a table package takes longer for it than the whole linting does. */

import type { TacticCoverage } from '../analysis/coverage.ts'
import type { Status } from '../analysis/exposure.ts'
import type { Paint } from './paint.ts'
import type { Report } from './report.ts'
import { sanitize } from './sanitize.ts'
import { displayWidth, padTo } from './width.ts'

/** Columns of the table, and the statuses that each one counts. */
const columns: readonly { readonly title: string; readonly statuses: readonly Status[] }[] = [
  { title: 'open', statuses: ['open'] },
  { title: 'partly', statuses: ['partly-mitigated'] },
  { title: 'detected', statuses: ['detected'] },
  { title: 'planned', statuses: ['planned'] },
  { title: 'accepted', statuses: ['accepted', 'not-applicable'] },
  { title: 'mitigated', statuses: ['mitigated'] },
]

/** A row for each tactic with a technique that applies, in the order of the matrix; empty when none does. */
export function coverageTable(report: Report, { paint }: { readonly paint: Paint }): string[] {
  const tactics = sumTactics(report)
  if (tactics.every(({ applicable }) => applicable === 0)) return []
  const head = ['tactic', 'apply', ...columns.map(({ title }) => title)]
  const rows = tactics.filter(({ applicable }) => applicable > 0).map(cells)
  const widths = head.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].map(displayWidth)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => padTo(cell, widths[index] ?? 0, index === 0 ? 'right' : 'left'))
      .join('  ')
      .trimEnd()
  const untouched = tactics.length - rows.length
  const note =
    untouched > 0
      ? [paint.faint(`(no technique of ${untouched} other ${untouched === 1 ? 'tactic' : 'tactics'} applies)`)]
      : []
  return [paint.strong(line(head)), ...rows.map(line), ...note, '']
}

function cells({ name, techniques, applicable, byStatus }: TacticCoverage): string[] {
  const numbers = columns.map(({ statuses }) => statuses.reduce((sum, status) => sum + byStatus[status], 0))
  return [
    sanitize(name),
    `${applicable}/${techniques}`,
    ...numbers.map((number) => (number === 0 ? '-' : String(number))),
  ]
}

/** Tactics of all manifests; with several, a technique counts once for each manifest that it applies to. */
function sumTactics({ manifests }: Report): TacticCoverage[] {
  const sums = new Map<string, TacticCoverage>()
  for (const tactic of manifests.flatMap(({ judged, coverage }) => (judged ? coverage.byTactic : []))) {
    const sum = sums.get(tactic.tactic)
    sums.set(tactic.tactic, sum ? add(sum, tactic) : tactic)
  }
  return [...sums.values()]
}

function add(a: TacticCoverage, b: TacticCoverage): TacticCoverage {
  const byStatus = Object.fromEntries(
    Object.entries(a.byStatus).map(([status, number]) => [status, number + b.byStatus[status as Status]]),
  ) as Record<Status, number>
  return { ...a, techniques: a.techniques + b.techniques, applicable: a.applicable + b.applicable, byStatus }
}
