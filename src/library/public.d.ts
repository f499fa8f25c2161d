/**
 * Types of the library, `import { lint } from 'atlaslint'`. docs/library.md has the same with examples. A field that is not here may
 * change in any release; what is here changes as the JSON report does.
 */

/** A file as text or bytes, under the name that the report and messages give it. */
export interface TextInput {
  readonly name: string
  readonly text: string | Uint8Array
}

export interface KnowledgeOptions {
  /** Rule files on top of the bundled rules (docs/rules.md). */
  readonly rules?: readonly TextInput[]
  /** Another ATLAS catalog, in any format that `atlaslint catalog import` reads. */
  readonly catalog?: TextInput
}

/** What manifests are held against. Made by `loadKnowledge`, used as often as you like. */
export interface Knowledge {
  /** Release of MITRE ATLAS. */
  readonly release: string
  /** Techniques in it. */
  readonly techniques: number
  /** Rules in force. */
  readonly rules: number
}

/**
 * Reads the catalog and the rules that come with the package: the only function that touches files. About 20 ms; keep the result.
 * Throws a `KnowledgeError` when rule files or a catalog of yours are not valid.
 */
export function loadKnowledge(options?: KnowledgeOptions): Knowledge

/** Rule files or a catalog that cannot be used. `message` tells the first problem. */
export class KnowledgeError extends Error {
  readonly name: 'KnowledgeError'
  readonly problems: readonly KnowledgeProblem[]
}

export interface KnowledgeProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  /** What to do, where there is one obvious thing. */
  readonly fix?: string
}

export type Severity = 'low' | 'medium' | 'high' | 'critical'

export interface LintOptions {
  readonly knowledge: Knowledge
  /** Date that expiry and age are held against, YYYY-MM-DD: there is no clock in here. */
  readonly now: string
  /** Findings this bad or worse fail; default medium. */
  readonly failOn?: Severity | 'none'
  /** Checks of the manifest itself fail at every severity; default false. */
  readonly strict?: boolean
  /** Findings never fail; a manifest that is not valid still does. Default false. */
  readonly exitZero?: boolean
  /** Whether a file that evidence refers to is there; left out: nobody looks. `manifest` is the input's name. */
  readonly evidenceExists?: (manifest: string, reference: string) => boolean
  /** Oldest evidence that still counts, in days; default 365. */
  readonly evidenceMaxAge?: number
  /** Share of the techniques that apply that must be mitigated, 0 to 1; default: not asked. */
  readonly minimumMitigated?: number
}

/**
 * Judges manifests. Pure: the same arguments give the same report, on every machine. A manifest that is not valid is no exception but a
 * report with `judged: false` and findings of kind `input`. Throws a `TypeError` for wrong arguments.
 */
export function lint(inputs: Iterable<TextInput>, options: LintOptions): Report

/** 0: nothing at or above `failOn`. 1: findings at or above it, or a manifest that is not valid. */
export function exitCode(report: Pick<Report, 'manifests' | 'gate'>): number

export type ReportFormat =
  | 'pretty'
  | 'compact'
  | 'json'
  | 'sarif'
  | 'junit'
  | 'github'
  | 'gitlab'
  | 'checkstyle'
  | 'rdjson'
  | 'azure'
  | 'teamcity'
  | 'markdown'
  | 'csv'
  | 'navigator'

/** Names of the formats. */
export const formats: readonly ReportFormat[]

export interface RenderOptions {
  /** Columns of `pretty`; default 80. */
  readonly width?: number
  /** Lines and dots outside ASCII in `pretty`; default false. */
  readonly unicode?: boolean
  /** `pretty`: only findings that fail, and nothing when none does. Default false. */
  readonly quiet?: boolean
  /** `pretty`: findings shown in full; default: the critical and high ones, at most 50. */
  readonly maxDetails?: number
}

/** The report as text, without colour, as the command line writes it to a file. Pure. Throws a `TypeError` for an unknown format. */
export function render(report: Report, format: ReportFormat, options?: RenderOptions): string

/** Version of the package. */
export const version: string

