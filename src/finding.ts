/**
 * The words that every floor shares: where something stands in a file, how bad it is, and what is reported.
 * This module imports nothing.
 */

/** A route into a parsed document: map keys and list indexes, outermost first. */
export type Path = readonly (string | number)[]

/** A place in a source: by route (the key or the value it leads to), or by UTF-16 offsets where no route exists yet. */
export type Place =
  | { readonly path: Path; readonly part?: 'key' | 'value' }
  | { readonly offset: number; readonly end?: number }

/** A range in a text. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface Span {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Severities, mildest first. */
export const severities = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** True when `severity` is as bad as `threshold` or worse. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(threshold)
}

/** Something wrong with an input file (manifest, rule file): it could not be judged, or not as written. */
export interface Problem {
  /** Stable, kebab-case: `duplicate-key`, `unknown-key`, `unknown-reference`, … */
  readonly code: string
  readonly message: string
  /** What to do, imperative; present where there is one obvious thing. */
  readonly fix?: string
  readonly place: Place
  /** Other places that explain this one. */
  readonly related?: readonly { readonly place: Place; readonly note: string }[]
}

/** Message and fix in one line: a sentence is followed by the next one, anything else by a semicolon. */
export function withFix({ message, fix }: { readonly message: string; readonly fix?: string | undefined }): string {
  if (!fix) return message
  return /[.?!]$/.test(message) ? `${message} ${fix}` : `${message}; ${fix}`
}

/** What a finding or an exposure speaks of. A flow's id is its own id, or `from -> to`. */
export interface Subject {
  readonly type: 'component' | 'flow' | 'system' | 'zone' | 'data' | 'owner' | 'control' | 'decision'
  readonly id: string
}

/** What is reported: plain data, no colour, no markup. Places are resolved to spans when the report is made. */
export interface Finding {
  /** Rule or check id. */
  readonly rule: string
  /** `exposure`: a technique that applies and is not settled. `check`: the manifest itself. `input`: the file is not valid. */
  readonly kind: 'exposure' | 'check' | 'input'
  readonly severity: Severity
  readonly subject: Subject
  /** One sentence that names the actual subject, source, data and path. */
  readonly message: string
  readonly why?: string
  readonly fix?: string
  readonly place: Place
  readonly related: readonly { readonly place: Place; readonly note: string }[]
  /** ATLAS ids, where the finding is about a technique. */
  readonly technique?: string
  /** Component ids along the way, source first, where the rule asked for a path. */
  readonly path?: readonly string[]
}
