import { grades, isNew, type Listed, listFindings, placeOf } from './listing.ts'
import type { Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { element, xmlDocument } from './xml.ts'

/** Checkstyle's XML, which most viewers of lint results read. Files without findings are named, so that one sees what was judged. */
export function checkstyle(report: Report, options: ReporterOptions): string {
  const byFile = new Map<string, string[]>(
    report.manifests.map(({ file }): [string, string[]] => [placeOf(file, options), []]),
  )
  for (const listed of listFindings(report, options).filter(isNew)) {
    const errors = byFile.get(listed.file)
    if (errors) errors.push(error(listed))
    else byFile.set(listed.file, [error(listed)])
  }
  const files = [...byFile].map(([name, errors]) => element('file', { name }, errors))
  return xmlDocument(element('checkstyle', { version: '8.0' }, files))
}

const words = { error: 'error', warning: 'warning', note: 'info' } as const

function error({ finding, title, message, fix, code }: Listed): string {
  const { line, column } = finding.at
  const text = [finding.technique === undefined ? message : `${title}: ${message}`, ...(fix ? [`Fix: ${fix}`] : [])]
  return element('error', {
    line,
    column,
    severity: words[grades[finding.severity]],
    message: text.join(' '),
    source: `atlaslint.${code}`,
  })
}
