import { grades, isNew, type Listed, listFindings } from './listing.ts'
import type { Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { breakCommands, sanitize } from './sanitize.ts'

/** Logging commands of Azure Pipelines. It knows errors and warnings; what is milder is a line to read. */
export function azure(report: Report, options: ReporterOptions): string {
  return listFindings(report, options)
    .filter(isNew)
    .map((listed) => `${grades[listed.finding.severity] === 'note' ? plain(listed) : command(listed)}\n`)
    .join('')
}

function plain({ file, finding, code, message }: Listed): string {
  const { line, column } = finding.at
  return breakCommands(`${sanitize(file)}:${line}:${column}: ${finding.severity} ${code}: ${message}`)
}

function command({ file, finding, code, title, message, hints }: Listed): string {
  const properties = {
    type: grades[finding.severity],
    sourcepath: sanitize(file),
    linenumber: finding.at.line,
    columnnumber: finding.at.column,
    code,
  }
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))};`)
  const text = [finding.technique === undefined ? message : `${title}: ${message}`, ...hints].join(' ')
  return `##vso[task.logissue ${written.join('')}]${escapeData(breakCommands(text))}`
}

/** The percent sign by a code of its own, which agents undo in all that follows the command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(';', '%3B').replaceAll(']', '%5D')
}
