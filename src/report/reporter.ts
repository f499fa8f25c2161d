import type { Report } from './report.ts'

export interface ReporterOptions {
  readonly color: boolean
  /** Characters outside ASCII for frames and dots. Text of the manifest is shown as it is. */
  readonly unicode: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** Only findings that fail the run, and nothing when none does. Formats for machines ignore it. */
  readonly quiet: boolean
  /** How many findings `pretty` shows in full; left out: the critical and high ones, at most 50. */
  readonly maxDetails?: number
}

/** Turns a report into text, and nothing else: the exit code does not depend on the format. */
export type Reporter = (report: Report, options: ReporterOptions) => string
