import { fingerprintOf } from './fingerprint.ts'
import { InParts, jsonPieces } from './json-text.ts'
import type { ConfigurationUse, LocatedExposure, LocatedFinding, ManifestReport, Report } from './report.ts'
import { pathOf } from './words.ts'

/** Rises when a field is removed or changes its meaning; new fields do not raise it. `schemas/report.schema.json` describes it. */
export const schemaVersion = 1

/** The whole report for programs. Key and list order never change from run to run, and there is no time of day in it. */
export function json(report: Report): string {
  return [...reportPieces(report)].join('')
}

/** The same in pieces: the report of a run over thousands is longer than a string may be. */
export function reportPieces(report: Report): Generator<string> {
  let findings = 0
  const counted = (entry: ManifestReport): InParts => {
    findings += entry.findings.length
    return manifest(entry)
  }
  return jsonPieces(
    new InParts({
      schemaVersion,
      tool: { name: report.tool.name, version: report.tool.version },
      catalog: catalog(report),
      rules: ownRules(report),
      now: report.now,
      configurations: (report.configurations ?? []).map(configuration),
      changedSince: report.changedSince,
      shard: report.shard,
      decisions: report.decisions,
      manifests: new InParts(mapped(report.manifests, counted)),
      summary: () => summary(report, findings),
      baseline: report.baseline,
      gate: report.gate,
    }),
  )
}

function* mapped<Entry>(list: Iterable<Entry>, change: (entry: Entry) => object): Generator<object> {
  for (const entry of list) yield change(entry)
}

function catalog({ catalog: { release, techniques, judged, explained, notJudged, names } }: Report): object {
  return { release, techniques, judged, explained: explained ?? [], notJudged: notJudged ?? [], names: names ?? {} }
}

/** What atlaslint says of its own rules it can say again; `atlaslint merge` knows nothing of the user's. */
function ownRules({ rules = {} }: Report): object | undefined {
  const own = Object.entries(rules)
    .filter(([, { bundled }]) => !bundled)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return own.length === 0 ? undefined : Object.fromEntries(own)
}

function configuration({ file, manifests, rulesOff, checksOff }: ConfigurationUse): object {
  return { file: file ?? null, manifests, rulesOff, checksOff }
}

function summary(report: Report, findings: number): object {
  const manifests = report.manifests.filter(({ isDecisionsFile }) => isDecisionsFile !== true)
  const invalid = manifests.filter(({ judged }) => !judged).length
  return { manifests: manifests.length, invalid, findings, bySeverity: report.gate.bySeverity }
}

function manifest(entry: ManifestReport): InParts {
  return new InParts({
    file: entry.file,
    system: entry.system,
    judged: entry.judged,
    components: entry.components,
    incidents: entry.incidents,
    findings: new InParts(mapped(entry.findings, (found) => finding(found, entry.system))),
    exposures: new InParts(mapped(entry.exposures, exposure)),
    coverage: entry.coverage,
    decisions: entry.decisions ?? [],
    isDecisionsFile: entry.isDecisionsFile,
  })
}

function finding(entry: LocatedFinding, system: string): object {
  return {
    fingerprint: fingerprintOf(system, entry.rule, entry.technique, entry.subject),
    rule: entry.rule,
    kind: entry.kind,
    severity: entry.severity,
    technique: entry.technique,
    subject: entry.subject,
    message: entry.message,
    why: entry.why,
    fix: entry.fix,
    file: entry.file,
    at: entry.at,
    related: entry.related,
    path: entry.path,
    owner: entry.owner,
    baselined: entry.baselined,
    baselineSeverity: entry.baselineSeverity,
    exposure: entry.exposure,
  }
}

function exposure(entry: LocatedExposure): object {
  return {
    technique: entry.technique,
    subject: entry.subject,
    status: entry.status,
    severity: entry.severity,
    rule: entry.rule,
    path: pathOf({}, entry),
    message: entry.message,
    at: entry.at,
    steps: entry.path,
    reasons: entry.reasons,
    assumptions: entry.assumptions,
    controls: entry.controls,
    wayAround: entry.wayAround,
    alsoRaisedBy: entry.alsoRaisedBy,
    decision: entry.decision,
  }
}
