import { severities } from '../finding.ts'
import { isNew, type Listed, listFindings, listSettled, reasonOf, worstFirst } from './listing.ts'
import { markdownTable, markdownText } from './markdown-text.ts'
import { paintFor } from './paint.ts'
import type { Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { factLines, verdict } from './summary.ts'
import { count } from './words.ts'

/** GitHub drops a step summary of more than a mebibyte altogether. */
export const summaryLimit = 900_000

/** A page for a pull request, a wiki or a job's summary. */
export function markdown(report: Report, options: ReporterOptions): string {
  return pageLines(report, options)
    .map((line) => `${line}\n`)
    .join('')
}

/** The same, never more than `limit` bytes: it ends behind a row of the table, and says so. */
export function markdownSummary(report: Report, options: ReporterOptions, limit: number): string {
  const ending = '\nCut here: the whole report is too long for a summary.\n'
  const lines = pageLines(report, options).map((line) => `${line}\n`)
  const encoder = new TextEncoder()
  const sizes = lines.map((line) => encoder.encode(line).length)
  if (sizes.reduce((sum, size) => sum + size, 0) <= limit) return lines.join('')
  let left = limit - ending.length
  const kept = lines.slice(
    0,
    sizes.findIndex((size) => {
      left -= size
      return left < 0
    }),
  )
  return kept.length === 0 ? '' : kept.join('') + ending
}

function pageLines(report: Report, options: ReporterOptions): string[] {
  const findings = worstFirst(listFindings(report, options))
  const news = findings.filter(isNew)
  return [
    `## atlaslint: ${markdownText(verdict(report, paintFor(false)))}`,
    '',
    ...factLines(report).map((line) => `- ${markdownText(line)}`),
    `- ${countLine(news)}`,
    ...section('Findings', ['Severity', 'Place', 'Finding', 'What to do'], news.map(row)),
    ...section('Decided', ['Place', 'Technique', 'On', 'Decision'], listSettled(report, options).map(decidedRow)),
    ...section(
      'Known: in the baseline',
      ['Severity', 'Place', 'Finding', 'What to do'],
      findings.filter((listed) => !isNew(listed)).map(row),
    ),
  ]
}

function countLine(findings: readonly Listed[]): string {
  const parts = severities
    .toReversed()
    .map((severity) => ({ severity, number: findings.filter(({ finding }) => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => `${number} ${severity}`)
  return `${count(findings.length, 'finding')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}

/** Nothing where there are no rows. */
function section(heading: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : ['', `### ${heading}`, '', ...markdownTable(head, rows)]
}

function row({ file, finding, title, message, code, docs, fix }: Listed): string[] {
  const { line, column } = finding.at
  const about = finding.technique === undefined ? '' : `**${markdownText(title)}**: `
  const name = docs === undefined ? markdownText(code) : `[${markdownText(code)}](${docs})`
  return [
    finding.severity,
    markdownText(`${file}:${line}:${column}`),
    `${about}${markdownText(message)} (${name})`,
    markdownText(fix ?? ''),
  ]
}

/** What somebody decided: a reviewer has to see that it was taken out of the findings, and why. */
function decidedRow({ manifest, finding, exposure, file, title, code }: Listed): string[] {
  const { at, subject } = finding
  return [
    markdownText(`${file}:${at.line}:${at.column}`),
    `${markdownText(title)} (${markdownText(code)})`,
    markdownText(`${subject.type} ${subject.id}`),
    exposure === undefined ? '' : markdownText(reasonOf(exposure, manifest)),
  ]
}
