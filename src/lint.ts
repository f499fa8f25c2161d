import { coverageOf } from './analysis/coverage.ts'
import { holdsOn } from './analysis/decisions.ts'
import { exposureFindings, placeOfExposure } from './analysis/exposure-findings.ts'
import { type Analysis, analyse } from './analysis/exposures.ts'
import { workingIncidents } from './analysis/incidents.ts'
import type { Catalog } from './atlas/catalog.ts'
import { runChecks } from './checks/run-checks.ts'
import { askedBy, atLevels, configurationUses, defaultPolicy, type Policy } from './config/policy.ts'
import { type Finding, type Place, type Problem, severities } from './finding.ts'
import type { Decide, Decided, PlacedDecision } from './manifest/decided.ts'
import type { Manifest } from './manifest/manifest.ts'
import { readManifest } from './manifest/read-manifest.ts'
import type { Detail } from './report/details.ts'
import { counted } from './report/digest.ts'
import { computeGate, type GatedFinding, type GateOptions } from './report/gate.ts'
import type {
  LocatedDecision,
  LocatedExposure,
  LocatedFinding,
  ManifestReport,
  Report,
  Shard,
} from './report/report.ts'
import { namesOf, wordsOf } from './report/seen.ts'
import { knownIds } from './rules/known-ids.ts'
import type { RuleSet } from './rules/rule.ts'
import { withoutRule } from './rules/rule-set.ts'
import { readSource } from './source/reader.ts'
import type { SchemaValidator } from './source/schema.ts'
import type { Source, SourceLimits } from './source/source.ts'
import { buildSystem } from './system/build-system.ts'
import { ownerOf } from './system/owner-of.ts'
import type { System } from './system/system.ts'

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
  /** What the configuration asks of a manifest, by the input's name; left out: the defaults. */
  readonly policyOf?: (manifest: string) => Policy
  /** What is kept of a manifest once it is judged and counted; left out: all of it. Whoever lints thousands packs them. */
  readonly keep?: (manifest: ManifestReport) => ManifestReport
  /** Where the inputs are a shard of a larger run. */
  readonly shard?: Shard
  /** How large a manifest may be, where not as usual. */
  readonly limits?: Pick<SourceLimits, 'maxBytes'>
  /** Judges a manifest, or remembers what judging it gave. */
  readonly recall?: (input: LintInput, judge: () => ManifestReport) => ManifestReport
  /** Marks the findings of a manifest that a baseline knows, before they are counted. */
  readonly mark?: (manifest: ManifestReport) => ManifestReport
  /** Cuts a manifest, once marked, down to what is to be reported; what it takes away is not counted. */
  readonly only?: (manifest: ManifestReport) => ManifestReport
  /** Which decisions count; left out: those of each manifest, as they stand. */
  readonly decide?: Decide
  /** Makes what only some formats show; left out: none of them was asked for. */
  readonly detail?: Detail
}

/**
 * Bytes to report: pure, the same for the same arguments. The inputs are taken one by one, each judged before the next is asked for,
 * so that a run over thousands never holds all their bytes.
 */
export function lint(inputs: Iterable<LintInput>, knowledge: Knowledge, options: LintOptions): Report {
  const manifests: ManifestReport[] = []
  const seen = { techniques: new Set<string>(), rules: new Set<string>() }
  const used = new Map<Policy, number>()
  const judgeOne = judging(knowledge, options)
  function* findings(): Generator<GatedFinding> {
    for (const input of inputs) {
      const policy = options.policyOf?.(input.name) ?? defaultPolicy
      used.set(policy, (used.get(policy) ?? 0) + 1)
      const judged = options.recall?.(input, () => judgeOne(input)) ?? judgeOne(input)
      const marked = options.mark?.(judged) ?? judged
      const manifest = options.only?.(marked) ?? marked
      yield* counted(manifest, seen)
      manifests.push(options.keep?.(manifest) ?? manifest)
    }
  }
  const { failOn, strict, exitZero } = options
  const gate = computeGate(findings(), { failOn, strict, exitZero })
  const { catalog } = knowledge
  const policies = used.size === 0 ? [defaultPolicy] : [...used.keys()]
  const ruleSets = policies.map(({ rules }) => rules ?? knowledge.rules)
  const { explained, notJudged } = withoutRule(catalog, ruleSets)
  return {
    tool: { name: 'atlaslint', version: options.version },
    catalog: {
      release: catalog.release,
      techniques: catalog.techniques.size,
      judged: catalog.techniques.size - explained.length - notJudged.length,
      explained,
      notJudged,
      names: namesOf(seen.techniques, catalog),
      ...(options.detail && { details: options.detail.ofCatalog(catalog, ruleSets) }),
    },
    rules: wordsOf(seen.rules, ruleSets),
    now: options.now,
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    configurations: configurationUses(policies, used, knowledge.rules),
    manifests,
    gate,
  }
}

