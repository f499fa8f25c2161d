/** The end of `pretty`: what was judged, how it stands, and what that means for the run. */

import { statuses } from '../analysis/exposure.ts'
import { severities } from '../finding.ts'
import { coverageTable } from './coverage-table.ts'
import type { Paint } from './paint.ts'
import type { ManifestReport, Report } from './report.ts'
import { sanitize } from './sanitize.ts'
import { wrap } from './width.ts'
import { count, statusWords } from './words.ts'

/** Incidents named in the headline. */
const mostIncidents = 3

/** Ids listed of techniques that are not judged. */
const mostIds = 10

interface Style {
  readonly paint: Paint
  readonly unicode: boolean
  readonly width: number
}

/** Three lines for a clean run; with findings the table of tactics as well. */
export function summary(report: Report, style: Style): string[] {
  const text = [judgedLine(report), notJudgedLine(report), techniqueLine(report), incidentLine(report)].filter(
    (line) => line !== undefined,
  )
  const lines = text.flatMap((line) => wrap(line, style.width))
  const clean = report.manifests.every(({ findings }) => findings.length === 0)
  if (clean) return [...lines, verdict(report, style.paint)]
  return [...coverageTable(report, style), ...lines, severityLine(report, style.paint), verdict(report, style.paint)]
}

/** Pass or fail, and by which rule. */
export function verdict({ gate }: Report, paint: Paint): string {
  const { failOn, strict, exitZero, failing } = gate
  const flags = [`--fail-on ${failOn}`, ...(strict ? ['--strict'] : []), ...(exitZero ? ['--exit-zero'] : [])].join(' ')
  const atOrAbove = strict ? `at or above ${failOn}, or of a check` : `at or above ${failOn}`
  const measure = failOn === 'none' ? 'that make a manifest invalid' : atOrAbove
  const found = `${failing === 0 ? 'no findings' : count(failing, 'finding')} ${measure}`
  return gate.verdict === 'pass'
    ? `${paint.good('PASS')}: ${found} (${flags})`
    : `${paint.bad('FAIL')}: ${found} (${flags})`
}

function judgedLine({ manifests, catalog, now }: Report): string {
  const invalid = manifests.filter(({ judged }) => !judged).length
  const components = manifests.reduce((sum, manifest) => sum + manifest.components, 0)
  return [
    count(manifests.length, 'manifest') + (invalid > 0 ? ` (${invalid} not valid, not judged)` : ''),
    ...(components > 0 ? [count(components, 'component')] : []),
    `ATLAS ${catalog.release}: rules judge ${catalog.judged} of ${catalog.techniques} techniques`,
    `as of ${now}`,
  ].join('; ')
}

/** Silence would look like "does not apply". */
function notJudgedLine({ catalog: { release, notJudged = [] } }: Report): string | undefined {
  if (notJudged.length === 0) return undefined
  const ids = notJudged.slice(0, mostIds).map(sanitize)
  const more = notJudged.length > mostIds ? ` and ${notJudged.length - mostIds} more (atlaslint catalog list)` : ''
  return `not judged: no rule speaks of ${ids.join(', ')}${more} of ATLAS ${sanitize(release)}`
}

/** A status that no technique has is left out; the sum of those shown is the number that apply. */
function techniqueLine({ manifests }: Report): string | undefined {
  const judged = manifests.filter((manifest) => manifest.judged)
  if (judged.length === 0) return undefined
  const sum = (of: (manifest: ManifestReport) => number) => judged.reduce((total, manifest) => total + of(manifest), 0)
  const parts = statuses
    .map((status) => ({ status, number: sum(({ coverage }) => coverage.byStatus[status]) }))
    .filter(({ number }) => number > 0)
    .map(({ status, number }) => `${number} ${statusWords[status]}`)
  const where = judged.length > 1 ? ', summed over the manifests' : ''
  return `${count(
    sum(({ coverage }) => coverage.applicable),
    'technique',
  )} apply${where}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}

/** The headline: which published incidents would work, step by step to the end. */
function incidentLine({ manifests }: Report): string | undefined {
  const lines = manifests
    .filter(({ incidents }) => incidents.length > 0)
    .map(({ incidents, system }) => {
      const where = manifests.length > 1 ? `in ${sanitize(system)}` : 'here'
      return `${count(incidents.length, 'documented incident')} would work ${where} from end to end: ${listed(incidents)}`
    })
  return lines.length === 0 ? undefined : lines.join('; ')
}

function listed(incidents: readonly string[]): string {
  const shown = incidents.slice(0, mostIncidents).join(', ')
  return incidents.length > mostIncidents
    ? `${shown} and ${incidents.length - mostIncidents} more (atlaslint incidents)`
    : shown
}

function severityLine({ manifests, gate }: Report, paint: Paint): string {
  const findings = manifests.reduce((total, manifest) => total + manifest.findings.length, 0)
  const parts = [...severities].reverse().map((severity) => {
    const text = `${gate.bySeverity[severity]} ${severity}`
    return gate.bySeverity[severity] > 0 ? paint[severity](text) : text
  })
  return `${count(findings, 'finding')}: ${parts.join(', ')}`
}
