import type { Report } from './report.ts'

/** All exit codes there are; never a count. `usage` and `internal` are decided by the command line, before or instead of a report. */
export const Exit = {
  /** Judged, and nothing at or above `--fail-on`. */
  clean: 0,
  /** Findings at or above `--fail-on`, or a manifest that is not valid. */
  findings: 1,
  /** Wrong arguments, unreadable or missing files, broken rule files: nothing was linted. */
  usage: 2,
  /** A bug in this program. */
  internal: 3,
} as const

/** What the report means for whoever started the run; the output format has no say in it. */
export function exitCode({ manifests, gate }: Pick<Report, 'manifests' | 'gate'>): number {
  if (gate.verdict === 'fail' && !gate.exitZero) return Exit.findings
  return manifests.every(({ judged }) => judged) ? Exit.clean : Exit.findings
}
