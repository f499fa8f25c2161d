import type { Coverage } from '../analysis/coverage.ts'
import type { Exposure } from '../analysis/exposure.ts'
import type { Finding, Severity, Span, Subject } from '../finding.ts'
import type { DecisionEntry } from '../manifest/manifest.ts'
import type { CatalogDetails, ManifestDetails } from './details.ts'

/** The report as plain data: what every output format shows, and what the exit code is decided from. */
export interface Report {
  readonly tool: { readonly name: 'atlaslint'; readonly version: string }
  readonly catalog: {
    readonly release: string
    readonly techniques: number
    /** Techniques that rules judge. */
    readonly judged: number
    /** Techniques that no rule judges, with a reason on their page: no architecture tells. Absent: none. */
    readonly explained?: readonly string[]
    /** Techniques that no rule judges and for which no reason is known, as in a newer catalog; absent: none. */
    readonly notJudged?: readonly string[]
    /** Full names of the techniques that occur in the report, by id. */
    readonly names?: Readonly<Record<string, string>>
    /** For formats that show more than findings; absent: none was asked for. */
    readonly details?: CatalogDetails
  }
  /** What is said in general of the rules and checks that occur in the report, by id. */
  readonly rules?: Readonly<Record<string, RuleWords>>
  /** Date that expiry and age were held against, YYYY-MM-DD. */
  readonly now: string
  /** Where this is one of several reports that make up a run. */
  readonly shard?: Shard
  /** What judged the manifests; one entry for each configuration that was used. */
  readonly configurations?: readonly ConfigurationUse[]
  /** In the order of their names. */
  readonly manifests: readonly ManifestReport[]
  /** Texts of files that are no manifests and that findings point into, by name, for code frames. */
  readonly sources?: Readonly<Record<string, string>>
  /** How decisions were taken, where not simply as they stand in the manifests. */
  readonly decisions?: DecisionsTaken
  /** Only findings in manifests that changed since a git ref are reported; `leftOut` counts the others. Absent: all are. */
  readonly changedSince?: { readonly ref: string; readonly leftOut: number }
  /** What was known before, where a baseline was held against the findings. */
  readonly baseline?: BaselineReport
  readonly gate: Gate
}

export interface DecisionsTaken {
  /** Decisions files. */
  readonly files?: readonly string[]
  /** Only what stands there counts: a git ref. */
  readonly from?: string
  /** None counts: an audit. */
  readonly ignored?: boolean
}

/** What a finding is, by its meaning: `fingerprintOf` is a hash of the same. No line, no file, no date. */
export interface BaselineEntry {
  readonly system: string
  readonly rule: string
  readonly technique?: string
  readonly subject: Subject
  readonly severity: Severity
  /** How many findings share the four; left out: 1. */
  readonly count?: number
}

export interface BaselineReport {
  /** The baseline file. */
  readonly file: string
  /** Findings that are in it: they do not fail the run. */
  readonly known: number
  /** Findings that are in it with a milder severity: they count like new ones. */
  readonly worse: number
  /** Entries of the systems judged that no finding answers to any more. */
  readonly stale: readonly BaselineEntry[]
  /** Findings whose entries do not count, because they do not stand on the branch that decides. */
  readonly pending: number
}

/** A rule or check in words. */
export interface RuleWords {
  readonly title: string
  readonly why: string
  readonly fix: string
  /** True for our own, which have a page in the reference. */
  readonly bundled: boolean
}

/** A part of a run that was split over several machines (`--shard 2/8`). */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
  /** The same in all shards of one run, and in no other: a hash of the names of all manifests, of the options and of the rule files. */
  readonly run: string
}

/** A configuration, and what it takes away. */
export interface ConfigurationUse {
  /** As in messages; undefined: none. */
  readonly file: string | undefined
  /** How many manifests it was used for. */
  readonly manifests: number
  /** Rules that it, or a rule file, switches off. */
  readonly rulesOff: number
  readonly checksOff: number
}

export interface ManifestReport {
  /** As named on the command line, POSIX separators, relative to the working folder where below it. */
  readonly file: string
  /** `system.name`; the file's name when it could not be read. */
  readonly system: string
  /** False when the file could not be judged: then `findings` are input findings and `exposures` is empty. */
  readonly judged: boolean
  /** How many components the system has. */
  readonly components: number
  /** Case studies of ATLAS of which every step on the system is open: the incident would work here. */
  readonly incidents: readonly string[]
  /** What matters most first. */
  readonly findings: readonly LocatedFinding[]
  /** All of them, in every status, in the order of the report. */
  readonly exposures: readonly LocatedExposure[]
  readonly coverage: Coverage
  /** Decisions about the system, wherever they stand: `exposures[].decision` is a position here. Absent: none. */
  readonly decisions?: readonly LocatedDecision[]
  /** For formats that show more than findings; absent: none was asked for, or nothing could be judged. */
  readonly details?: ManifestDetails
  /** Set on the entry of a decisions file, which speaks of systems that are not there. */
  readonly isDecisionsFile?: boolean
  /** The text, for code frames; formats that show no source ignore it. Empty where it was not kept, and then there are no frames. */
  readonly text: string
}

export interface LocatedFinding extends Omit<Finding, 'place' | 'related'> {
  readonly at: Span
  /** The file that `at` is in, where it is not the manifest. */
  readonly file?: string
  readonly related: readonly { readonly at: Span; readonly file?: string; readonly note: string }[]
  /** In the baseline, so it does not fail the run. */
  readonly baselined?: boolean
  /** Its severity in the baseline, where it has become worse since: then it counts. */
  readonly baselineSeverity?: Severity
  /** Who answers for the subject, by the manifest: an id of `owners`. */
  readonly owner?: string
  /** The exposure it reports, by index in `exposures`. */
  readonly exposure?: number
}

export interface LocatedExposure extends Exposure {
  readonly at: Span
}

export interface LocatedDecision extends DecisionEntry {
  readonly at: Span
  /** The file that `at` is in, where it is not the manifest. */
  readonly file?: string
  /** Whether it counts: `pending` until it stands on the branch that decides, `ignored` in an audit. */
  readonly state: 'counts' | 'expired' | 'pending' | 'ignored'
}

export interface Gate {
  readonly failOn: Severity | 'none'
  readonly strict: boolean
  readonly exitZero: boolean
  /** Findings at or above `failOn`; input findings always count. */
  readonly failing: number
  /** Those that are not in the baseline. */
  readonly bySeverity: Readonly<Record<Severity, number>>
  /** Entries of the baseline that no finding answers to; with `strict` they fail the run. Absent: none. */
  readonly stale?: number
  readonly verdict: 'pass' | 'fail'
}
