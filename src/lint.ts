import { coverageOf } from './analysis/coverage.ts'
import { exposureFindings, placeOfSubject } from './analysis/exposure-findings.ts'
import { type Analysis, analyse } from './analysis/exposures.ts'
import { replayIncidents } from './analysis/incidents.ts'
import type { Catalog } from './atlas/catalog.ts'
import { runChecks } from './checks/run-checks.ts'
import { type Finding, type Problem, severities } from './finding.ts'
import type { Manifest } from './manifest/manifest.ts'
import { readManifest } from './manifest/read-manifest.ts'
import { computeGate, type GateOptions } from './report/gate.ts'
import type { LocatedExposure, LocatedFinding, ManifestReport, Report } from './report/report.ts'
import { knownIds } from './rules/known-ids.ts'
import type { RuleSet } from './rules/rule.ts'
import { judgedTechniques } from './rules/rule-set.ts'
import { readSource } from './source/reader.ts'
import type { SchemaValidator } from './source/schema.ts'
import type { Source } from './source/source.ts'
import { buildSystem } from './system/build-system.ts'

/** A manifest as bytes or text, under the name that the report gives it. */
export interface LintInput {
  readonly name: string
  readonly bytes: Uint8Array | string
}

/** What every manifest is held against; made once. */
export interface Knowledge {
  readonly catalog: Catalog
  readonly rules: RuleSet
  readonly manifestSchema: SchemaValidator
  /** Techniques added or changed since a release; undefined where it is unknown. Asked for only when a manifest names another release. */
  readonly changedSince: (release: string) => ReadonlySet<string> | undefined
}

export interface LintOptions extends GateOptions {
  /** Version of this program, for the report. */
  readonly version: string
  /** Date that expiry and age are held against, YYYY-MM-DD. */
  readonly now: string
  /** Tells whether a file that evidence refers to exists; left out: nobody looks. `manifest` is the input's name. */
  readonly evidenceExists?: (manifest: string, reference: string) => boolean
  /** Oldest evidence that still counts, in days; default 365. */
  readonly evidenceMaxAge?: number
  /** Share of applicable techniques that must be mitigated, 0 to 1; default: not asked. */
  readonly minimumMitigated?: number
}

/** Bytes to report: pure, the same for the same arguments. */
export function lint(inputs: readonly LintInput[], knowledge: Knowledge, options: LintOptions): Report {
  const manifests = inputs.map((input) => lintManifest(input, knowledge, options))
  const { catalog } = knowledge
  const notJudged = notJudgedIn(knowledge)
  return {
    tool: { name: 'atlaslint', version: options.version },
    catalog: {
      release: catalog.release,
      techniques: catalog.techniques.size,
      judged: catalog.techniques.size - notJudged.length,
      notJudged,
      names: namesIn(manifests, catalog),
    },
    now: options.now,
    manifests,
    gate: computeGate(
      manifests.flatMap(({ findings }) => findings),
      options,
    ),
  }
}

/** Techniques that neither a rule judges nor a reason explains: those that came with a newer catalog. */
function notJudgedIn({ catalog, rules }: Knowledge): string[] {
  const judged = judgedTechniques(rules)
  return [...catalog.techniques.keys()].filter((id) => !judged.has(id) && !rules.notJudged.has(id))
}

function lintManifest(input: LintInput, knowledge: Knowledge, options: LintOptions): ManifestReport {
  const { source, problems } = readSource(input.name, input.bytes)
  const read =
    source.value === undefined
      ? { manifest: undefined, problems: [] }
      : readManifest(source, knowledge.manifestSchema, knownIds(knowledge.catalog))
  const findings = [...problems, ...read.problems].map(inputFinding)
  const { manifest } = read
  if (manifest === undefined || findings.length > 0) return unjudged(input, source, findings, knowledge.catalog)
  return judge(source, manifest, knowledge, options)
}

