/** A text that was read, its value, and where everything in it stands. */

import type { Place, Problem, Span } from '../finding.ts'

export interface Source {
  readonly name: string
  /** Decoded, without a byte-order mark; empty where the bytes are not text that we read. */
  readonly text: string
  /** Null-prototype objects, arrays and YAML 1.2 core scalars; undefined when the file cannot be trusted to mean what it seems to. */
  readonly value: unknown
  /** True where whoever runs the program allows larger files than usual. */
  readonly mayBeLarge?: boolean
  /** Where a place stands. What is missing resolves to its nearest existing ancestor; nothing resolves to line 0. */
  span(place: Place): Span
}

export interface SourceLimits {
  /** Size of the file, looked at before it is decoded. */
  readonly maxBytes: number
  /** Maps and lists within each other. */
  readonly maxDepth: number
  /** Problems listed for one file; the rest is counted. */
  readonly maxProblems: number
  /** Length up to which a broken text is read again for all its errors: that is slow, and a hostile text has one at each character. */
  readonly maxRecovery: number
}

export const defaultLimits: SourceLimits = {
  maxBytes: 1_048_576,
  maxDepth: 64,
  maxProblems: 20,
  maxRecovery: 262_144,
}

export interface SourceResult {
  readonly source: Source
  /** In the order of the text. */
  readonly problems: readonly Problem[]
}
