import type { LocatedFinding, ManifestReport, Report } from './report.ts'
import { breakCommands, sanitize } from './sanitize.ts'
import { acceptId, location } from './words.ts'

/** One line for each finding, for grep, editors and agents; nothing at all when there is none. */
export function compact(report: Report): string {
  return [...compactPieces(report)].join('')
}

/** The same in pieces, a manifest each. */
export function* compactPieces(report: Report): Generator<string> {
  for (const manifest of report.manifests) {
    // What the baseline knows was told before.
    const news = manifest.findings.filter(({ baselined }) => baselined !== true)
    yield news.map((finding) => `${line(manifest, finding)}\n`).join('')
  }
}

/** `path:line:col: severity rule technique message help: … id: …` (for `accept`); a check has no technique, and `-` stands in its place. */
function line(manifest: ManifestReport, finding: LocatedFinding): string {
  const help = finding.fix ? ` help: ${sanitize(finding.fix)}` : ''
  const id = acceptId(manifest, finding)
  const technique = sanitize(finding.technique ?? '-')
  const head = `${location(manifest, finding)}: ${finding.severity} ${sanitize(finding.rule)} ${technique}`
  return breakCommands(`${head} ${sanitize(finding.message)}${help}${id === undefined ? '' : ` id: ${id}`}`)
}
