import type { Severity } from '../finding.ts'
import { cut, isNew, type Listed, listFindings } from './listing.ts'
import type { Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { sanitize } from './sanitize.ts'

const severities: Readonly<Record<Severity, string>> = {
  critical: 'ERROR',
  high: 'ERROR',
  medium: 'WARNING',
  low: 'WEAK WARNING',
}

const longestText = 4000
const longestName = 255

/** Service messages: a type of inspection has to be told before the first finding of it. */
export function teamcity(report: Report, options: ReporterOptions): string {
  const told = new Set<string>()
  const lines = listFindings(report, options)
    .filter(isNew)
    .flatMap((listed) => {
      const first = !told.has(listed.code)
      told.add(listed.code)
      return first ? [inspectionType(listed, report), inspection(listed)] : [inspection(listed)]
    })
  return lines.map((line) => `${line}\n`).join('')
}

function inspectionType({ code, title, finding, docs }: Listed, report: Report): string {
  const why = sanitize((report.rules?.[finding.rule]?.why ?? finding.why ?? title).replace(/\s+/g, ' ').trim())
  return serviceMessage('inspectionType', {
    id: cut(code, longestName),
    name: cut(title, longestName),
    description: cut(docs === undefined ? why : `${why} ${docs}`, longestText),
    category: finding.technique === undefined ? 'AI system manifest' : 'MITRE ATLAS',
  })
}

function inspection({ code, message, fix, file, finding }: Listed): string {
  return serviceMessage('inspection', {
    typeId: cut(code, longestName),
    message: cut(fix === undefined ? message : `${message} Fix: ${fix}`, longestText),
    file: sanitize(file),
    line: String(finding.at.line),
    SEVERITY: severities[finding.severity],
  })
}

function serviceMessage(name: string, values: Readonly<Record<string, string>>): string {
  const written = Object.entries(values).map(([key, value]) => `${key}='${escaped(value)}'`)
  return `##teamcity[${name} ${written.join(' ')}]`
}

/** `|` escapes; what is not printable ASCII is written as the code of its UTF-16 units. */
function escaped(value: string): string {
  return value
    .replace(/[|'[\]]/g, '|$&')
    .replace(/[^\x20-\x7e]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
