/** What every importer makes of a file: facts of one ATLAS release with their places, not yet held against each other. */

import type { Path } from '../../finding.ts'
import type { Maturity } from '../catalog.ts'
import type { Step } from '../full.ts'
import type { Slips, Spot } from './reading.ts'

export interface AtlasFacts {
  /** As the file says; undefined where it does not. */
  readonly release: string | undefined
  /** Where the facts of a compiled catalog came from. */
  readonly source?: string
  /** In the order of the matrix. */
  readonly tactics: readonly TacticFacts[]
  readonly techniques: readonly TechniqueFacts[]
  readonly mitigations: readonly MitigationFacts[]
  readonly caseStudies: readonly CaseStudyFacts[]
}

/** An object of ATLAS. A field that the file leaves out, or that is not well formed, is undefined or empty. */
export interface ObjectFacts {
  readonly id: string
  readonly name: string
  readonly path: Path
}

interface DatedFacts extends ObjectFacts {
  /** Id of MITRE ATT&CK. */
  readonly attack: string | undefined
  readonly created: string | undefined
  readonly modified: string | undefined
}

export type TacticFacts = DatedFacts

export interface TechniqueFacts extends DatedFacts {
  /** As the file says; the id says it as well. */
  readonly parent: string | undefined
  readonly tactics: readonly string[]
  readonly maturity: Maturity | undefined
  readonly platforms: readonly string[]
}

export interface MitigationFacts extends DatedFacts {
  readonly category: readonly string[]
  readonly lifecycle: readonly string[]
  readonly techniques: readonly Link[]
}

/** A technique that a mitigation names, and where. */
export interface Link {
  readonly technique: string
  readonly path: Path
}

export interface CaseStudyFacts extends ObjectFacts {
  readonly type: 'incident' | 'exercise' | undefined
  readonly date: string | undefined
  readonly granularity: 'YEAR' | 'MONTH' | 'DATE' | undefined
  readonly procedure: readonly (Step & { readonly path: Path })[]
  readonly references: readonly string[]
}

/** One format of files. A new one is a file and a word in `formats.ts`. */
export interface AtlasFormat {
  /** What a file that may be read is called. */
  readonly name: string
  recognises(root: Readonly<Record<string, unknown>>): boolean
  read(root: Spot, slips: Slips): AtlasFacts
}
