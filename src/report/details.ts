/** What a format that shows systems as a whole needs beside their findings. Plain data; made only where such a format is asked for. */

import type { Exposure } from '../analysis/exposure.ts'
import type { AnalysisInput } from '../analysis/exposures.ts'
import type { Incident } from '../analysis/incidents.ts'
import type { PlanStep } from '../analysis/plan.ts'
import type { Catalog } from '../atlas/catalog.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { RuleSet } from '../rules/rule.ts'

/** Makes them, while the system is at hand. */
export interface Detail {
  ofManifest(input: AnalysisInput, exposures: readonly Exposure[]): ManifestDetails
  ofCatalog(catalog: Catalog, ruleSets: readonly RuleSet[]): CatalogDetails
}

export interface ManifestDetails {
  /** With the decisions that count: `exposures[].decision` is a position in them. */
  readonly manifest: Manifest
  /** All case studies of the catalog, replayed; those that would work first. */
  readonly incidents: readonly Incident[]
  readonly plan: LocatedPlan
}

/** The fix plan; exposures by their positions in `exposures`. */
export interface LocatedPlan {
  readonly open: number
  readonly steps: readonly LocatedStep[]
  readonly left: readonly number[]
  /** Not looked at, because the system is too large. */
  readonly unplanned: readonly number[]
}

/** Of `mitigation` and `covers` it has one. */
export interface LocatedStep extends Partial<Pick<PlanStep, 'mitigation' | 'covers' | 'owner'>> {
  readonly place: string
  readonly closes: readonly number[]
}

/** What ATLAS and our texts say, as far as a page about systems shows it. */
export interface CatalogDetails {
  /** In the order of the matrix. */
  readonly tactics: readonly { readonly id: string; readonly name: string; readonly techniques: readonly string[] }[]
  /** Full names of all techniques. */
  readonly names: ReadonlyMap<string, string>
  readonly mitigations: ReadonlyMap<string, string>
  readonly caseStudies: ReadonlyMap<string, CaseStudyDetails>
  /** Why no rule judges a technique. */
  readonly reasons: ReadonlyMap<string, string>
}

export interface CaseStudyDetails {
  readonly name: string
  /** As much of the date as is known. */
  readonly date: string
  readonly summary: string | undefined
  /** What was done, by technique. */
  readonly told: ReadonlyMap<string, string>
}
