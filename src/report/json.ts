import type { LocatedExposure, LocatedFinding, ManifestReport, Report } from './report.ts'
import { sanitizeJson } from './sanitize.ts'
import { pathOf } from './words.ts'

/** Rises when a field is removed or changes its meaning; new fields do not raise it. `schemas/report.schema.json` describes it. */
export const schemaVersion = 1

/** The whole report for programs. Key and list order never change from run to run, and there is no time of day in it. */
export function json(report: Report): string {
  const value = {
    schemaVersion,
    tool: { name: report.tool.name, version: report.tool.version },
    catalog: catalog(report),
    now: report.now,
    manifests: report.manifests.map(manifest),
    summary: summary(report),
    gate: report.gate,
  }
  return `${sanitizeJson(JSON.stringify(value, undefined, 2))}\n`
}

function catalog({ catalog: { release, techniques, judged, notJudged } }: Report): object {
  return { release, techniques, judged, notJudged: notJudged ?? [] }
}

function summary(report: Report): object {
  const findings = report.manifests.reduce((sum, { findings }) => sum + findings.length, 0)
  const invalid = report.manifests.filter(({ judged }) => !judged).length
  return { manifests: report.manifests.length, invalid, findings, bySeverity: report.gate.bySeverity }
}

function manifest(entry: ManifestReport): object {
  return {
    file: entry.file,
    system: entry.system,
    judged: entry.judged,
    components: entry.components,
    incidents: entry.incidents,
    findings: entry.findings.map(finding),
    exposures: entry.exposures.map(exposure),
    coverage: entry.coverage,
  }
}

function finding(entry: LocatedFinding): object {
  return {
    rule: entry.rule,
    kind: entry.kind,
    severity: entry.severity,
    technique: entry.technique,
    subject: entry.subject,
    message: entry.message,
    why: entry.why,
    fix: entry.fix,
    at: entry.at,
    related: entry.related,
    path: entry.path,
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
