/** A catalog in numbers, and as a list of its techniques: for `catalog show` and `catalog list`. */

import type { FullCatalog } from '../atlas/full.ts'
import type { RuleSet } from '../rules/rule.ts'

export interface CatalogSummary {
  readonly release: string
  /** `bundled`, or the file's name. */
  readonly from: string
  readonly source: string
  readonly licence: string
  readonly counts: {
    readonly tactics: number
    readonly techniques: number
    readonly subTechniques: number
    readonly mitigations: number
    readonly caseStudies: number
    readonly retired: number
  }
  readonly releases: readonly string[]
  readonly judged: number
  /** Techniques that no architectural fact can tell. */
  readonly cannotBeTold: number
  /** Techniques that no rule judges, with no reason known. */
  readonly notJudged: readonly string[]
}

export interface TechniqueRow {
  readonly id: string
  readonly name: string
  readonly tactics: readonly string[]
  readonly maturity: string
  /** Ids of the rules that judge it. */
  readonly rules: readonly string[]
  /** Why none does. */
  readonly reason?: string
}

const licence = 'Apache License 2.0, Copyright The MITRE Corporation; atlaslint is not made or endorsed by MITRE'
const noRule = 'no rule judges it'

export function summarizeCatalog(catalog: FullCatalog, from: string, rules: RuleSet): CatalogSummary {
  const rows = techniqueRows(catalog, rules)
  const subTechniques = [...catalog.techniques.values()].filter(({ parent }) => parent !== undefined).length
  return {
    release: catalog.release,
    from,
    source: catalog.source,
    licence,
    counts: {
      tactics: catalog.tactics.length,
      techniques: catalog.techniques.size - subTechniques,
      subTechniques,
      mitigations: catalog.mitigations.size,
      caseStudies: catalog.caseStudies.size,
      retired: catalog.retired.size,
    },
    releases: catalog.releases,
    judged: rows.filter((row) => row.rules.length > 0).length,
    cannotBeTold: rows.filter(({ reason }) => reason !== undefined && reason !== noRule).length,
    notJudged: rows.filter(({ reason }) => reason === noRule).map(({ id }) => id),
  }
}

export function catalogText(summary: CatalogSummary): string {
  const { counts, releases, notJudged } = summary
  return [
    `MITRE ATLAS ${summary.release} (${summary.from})`,
    `source: ${summary.source}`,
    `licence: ${summary.licence}`,
    `${counts.tactics} tactics, ${counts.techniques} techniques, ${counts.subTechniques} sub-techniques, ${counts.mitigations} mitigations, ${counts.caseStudies} case studies`,
    `history: ${releases.length} releases, ${releases[0]} to ${releases.at(-1)}; ${counts.retired} ${counts.retired === 1 ? 'technique' : 'techniques'} retired by then`,
    `rules judge ${summary.judged} techniques and sub-techniques; no architecture tells ${summary.cannotBeTold}`,
    ...(notJudged.length === 0 ? [] : [`not judged (${notJudged.length}): ${notJudged.join(', ')}`]),
  ].join('\n')
}

/** Every technique, with the rules that judge it or the reason why none does. */
export function techniqueRows(catalog: FullCatalog, { rules, notJudged }: RuleSet): TechniqueRow[] {
  const names = new Map(catalog.tactics.map(({ id, name }) => [id, name]))
  return [...catalog.techniques.values()].map(({ id, fullName, tactics, maturity }) => {
    const judging = rules.filter(({ entry }) => entry.technique === id).map(({ entry }) => entry.id)
    return {
      id,
      name: fullName,
      tactics: tactics.map((tactic) => names.get(tactic) ?? tactic),
      maturity,
      rules: judging,
      ...(judging.length > 0 ? {} : { reason: notJudged.get(id) ?? noRule }),
    }
  })
}

/** Cells of a table. */
export function techniqueCells({ id, name, tactics, maturity, rules, reason }: TechniqueRow): string[] {
  const judged = reason ?? `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`
  return [id, name, tactics.join(', '), maturity, judged]
}
