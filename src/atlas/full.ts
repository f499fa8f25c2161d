/** dist/catalog-full.json as a value → everything the catalog knows, for `explain`, `why` and `incidents`. */

import type { CaseStudySteps, Catalog, Maturity, Mitigation, Retired, Tactic, Technique } from './catalog.ts'
import { checkedFormat, readCatalog } from './read.ts'

/** A field's earlier value, and the release that changed it. */
export interface Change<Value> {
  readonly in: string
  readonly from: Value
}

export interface LinksChange {
  readonly in: string
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
}

/** What every object has: the release it came with, and earlier names, oldest first. */
export interface Past {
  readonly added: string
  readonly renamed?: readonly Change<string>[]
}

/** Dates are `YYYY-MM-DD`; `attack` is an id of MITRE ATT&CK. */
interface Dated {
  readonly attack?: string
  readonly created: string
  readonly modified: string
}

interface TechniqueDetails extends Past, Dated {
  readonly platforms: readonly string[]
  readonly maturityChanged?: readonly Change<Maturity>[]
  readonly tacticsChanged?: readonly Change<readonly string[]>[]
}

interface MitigationDetails extends Past, Dated {
  readonly category: readonly string[]
  readonly lifecycle: readonly string[]
  /** Why it has its class, in a sentence of ours. */
  readonly reason: string
  readonly linksChanged?: readonly LinksChange[]
}

interface RetiredDetails extends Past, Partial<Dated> {
  readonly tactics?: readonly string[]
  readonly maturity?: Maturity
}

interface CaseStudyDetails extends Past {
  readonly name: string
  readonly type: 'incident' | 'exercise'
  /** `YYYY-MM-DD`; `granularity` says how much of it is known. */
  readonly date: string
  readonly granularity: 'YEAR' | 'MONTH' | 'DATE'
  readonly procedure: readonly Step[]
  readonly references: readonly string[]
}

export interface Step {
  readonly technique: string
  readonly tactic: string
}

export type FullTactic = Tactic & Past & Dated
export type FullTechnique = Technique & TechniqueDetails
export type FullMitigation = Mitigation & MitigationDetails
export type FullRetired = Retired & RetiredDetails
export type CaseStudy = CaseStudySteps & CaseStudyDetails

/** A Catalog that can stand wherever the slim one does. */
export interface FullCatalog extends Catalog {
  readonly source: string
  /** All releases, oldest first. */
  readonly releases: readonly string[]
  readonly tactics: readonly FullTactic[]
  readonly techniques: ReadonlyMap<string, FullTechnique>
  readonly mitigations: ReadonlyMap<string, FullMitigation>
  readonly retired: ReadonlyMap<string, FullRetired>
  readonly caseStudies: ReadonlyMap<string, CaseStudy>
}

type ById<Details> = Readonly<Record<string, Details>>

interface FullJson {
  readonly format: number
  readonly source: string
  readonly slim: unknown
  readonly releases: readonly string[]
  readonly tactics: ById<Past & Dated>
  readonly techniques: ById<TechniqueDetails>
  readonly mitigations: ById<MitigationDetails>
  readonly retired: ById<RetiredDetails>
  readonly caseStudies: ById<CaseStudyDetails>
}

/** Reads the full catalog: the slim one, and the details of each object joined to it. */
export function readFullCatalog(fullJson: unknown): FullCatalog {
  const json = checkedFormat<FullJson>(fullJson)
  const slim = readCatalog(json.slim)
  return {
    release: slim.release,
    source: json.source,
    releases: json.releases,
    tactics: slim.tactics.map((tactic) => ({ ...tactic, ...detailsOf(json.tactics, tactic.id) })),
    techniques: joined(slim.techniques, json.techniques),
    mitigations: joined(slim.mitigations, json.mitigations),
    retired: joined(slim.retired, json.retired),
    caseStudies: joined(slim.caseStudies, json.caseStudies),
  }
}

/** The part of a case study's date that is known: `2024`, `2024-05` or `2024-05-21`. */
export function knownDate(study: CaseStudy): string {
  return study.date.slice(0, { YEAR: 4, MONTH: 7, DATE: 10 }[study.granularity])
}

/** The case studies in whose procedure exactly this technique occurs, in the order of their ids. */
export function caseStudiesWith(catalog: FullCatalog, technique: string): readonly CaseStudy[] {
  return [...catalog.caseStudies.values()].filter((study) =>
    study.procedure.some((step) => step.technique === technique),
  )
}

function joined<Base, Details>(base: ReadonlyMap<string, Base>, details: ById<Details>): Map<string, Base & Details> {
  return new Map([...base].map(([id, object]) => [id, { ...object, ...detailsOf(details, id) }]))
}

function detailsOf<Details>(details: ById<Details>, id: string): Details {
  const found = details[id]
  if (found === undefined) throw new Error(`ATLAS catalog: no details of ${id}`)
  return found
}
