/** ATLAS as facts: ids, names, relations and dates of one release. Source: MITRE ATLAS (Apache-2.0), facts only. */

export interface Catalog {
  /** Release, e.g. `2026.09`. */
  readonly release: string
  /** In the order of the matrix. */
  readonly tactics: readonly Tactic[]
  readonly techniques: ReadonlyMap<string, Technique>
  readonly mitigations: ReadonlyMap<string, Mitigation>
  /** Published incidents and exercises. */
  readonly caseStudies: ReadonlyMap<string, CaseStudySteps>
  /** Retired technique id → what stands for it now. */
  readonly retired: ReadonlyMap<string, Retired>
}

export interface Retired {
  readonly name: string
  /** The last release that had it. */
  readonly after: string
  /** The id that stands for it now (undefined: none does). */
  readonly successor: string | undefined
}

export interface Tactic {
  readonly id: string
  readonly name: string
}

/** How far a technique is proven, least first. */
export const maturities = ['feasible', 'demonstrated', 'realized'] as const
export type Maturity = (typeof maturities)[number]

export interface Technique {
  readonly id: string
  readonly name: string
  /** `Parent: Name` for a sub-technique, else the name. */
  readonly fullName: string
  readonly parent: string | undefined
  /** Tactic ids; a sub-technique's are its parent's. */
  readonly tactics: readonly string[]
  readonly maturity: Maturity
  /** Mitigations that ATLAS links to it or to its parent. */
  readonly mitigations: readonly string[]
  /** Number of case studies in which exactly this id occurs (not a sub-technique's, not the parent's). */
  readonly incidents: number
}

/** How a mitigation acts (reviewed data of ours): only what prevents cuts a path. */
export const mitigationClasses = ['prevents', 'limits', 'detects', 'governs'] as const
export type MitigationClass = (typeof mitigationClasses)[number]

/** What a mitigation can defend: `predictive` models only, `generative` only (language models and agents), or `any`. */
export const defences = ['predictive', 'generative', 'any'] as const
export type Defence = (typeof defences)[number]

export interface Mitigation {
  readonly id: string
  readonly name: string
  readonly class: MitigationClass
  readonly defends: Defence
  /** Techniques that ATLAS links to it. */
  readonly techniques: readonly string[]
}

/** What was done to the attacked system in a case study; steps on the attacker's own side are left out. */
export interface CaseStudySteps {
  readonly id: string
  /** In the order of the procedure, each once. */
  readonly techniques: readonly string[]
}
