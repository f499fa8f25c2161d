import type { Severity } from '../finding.ts'
import { jsonText } from './json-text.ts'
import { counter, isNew, type Listed, listFindings } from './listing.ts'
import type { Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { sha256 } from './sha256.ts'

const severities: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
}

/** A Code Quality report: a list, empty when there is nothing to say. */
export function gitlab(report: Report, options: ReporterOptions): string {
  const nth = counter()
  const entries = listFindings(report, options)
    .filter(isNew)
    .map((listed) => entry(listed, nth))
  return jsonText(entries)
}

/** GitLab keeps one entry of each fingerprint, and so two files that describe systems of one name must not share them. */
function entry(listed: Listed, nth: (key: string) => number): object {
  const { file, code, title, message, finding, fingerprint } = listed
  const path = file.replace(/^(?:\.\/)+/, '')
  const identity = `${path}\n${fingerprint}`
  const { line, endLine } = finding.at
  return {
    description: finding.technique === undefined ? message : `${title}: ${message}`,
    check_name: code,
    fingerprint: sha256(`${identity}\n${nth(identity)}`),
    severity: severities[finding.severity],
    categories: ['Security'],
    location: { path, lines: { begin: line, end: Math.max(line, endLine) } },
  }
}
