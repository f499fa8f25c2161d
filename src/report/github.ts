import { cut, grades, isNew, type Listed, listFindings, worstFirst } from './listing.ts'
import type { Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { breakCommands, sanitize } from './sanitize.ts'
import { count } from './words.ts'

/** A step shows no more of each type, and drops the rest without a word. */
const mostPerType = 10

/** The runner cuts messages at 4096 characters. */
const longest = 4000

const types = { error: 'error', warning: 'warning', note: 'notice' } as const

/** Workflow commands, which GitHub shows beside the lines of a pull request; what there is no room for is counted. */
export function github(report: Report, options: ReporterOptions): string {
  const findings = worstFirst(listFindings(report, options).filter(isNew))
  const lines: string[] = []
  const left: string[] = []
  for (const [grade, type] of Object.entries(types)) {
    const these = findings.filter(({ finding }) => grades[finding.severity] === grade)
    lines.push(...these.slice(0, mostPerType).map((listed) => command(type, listed)))
    if (these.length > mostPerType) left.push(count(these.length - mostPerType, `more ${type}`))
  }
  if (left.length > 0)
    lines.push(
      `${left.join(', ')}: see the step summary, or the report in another format (GitHub shows 10 of each type)`,
    )
  return lines.map((line) => `${line}\n`).join('')
}

function command(type: string, listed: Listed): string {
  const { title, file, code, message, hints } = listed
  const properties = { title, file: sanitize(file), ...range(listed) }
  const text = [`${message} (${code})`, ...hints].join('\n')
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  return breakLater(`::${type} ${written.join(',')}::${escapeData(cut(text, longest))}`)
}

/** Columns are understood only within one line. */
function range({ finding: { at } }: Listed): Record<string, number> {
  const { line, endLine, column, endColumn } = at
  if (endLine > line) return { line, endLine }
  return { line, endLine, col: column, endColumn: Math.max(column, endColumn) }
}

/** Everything behind our own `::` may hold `##[`, which the runner obeys anywhere. */
function breakLater(line: string): string {
  return `::${breakCommands(line.slice(2))}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
