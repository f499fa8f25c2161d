import { listFindings } from './listing.ts'
import type { Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { sanitize } from './sanitize.ts'

const head = [
  'file',
  'line',
  'column',
  'system',
  'severity',
  'kind',
  'rule',
  'technique',
  'title',
  'subject_type',
  'subject',
  'status',
  'baselined',
  'message',
  'fix',
  'fingerprint',
]

/** A table for spreadsheets: a head, then a line for each finding. */
export function csv(report: Report, options: ReporterOptions): string {
  const rows = listFindings(report, options).map(
    ({ manifest, finding, exposure, file, title, message, fix, fingerprint }) => [
      file,
      finding.at.line,
      finding.at.column,
      manifest.system,
      finding.severity,
      finding.kind,
      finding.rule,
      finding.technique ?? '',
      title,
      finding.subject.type,
      finding.subject.id,
      exposure?.status ?? '',
      finding.baselined === true ? 'yes' : 'no',
      message,
      fix ?? '',
      fingerprint,
    ],
  )
  return [head, ...rows].map((cells) => `${cells.map((value) => cell(String(value))).join(',')}\n`).join('')
}

/** A spreadsheet takes what begins like this (also in full width) for a formula and would compute it; an apostrophe makes it text. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u

function cell(value: string): string {
  const text = sanitize(value)
  const plain = formula.test(text) ? `'${text}` : text
  return /[",\s]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
