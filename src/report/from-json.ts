/** The way back from what `json.ts` writes. */

import type { ConfigurationUse, LocatedExposure, LocatedFinding, ManifestReport, Report } from './report.ts'

/** A report as `schemas/report.schema.json` describes it. */
export interface JsonReport extends Omit<Report, 'manifests' | 'configurations'> {
  readonly schemaVersion: 1
  readonly configurations?: readonly (Omit<ConfigurationUse, 'file'> & { readonly file: string | null })[]
  readonly manifests: readonly JsonManifest[]
  readonly summary: { readonly manifests: number; readonly invalid: number; readonly findings: number }
}

interface JsonManifest extends Omit<ManifestReport, 'findings' | 'exposures' | 'text'> {
  readonly findings: readonly (LocatedFinding & { readonly fingerprint: string })[]
  readonly exposures: readonly (Omit<LocatedExposure, 'path'> & {
    readonly path: readonly string[]
    readonly steps: LocatedExposure['path']
  })[]
}

/** The report that was written; of the manifests' texts nothing is left, so that there are no code frames. */
export function reportFrom({
  schemaVersion: _,
  summary: __,
  configurations = [],
  manifests,
  ...rest
}: JsonReport): Report {
  return {
    ...rest,
    configurations: configurations.map(({ file, ...use }) => ({ file: file ?? undefined, ...use })),
    manifests: manifests.map(manifestFrom),
  }
}

function manifestFrom({ findings, exposures, ...rest }: JsonManifest): ManifestReport {
  return {
    ...rest,
    findings: findings.map(({ fingerprint: _, ...finding }) => finding),
    exposures: exposures.map(({ steps, ...exposure }) => ({ ...exposure, path: steps })),
    text: '',
  }
}
