import type { CatalogDetails, ManifestDetails } from '../report/details.ts'
import type { LocatedExposure, LocatedFinding, ManifestReport, Report } from '../report/report.ts'

/** One manifest of the report on its way to the page. Read once, because manifests may be packed. */
export interface SystemPage {
  readonly report: Report
  readonly manifest: ManifestReport
  readonly findings: readonly LocatedFinding[]
  readonly exposures: readonly LocatedExposure[]
  /** Absent where the manifest could not be judged, or its details were not made. */
  readonly details: ManifestDetails | undefined
  readonly catalog: CatalogDetails | undefined
  /** Begins every id of its article. */
  readonly id: string
  /** Position of the finding that reports an exposure, by the exposure's own. */
  readonly findingOf: ReadonlyMap<number, number>
}

/** Looks everything up that the sections need. */
export function systemPage(report: Report, manifest: ManifestReport, index: number): SystemPage {
  const { findings, exposures, details } = manifest
  const findingOf = new Map(
    findings.flatMap(({ exposure }, position) => (exposure === undefined ? [] : [[exposure, position] as const])),
  )
  const id = `s${index + 1}`
  return { report, manifest, findings, exposures, details, catalog: report.catalog.details, id, findingOf }
}

/** The entry that an exposure has in the list of findings, or of what is settled. */
export function entryId({ id, findingOf }: SystemPage, exposure: number): string {
  const finding = findingOf.get(exposure)
  return finding === undefined ? `${id}-e${exposure}` : `${id}-f${finding}`
}

/** The name of a technique, wherever it is known. */
export function nameOf({ report, catalog }: SystemPage, technique: string): string {
  return catalog?.names.get(technique) ?? report.catalog.names?.[technique] ?? ''
}
