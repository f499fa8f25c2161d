/** The end of `pretty`: what was judged, how it stands, and what that means for the run. */

import { statuses } from '../analysis/exposure.ts'
import { severities } from '../finding.ts'
import { coverageTable } from './coverage-table.ts'
import type { Paint } from './paint.ts'
import type { ManifestReport, Report } from './report.ts'
import { sanitize } from './sanitize.ts'
import { baselineLine, decisionsLine } from './settled.ts'
import { wrap } from './width.ts'
import { count, statusWords } from './words.ts'

/** Incidents named in the headline, and systems that they are named for. */
const mostIncidents = 3
const mostSystems = 5

/** Ids listed of techniques that are not judged. */
const mostIds = 10
const mostConfigurations = 5

interface Style {
  readonly paint: Paint
  readonly unicode: boolean
  readonly width: number
}

/** Three lines for a clean run; with findings the table of tactics as well. */
export function summary(report: Report, style: Style): string[] {
  const lines = factLines(report).flatMap((line) => wrap(line, style.width))
  const clean = Object.values(report.gate.bySeverity).every((number) => number === 0)
  if (clean) return [...lines, verdict(report, style.paint)]
  return [...coverageTable(report, style), ...lines, severityLine(report, style.paint), verdict(report, style.paint)]
}

/** What was judged and how it stands, each a sentence. */
export function factLines(report: Report): string[] {
  return [
    judgedLine(report),
    configurationLine(report),
    notJudgedLine(report),
    techniqueLine(report),
    incidentLine(report),
    decisionsLine(report),
    baselineLine(report),
    changedLine(report),
  ].filter((line) => line !== undefined)
}

/** Pass or fail, and by which rule. */
export function verdict({ gate, baseline }: Report, paint: Paint): string {
  const { failOn, strict, exitZero, failing } = gate
  const flags = [`--fail-on ${failOn}`, ...(strict ? ['--strict'] : []), ...(exitZero ? ['--exit-zero'] : [])].join(' ')
  const measures = [
    ...(failOn === 'none' ? [] : [`at or above ${failOn}`]),
    ...(strict ? ['of a check'] : failOn === 'none' ? ['that make a manifest invalid'] : []),
  ]
  const measure = measures.join(', or ')
  const fresh = baseline === undefined ? 'findings' : 'new findings'
  const found = `${failing === 0 ? `no ${fresh}` : count(failing, fresh.slice(0, -1))} ${measure}${staleText(gate)}`
  return gate.verdict === 'pass'
    ? `${paint.good('PASS')}: ${found} (${flags})`
    : `${paint.bad('FAIL')}: ${found} (${flags})`
}

/** Only where it fails the run. */
function staleText({ strict, stale = 0 }: Report['gate']): string {
  return strict && stale > 0 ? `; ${count(stale, 'stale entry', 'stale entries')} in the baseline` : ''
}

function judgedLine({ manifests, catalog, now }: Report): string {
  const real = manifests.filter(({ isDecisionsFile }) => isDecisionsFile !== true)
  const invalid = real.filter(({ judged }) => !judged).length
  const components = manifests.reduce((sum, manifest) => sum + manifest.components, 0)
  const explained = catalog.explained?.length ?? 0
  const reasons = explained === 0 ? '' : `, ${explained} ${explained === 1 ? 'has' : 'have'} a reason why none does`
  return [
    count(real.length, 'manifest') + (invalid > 0 ? ` (${invalid} not valid, not judged)` : ''),
    ...(components > 0 ? [count(components, 'component')] : []),
    `ATLAS ${sanitize(catalog.release)}: rules judge ${catalog.judged} of ${catalog.techniques} techniques${reasons}`,
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

/** Which configuration judged, and what it takes away; nothing where there is none and nothing is off. */
function configurationLine({ configurations = [] }: Report): string | undefined {
  if (configurations.every(({ file, rulesOff }) => file === undefined && rulesOff === 0)) return undefined
  const isOne = configurations.length === 1
  const uses = configurations.map(({ file, manifests, rulesOff, checksOff }) => {
    const off = [
      ...(rulesOff > 0 ? [count(rulesOff, 'rule')] : []),
      ...(checksOff > 0 ? [count(checksOff, 'check')] : []),
    ]
    const facts = [
      ...(isOne ? [] : [count(manifests, 'manifest')]),
      `${off.length === 0 ? 'nothing' : off.join(' and ')} off`,
    ]
    return `${file === undefined ? 'none' : sanitize(file)} (${facts.join(', ')})`
  })
  const more = uses.length - mostConfigurations
  const named = [...uses.slice(0, mostConfigurations), ...(more > 0 ? [`and ${more} more`] : [])]
  return `${isOne ? 'configuration' : 'configurations'}: ${named.join('; ')}`
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
  if (lines.length === 0) return undefined
  const more = lines.length - mostSystems
  return [...lines.slice(0, mostSystems), ...(more > 0 ? [`and in ${count(more, 'more system')}`] : [])].join('; ')
}

/** What was found and not reported, since the change does not touch it. */
function changedLine({ changedSince }: Report): string | undefined {
  if (changedSince === undefined) return undefined
  const { ref, leftOut } = changedSince
  return `only what changed since ${sanitize(ref)}: ${count(leftOut, 'finding')} in other manifests left out`
}

function listed(incidents: readonly string[]): string {
  const shown = incidents.slice(0, mostIncidents).join(', ')
  return incidents.length > mostIncidents
    ? `${shown} and ${incidents.length - mostIncidents} more (atlaslint incidents)`
    : shown
}

function severityLine({ gate }: Report, paint: Paint): string {
  const findings = Object.values(gate.bySeverity).reduce((total, number) => total + number, 0)
  const parts = [...severities].reverse().map((severity) => {
    const text = `${gate.bySeverity[severity]} ${severity}`
    return gate.bySeverity[severity] > 0 ? paint[severity](text) : text
  })
  return `${count(findings, 'finding')}: ${parts.join(', ')}`
}
