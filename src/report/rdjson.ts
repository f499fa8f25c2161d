import type { Severity, Span } from '../finding.ts'
import { atLeast } from '../finding.ts'
import { jsonText } from './json-text.ts'
import { grades, isNew, type Listed, listFindings, placeOf } from './listing.ts'
import type { ManifestReport, Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { sanitize } from './sanitize.ts'

const words = { error: 'ERROR', warning: 'WARNING', note: 'INFO' } as const

/** The Diagnostic Format of reviewdog. Its columns count bytes of UTF-8. */
export function rdjson(report: Report, options: ReporterOptions): string {
  const findings = listFindings(report, options).filter(isNew)
  const linesOf = splitter()
  const value = {
    source: { name: report.tool.name, url: 'https://github.com/atlaslint/atlaslint' },
    severity: findings.length === 0 ? undefined : words[grades[worst(findings)]],
    diagnostics: findings.map((listed) => diagnostic(listed, { report, options, linesOf })),
  }
  return jsonText(value)
}

function worst(findings: readonly Listed[]): Severity {
  return findings.reduce<Severity>(
    (severity, { finding }) => (atLeast(finding.severity, severity) ? finding.severity : severity),
    'low',
  )
}

interface Sheet {
  readonly report: Report
  readonly options: ReporterOptions
  readonly linesOf: (text: string) => readonly string[]
}

function diagnostic(listed: Listed, { report, options, linesOf }: Sheet): object {
  const { manifest, finding, title, message, fix, code, docs } = listed
  const text = finding.technique === undefined ? message : `${title}: ${message}`
  const location = (file: string | undefined, at: Span) => ({
    path: placeOf(file ?? manifest.file, options),
    range: byteRange(at, linesOf(textOf(file, manifest, report))),
  })
  return {
    message: fix === undefined ? text : `${text}\nFix: ${fix}`,
    location: location(finding.file, finding.at),
    severity: words[grades[finding.severity]],
    code: { value: code, url: docs },
    related_locations: finding.related.map(({ file, at, note }) => ({
      message: sanitize(note),
      location: location(file, at),
    })),
  }
}

function textOf(file: string | undefined, { text }: ManifestReport, { sources }: Report): string {
  return file === undefined ? text : (sources?.[file] ?? '')
}

/** Lines of a text. The last one is remembered, because findings come manifest by manifest. */
function splitter(): (text: string) => readonly string[] {
  let last: { readonly text: string; readonly lines: readonly string[] } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, lines: text.split('\n') }
    return last.lines
  }
}

function byteRange({ line, column, endLine, endColumn }: Span, lines: readonly string[]): object {
  return { start: bytePosition(line, column, lines), end: bytePosition(endLine, endColumn, lines) }
}

/** From UTF-16 units to bytes, both counted from 1. */
function bytePosition(line: number, column: number, lines: readonly string[]): object {
  const before = (lines[line - 1] ?? '').slice(0, column - 1)
  const beyond = Math.max(0, column - 1 - before.length)
  return { line, column: new TextEncoder().encode(before).length + beyond + 1 }
}
