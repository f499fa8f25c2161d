import type { LocatedFinding, ManifestReport, Report } from './report.ts'
import { breakCommands, sanitize } from './sanitize.ts'
import { location } from './words.ts'

/** One line for each finding, for grep, editors and agents; nothing at all when there is none. */
export function compact(report: Report): string {
  const lines = report.manifests.flatMap((manifest) => manifest.findings.map((finding) => line(manifest, finding)))
  return lines.map((text) => `${text}\n`).join('')
}

/** `path:line:col: severity rule technique message help: …`; a check has no technique, and `-` stands in its place. */
function line(manifest: ManifestReport, finding: LocatedFinding): string {
  const help = finding.fix ? ` help: ${sanitize(finding.fix)}` : ''
  const technique = sanitize(finding.technique ?? '-')
  const head = `${location(manifest, finding)}: ${finding.severity} ${sanitize(finding.rule)} ${technique}`
  return breakCommands(`${head} ${sanitize(finding.message)}${help}`)
}
