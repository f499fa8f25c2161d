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
  /** List what is accepted, and what the baseline knows. */
  readonly showAccepted?: boolean
  /** Where a file of the report lies in its repository, for programs that show findings beside the code; left out: as it was named. */
  readonly placed?: (file: string) => string
  /** `sarif`: add what was accepted, or judged not to apply, as suppressed results. */
  readonly suppressed?: boolean
  /** `sarif`: add the hash by which GitHub tells results apart when nobody else computes it. */
  readonly lineHash?: boolean
}

/** Turns a report into text, and nothing else: the exit code does not depend on the format. */
export type Reporter = (report: Report, options: ReporterOptions) => string