/** What is done with each manifest, and depends on no other: whoever wants may do it somewhere else. */
export function judging(knowledge: Knowledge, options: LintOptions): (input: LintInput) => ManifestReport {
  return (input) => {
    const policy = options.policyOf?.(input.name) ?? defaultPolicy
    return lintManifest(input, { ...knowledge, rules: policy.rules ?? knowledge.rules }, policy, options)
  }
}

function lintManifest(input: LintInput, knowledge: Knowledge, policy: Policy, options: LintOptions): ManifestReport {
  const { source, problems } = readSource(input.name, input.bytes, options.limits)
  const read =
    source.value === undefined
      ? { manifest: undefined, problems: [] }
      : readManifest(source, knowledge.manifestSchema, knownIds(knowledge.catalog))
  const findings = [...problems, ...read.problems].map(inputFinding)
  const { manifest } = read
  if (manifest === undefined || findings.length > 0) return unjudged(input, source, findings, knowledge.catalog)
  return judge(source, manifest, knowledge, policy, options)
}

function judge(
  source: Source,
  written: Manifest,
  knowledge: Knowledge,
  policy: Policy,
  options: LintOptions,
): ManifestReport {
  const decided = options.decide?.(source.name, written) ?? asWritten(written)
  const { manifest } = decided
  const locate = (finding: Finding) => locateIn(finding, source, decided.decisions)
  const system = buildSystem(manifest)
  const { catalog, rules } = knowledge
  const input = { system, catalog, rules: rules.rules, now: options.now }
  const analysis = analyse(input)
  const exposed = exposureFindings(analysis.exposures, rules.rules, manifest)
  const checked = runChecks({
    manifest,
    system,
    catalog,
    rules: rules.rules,
    analysis,
    now: options.now,
    missingFiles: missingFiles(source.name, manifest, options),
    ...askedBy(policy, rules, source.name),
    changedSince: knowledge.changedSince,
    hasFiledDecisions: decided.decisions.some(({ source }) => source !== undefined),
  })
  const located = [
    ...exposed.map(({ finding, exposure }) => ({ ...locate(finding), exposure })),
    ...atLevels(checked, policy).map(locate),
  ]
  return {
    file: source.name,
    system: manifest.system.name,
    judged: true,
    components: system.components.length,
    incidents: workingIncidents(analysis.exposures, catalog),
    findings: sortFindings(located).map((finding) => withOwner(finding, system)),
    exposures: locateExposures(analysis, source),
    coverage: coverageOf(analysis.exposures, catalog),
    decisions: decided.decisions.map((decision) => locateDecision(decision, source, options.now)),
    ...(options.detail && { details: options.detail.ofManifest(input, analysis.exposures) }),
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
    findings: findings.map((finding) => locateIn(finding, source, [])),
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

function locateIn(finding: Finding, source: Source, decisions: readonly PlacedDecision[]): LocatedFinding {
  const { place, related, ...rest } = finding
  return {
    ...rest,
    ...spanIn(place, source, decisions),
    related: related.map((other) => ({ ...spanIn(other.place, source, decisions), note: other.note })),
  }
}

/** A decision stands at its own position in its own file, which need not be the manifest. */
function spanIn(
  place: Place,
  source: Source,
  decisions: readonly PlacedDecision[],
): Pick<LocatedFinding, 'at' | 'file'> {
  const [section, index, ...rest] = 'path' in place ? place.path : []
  const decision = section === 'decisions' ? decisions[Number(index)] : undefined
  if (decision === undefined) return { at: source.span(place) }
  const at = (decision.source ?? source).span({ path: [section as string, decision.index, ...rest] })
  return decision.source === undefined ? { at } : { at, file: decision.source.name }
}

function locateDecision(decision: PlacedDecision, source: Source, now: string): LocatedDecision {
  const { entry, index, state = holdsOn(entry, now) ? 'counts' : 'expired' } = decision
  const stands = { path: ['decisions', index] }
  const file = decision.source?.name
  return {
    ...entry,
    state,
    at: (decision.source ?? source).span(stands),
    ...(file === undefined ? {} : { file }),
  }
}

/** Every decision of the manifest counts, at its own position. */
function asWritten(manifest: Manifest): Decided {
  return { manifest, decisions: (manifest.decisions ?? []).map((entry, index) => ({ entry, index })) }
}

function withOwner(finding: LocatedFinding, system: System): LocatedFinding {
  const owner = ownerOf(finding.subject, system)
  return owner === undefined ? finding : { ...finding, owner }
}

function locateExposures({ exposures }: Analysis, source: Source): LocatedExposure[] {
  return exposures.map((exposure) => ({
    ...exposure,
    at: source.span(placeOfExposure(exposure)),
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

/** How a URL begins, which nobody follows here. */
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i

function missingFiles(
  name: string,
  manifest: Manifest,
  { evidenceExists }: LintOptions,
): ReadonlySet<string> | undefined {
  if (evidenceExists === undefined) return undefined
  const references = Object.values(manifest.controls ?? {}).flatMap(({ evidence }) =>
    (evidence ?? []).flatMap(({ ref }) => ref ?? []),
  )
  return new Set(references.filter((reference) => !scheme.test(reference) && !evidenceExists(name, reference)))
}