function judge(source: Source, manifest: Manifest, knowledge: Knowledge, options: LintOptions): ManifestReport {
  const system = buildSystem(manifest)
  const { catalog, rules } = knowledge
  const analysis = analyse({ system, catalog, rules: rules.rules, now: options.now })
  const exposed = exposureFindings(analysis.exposures, rules.rules, manifest)
  const checked = runChecks({
    manifest,
    system,
    catalog,
    analysis,
    now: options.now,
    missingFiles: missingFiles(source.name, manifest, options),
    evidenceMaxAge: options.evidenceMaxAge ?? 365,
    minimumMitigated: options.minimumMitigated,
    changedSince: knowledge.changedSince,
  })
  const located = [
    ...exposed.map(({ finding, exposure }) => ({ ...locate(finding, source), exposure })),
    ...checked.map((finding) => locate(finding, source)),
  ]
  return {
    file: source.name,
    system: manifest.system.name,
    judged: true,
    components: system.components.length,
    incidents: replayIncidents(analysis.exposures, catalog)
      .filter(({ works }) => works)
      .map(({ caseStudy }) => caseStudy),
    findings: sortFindings(located),
    exposures: locateExposures(analysis, manifest, source),
    coverage: coverageOf(analysis.exposures, catalog),
    text: source.text,
  }
}

function unjudged(input: LintInput, source: Source, findings: readonly Finding[], catalog: Catalog): ManifestReport {
  return {
    file: input.name,
    system: input.name,
    judged: false,
    components: 0,
    incidents: [],
    findings: findings.map((finding) => locate(finding, source)),
    exposures: [],
    coverage: coverageOf([], catalog),
    text: source.text,
  }
}

/** What is wrong with the file itself. It could not be judged, so this always counts. */
function inputFinding(problem: Problem): Finding {
  return {
    rule: problem.code,
    kind: 'input',
    severity: 'critical',
    subject: { type: 'system', id: 'system' },
    message: problem.message,
    ...(problem.fix === undefined ? {} : { fix: problem.fix }),
    place: problem.place,
    related: problem.related ?? [],
  }
}

function locate(finding: Finding, source: Source): LocatedFinding {
  const { place, related, ...rest } = finding
  return {
    ...rest,
    at: source.span(place),
    related: related.map((other) => ({ at: source.span(other.place), note: other.note })),
  }
}

function locateExposures({ exposures }: Analysis, manifest: Manifest, source: Source): LocatedExposure[] {
  return exposures.map((exposure) => ({
    ...exposure,
    at: source.span(placeOfSubject(exposure.subject.id, exposure.subject.type, manifest)),
  }))
}

/** Worst first; exposures before checks; exposures in their own order, checks in that of the file. */
function sortFindings(findings: readonly LocatedFinding[]): LocatedFinding[] {
  const rank = ({ severity }: LocatedFinding): number => severities.length - severities.indexOf(severity)
  const line = (finding: LocatedFinding): number =>
    finding.kind === 'check' ? finding.at.line * 1e5 + finding.at.column : 0
  return findings
    .map((finding, index) => ({ finding, index }))
    .sort(
      (one, other) =>
        rank(one.finding) - rank(other.finding) ||
        Number(one.finding.kind === 'check') - Number(other.finding.kind === 'check') ||
        line(one.finding) - line(other.finding) ||
        one.index - other.index,
    )
    .map(({ finding }) => finding)
}

function missingFiles(
  name: string,
  manifest: Manifest,
  { evidenceExists }: LintOptions,
): ReadonlySet<string> | undefined {
  if (evidenceExists === undefined) return undefined
  const references = Object.values(manifest.controls ?? {}).flatMap(({ evidence }) =>
    (evidence ?? []).flatMap(({ ref }) => ref ?? []),
  )
  return new Set(references.filter((reference) => !evidenceExists(name, reference)))
}

/** Full names of the techniques that occur, so that a format needs no catalog. */
function namesIn(manifests: readonly ManifestReport[], catalog: Catalog): Record<string, string> {
  const ids = new Set(manifests.flatMap(({ exposures }) => exposures.map(({ technique }) => technique)))
  return Object.fromEntries([...ids].sort().map((id) => [id, catalog.techniques.get(id)?.fullName ?? id]))
}
