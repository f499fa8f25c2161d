import { loadExtra, loadFormats } from '../load-extra.ts'
import { compact, compactPieces } from './compact.ts'
import { json, reportPieces } from './json.ts'
import { pretty, prettyPieces } from './pretty.ts'
import type { Report } from './report.ts'
import type { Reporter, ReporterOptions } from './reporter.ts'

/** A format that lies in the second bundle; `more-reporters.ts` says which file it is. */
const inExtra: unique symbol = Symbol()

/** A format of the second bundle that lays something out, and so is not there at once. */
const inPage: unique symbol = Symbol()

/** All formats. A new one is a file and a word here; unless every run needs it, its function is a word in `more-reporters.ts`. */
const formats = {
  pretty,
  compact,
  json,
  sarif: inExtra,
  junit: inExtra,
  github: inExtra,
  gitlab: inExtra,
  checkstyle: inExtra,
  rdjson: inExtra,
  azure: inExtra,
  teamcity: inExtra,
  markdown: inExtra,
  csv: inExtra,
  navigator: inExtra,
  html: inPage,
} satisfies Record<string, Reporter | typeof inExtra | typeof inPage>

export type ReporterName = keyof typeof formats

/** Formats whose code is loaded when they are asked for. */
export type MoreReporterName = {
  [Name in ReporterName]: (typeof formats)[Name] extends typeof inExtra ? Name : never
}[ReporterName]

/** Formats that are text at once. */
export type TextReporterName = Exclude<ReporterName, 'html'>

/** Formats that show systems as a whole: what they show beside findings is made only for them. */
export const showsDetails: ReadonlySet<ReporterName> = new Set(['html'])

/** Formats that look into the manifests' text; the others need none. A test compares. */
export const showsSource: ReadonlySet<ReporterName> = new Set(['pretty', 'sarif', 'rdjson'])

export const reporterNames = Object.keys(formats) as readonly ReporterName[]

export const textReporterNames = reporterNames.filter((name): name is TextReporterName => formats[name] !== inPage)

export const reporters = Object.fromEntries(
  textReporterNames.map((name): [string, Reporter] => {
    const format: Reporter | symbol = formats[name]
    return [
      name,
      typeof format === 'function'
        ? format
        : (report, options) => loadFormats().reporters[name as MoreReporterName](report, options),
    ]
  }),
) as Readonly<Record<TextReporterName, Reporter>>

const inPieces: Partial<Record<ReporterName, (report: Report, options: ReporterOptions) => Iterable<string>>> = {
  pretty: prettyPieces,
  compact: compactPieces,
  json: reportPieces,
  sarif: (report, options) => loadFormats().sarifPieces(report, options),
}

/** The report in pieces where the format has them, else in one: a string has an end, the reports of a run over thousands may not. */
export async function piecesOf(
  name: ReporterName,
  report: Report,
  options: ReporterOptions,
): Promise<Iterable<string>> {
  if (name === 'html') return loadExtra().page.htmlPieces(report, options)
  return inPieces[name]?.(report, options) ?? [reporters[name](report, options)]
}