/** The report as plain data. `render(report, 'json')` writes it as schemas/report.schema.json describes. */
export interface Report {
  readonly tool: { readonly name: 'atlaslint'; readonly version: string }
  readonly catalog: {
    /** Release of MITRE ATLAS. */
    readonly release: string
    readonly techniques: number
    /** Techniques that rules judge, or that no architecture can tell. */
    readonly judged: number
    readonly explained?: readonly string[]
    /** The others. */
    readonly notJudged?: readonly string[]
    /** Full names of the techniques that occur in the report, by id. */
    readonly names?: Readonly<Record<string, string>>
  }
  readonly now: string
  /** In the order of the inputs. */
  readonly manifests: readonly ManifestReport[]
  readonly gate: Gate
}

export interface ManifestReport {
  /** The input's name. */
  readonly file: string
  /** `system.name`; the file's name when it could not be read. */
  readonly system: string
  /** False when the manifest is not valid: then `findings` are input findings and `exposures` is empty. */
  readonly judged: boolean
  readonly components: number
  /** Case studies of ATLAS of which every step on the system is open. */
  readonly incidents: readonly string[]
  /** What matters most first. */
  readonly findings: readonly Finding[]
  /** Every technique on every subject that it applies to, in every status. */
  readonly exposures: readonly Exposure[]
  readonly coverage: Coverage
}

/** A range in the manifest. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface Span {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export interface Subject {
  readonly type: 'component' | 'flow' | 'system' | 'zone' | 'data' | 'owner' | 'control' | 'decision'
  /** Id in the manifest; a flow without one is `from -> to`. */
  readonly id: string
}

/** Something to act on. */
export interface Finding {
  /** Id of the rule or check; of an input finding, the kind of mistake. */
  readonly rule: string
  /** `exposure`: a technique applies and is not settled. `check`: the manifest itself. `input`: the file is not valid. */
  readonly kind: 'exposure' | 'check' | 'input'
  readonly severity: Severity
  readonly subject: Subject
  readonly message: string
  readonly why?: string
  readonly fix?: string
  /** ATLAS id, where it is about a technique. */
  readonly technique?: string
  readonly at: Span
  readonly related: readonly { readonly at: Span; readonly note: string }[]
  /** Component ids along the way, source first. */
  readonly path?: readonly string[]
  /** Who answers for the subject: an id of `owners`. */
  readonly owner?: string
  /** What it reports, by index in `exposures`. */
  readonly exposure?: number
}

export type Status = 'open' | 'partly-mitigated' | 'detected' | 'planned' | 'accepted' | 'not-applicable' | 'mitigated'

/** One technique on one subject, with the evidence. */
export interface Exposure {
  readonly technique: string
  readonly rule: string
  readonly subject: Subject
  readonly status: Status
  readonly severity: Severity
  readonly message: string
  readonly at: Span
  /** Source first; empty where the rule asks for no path. */
  readonly path: readonly PathStep[]
  readonly reasons: {
    readonly maturity: string
    readonly reach: string
    readonly stakes: readonly string[]
    readonly overriddenBy?: 'rule' | 'configuration'
    /** Larger is worse. */
    readonly score: number
  }
  /** Facts that the manifest leaves out and that were taken for granted. */
  readonly assumptions: readonly { readonly on: string; readonly field: string }[]
  readonly controls: readonly {
    readonly control: string
    readonly effect: 'cuts' | 'limits' | 'detects' | 'planned'
    readonly on: readonly string[]
  }[]
  /** Which way is left where a control cuts another. */
  readonly wayAround?: string
  readonly alsoRaisedBy: readonly string[]
}

export interface PathStep {
  readonly from: string
  readonly to: string
  /** Flow id, or the kind of edge. */
  readonly via: string
  readonly backward: boolean
  readonly words: readonly string[]
  readonly crosses: boolean
}

/** Distinct techniques that apply, by the worst status that they have on any subject. */
export interface Coverage {
  readonly applicable: number
  readonly byStatus: Readonly<Record<Status, number>>
  readonly byTactic: readonly {
    readonly tactic: string
    readonly name: string
    readonly techniques: number
    readonly applicable: number
    readonly byStatus: Readonly<Record<Status, number>>
  }[]
}

export interface Gate {
  readonly failOn: Severity | 'none'
  readonly strict: boolean
  readonly exitZero: boolean
  /** Findings at or above `failOn`; input findings always count. */
  readonly failing: number
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly verdict: 'pass' | 'fail'
}
