/** Layers of the ATLAS and ATT&CK Navigators, format 4.5: a matrix of techniques, coloured by how they stand on a system. */

import { type Status, statuses } from '../analysis/exposure.ts'
import { docsUrl } from '../docs-url.ts'
import { severities } from '../finding.ts'
import { jsonText } from './json-text.ts'
import type { LocatedExposure, ManifestReport, Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { sanitize } from './sanitize.ts'
import { count, statusWords } from './words.ts'

interface Standing {
  readonly score: number
  readonly color: string
}

/** What does not apply is disabled instead. */
const standings: Readonly<Record<Exclude<Status, 'not-applicable'>, Standing>> = {
  open: { score: 100, color: '#c62828' },
  'partly-mitigated': { score: 66, color: '#ef6c00' },
  detected: { score: 58, color: '#f9a825' },
  planned: { score: 50, color: '#fdd835' },
  accepted: { score: 33, color: '#9575cd' },
  mitigated: { score: 0, color: '#2e7d32' },
}

/**
 * MITRE's ATLAS as STIX: the Navigator knows only the domains of ATT&CK by itself. It ends with release 5.6.0; what came later is in the
 * layer, and shown when the Navigator is given a later bundle.
 */
const atlasBundle = 'https://raw.githubusercontent.com/mitre-atlas/atlas-navigator-data/main/dist/stix-atlas.json'
const mostExposures = 10

/** One layer for one manifest, a list for several; the Navigator opens either. */
export function navigator(report: Report, options: ReporterOptions): string {
  const layers = report.manifests
    .filter(({ isDecisionsFile }) => isDecisionsFile !== true)
    .map((manifest) => layer(manifest, report, options))
  return jsonText(layers.length === 1 ? layers[0] : layers)
}

function layer(manifest: ManifestReport, report: Report, { placed = (file) => file }: ReporterOptions): object {
  const { release } = report.catalog
  return {
    name: `${sanitize(manifest.system)}: residual exposure`,
    versions: { attack: release, navigator: '5.1.0', layer: '4.5' },
    domain: 'atlas-atlas',
    customDataURL: atlasBundle,
    description: manifest.judged
      ? `How the techniques of MITRE ATLAS ${release} stand on the system: the worst status on any part of it, on ${report.now}.`
      : 'The manifest is not valid: nothing was judged.',
    sorting: 3,
    layout: { layout: 'side', showID: true, showName: true, expandedSubtechniques: 'annotated' },
    hideDisabled: false,
    techniques: manifest.judged ? techniques(manifest, report) : [],
    gradient: { colors: ['#2e7d32', '#f9a825', '#c62828'], minValue: 0, maxValue: 100 },
    legendItems: Object.entries(standings).map(([status, { color }]) => ({
      label: statusWords[status as Status],
      color,
    })),
    metadata: [
      { name: 'atlas_data_version', value: release },
      { name: 'manifest', value: sanitize(placed(manifest.file)) },
      { name: 'made by', value: `atlaslint ${report.tool.version}` },
    ],
  }
}

/** In the order of their ids. `tactic` is left out, so that each stands in all of its tactics. */
function techniques({ exposures }: ManifestReport, { catalog }: Report): object[] {
  const found = new Map<string, LocatedExposure[]>()
  for (const exposure of exposures) {
    const others = found.get(exposure.technique)
    if (others === undefined) found.set(exposure.technique, [exposure])
    else others.push(exposure)
  }
  const unscored = (ids: readonly string[] = [], comment: string) =>
    ids.filter((id) => !found.has(id)).map((techniqueID) => ({ techniqueID, comment }))
  return [
    ...[...found].map(([id, of]) => technique(id, of)),
    ...unscored(catalog.explained, 'No rule judges it: no architecture can tell.'),
    ...unscored(catalog.notJudged, 'No rule judges it.'),
  ].sort((one, other) => (one.techniqueID < other.techniqueID ? -1 : 1))
}

function technique(id: string, found: readonly LocatedExposure[]) {
  const ranked = [...found].sort(
    (one, other) =>
      statuses.indexOf(one.status) - statuses.indexOf(other.status) ||
      severities.indexOf(other.severity) - severities.indexOf(one.severity),
  )
  const [worst] = ranked as [LocatedExposure]
  const { status } = worst
  const standing = status === 'not-applicable' ? { enabled: false } : standings[status]
  return {
    techniqueID: sanitize(id),
    ...standing,
    comment: comment(ranked),
    metadata: metadata(worst, ranked),
    links: [{ label: 'atlaslint: what it is, and what stops it', url: docsUrl('technique', encodeURIComponent(id)) }],
  }
}

function comment(ranked: readonly LocatedExposure[]): string {
  const lines = ranked
    .slice(0, mostExposures)
    .map(
      ({ status, severity, subject, message }) =>
        `${statusWords[status]}, ${severity}, on ${sanitize(subject.id)}: ${sanitize(message.trim())}`,
    )
  const left = ranked.length - lines.length
  return [...lines, ...(left > 0 ? [`and ${count(left, 'more place')}`] : [])].join('\n')
}

function metadata({ status, severity }: LocatedExposure, ranked: readonly LocatedExposure[]): object[] {
  const list = (name: string, values: readonly string[]) => {
    const distinct = [...new Set(values)].map(sanitize)
    return distinct.length === 0 ? [] : [{ name, value: distinct.join(', ') }]
  }
  return [
    { name: 'status', value: statusWords[status] },
    { name: 'severity', value: severity },
    ...list(
      'subjects',
      ranked.map(({ subject }) => subject.id),
    ),
    ...list(
      'controls',
      ranked.flatMap(({ controls }) => controls.map(({ control }) => control)),
    ),
  ]
}
