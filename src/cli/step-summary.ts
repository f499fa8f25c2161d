import { resolve } from 'node:path'
import { sizeOf } from '../io.ts'
import { appendText } from '../io-write.ts'
import { markdownSummary, summaryLimit } from '../report/markdown.ts'
import type { Report } from '../report/report.ts'
import type { ReporterOptions } from '../report/reporter.ts'

declare module '../load-extra.ts' {
  interface Extra {
    appendSummary: typeof appendSummary
  }
}

/** Adds the report as Markdown to a file that others may have written to; together they stay below what a build server takes. */
export function appendSummary(report: Report, file: string, cwd: string, options: ReporterOptions): void {
  const path = resolve(cwd, file)
  appendText(path, markdownSummary(report, options, summaryLimit - sizeOf(path)))
}
