/** What is kept of each of thousands of manifests: what the formats are going to look at, and no more. */

import { groupFindings } from './block.ts'
import { DetailBudget } from './detail-budget.ts'
import type { GateOptions } from './gate.ts'
import { isPacked, packing } from './packed.ts'
import { shownFindings } from './pretty.ts'
import type { LocatedFinding, ManifestReport } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { type ReporterName, showsSource } from './reporters.ts'

declare module '../load-extra.ts' {
  interface Extra {
    keepingFor: typeof keepingFor
    keepBy: typeof keepBy
  }
}

export type Look = Pick<ReporterOptions, 'quiet' | 'maxDetails' | 'showAccepted'> &
  Pick<GateOptions, 'failOn' | 'strict'>

/** What the formats that say a line about each finding say of it; those that are not here look at everything. */
const saidInLine: Partial<Record<ReporterName, readonly (keyof LocatedFinding)[]>> = {
  pretty: [],
  compact: ['fix'],
}

const saidInEveryLine: readonly (keyof LocatedFinding)[] = [
  ...(['rule', 'kind', 'severity', 'technique', 'subject', 'message'] as const),
  ...(['at', 'file', 'baselined'] as const),
]

export interface Keeping {
  /** From here on a line about each finding is all that will be said: to be asked after `note`. */
  isBrief(): boolean
  /** What is to be kept of a manifest. */
  cut(manifest: ManifestReport, isBrief: boolean): ManifestReport
  /** Says which manifest comes next, since the first findings are shown in full. */
  note(manifest: ManifestReport): void
}

/** What the reports will look at. */
export interface Shows {
  readonly formats: readonly ReporterName[]
  /** Markdown is added to a file as well. */
  readonly hasSummary: boolean
  readonly look: Look
}

export function keepingFor({ formats, hasSummary, look }: Shows): Keeping {
  const keepsText = formats.some((format) => showsSource.has(format))
  const fields = hasSummary || look.showAccepted ? undefined : fieldsFor(formats)
  const details = formats.includes('pretty')
    ? new DetailBudget(look.maxDetails, look.maxDetails !== undefined)
    : undefined
  const isBrief = () => fields !== undefined && (details === undefined || details.isSpent)
  return {
    isBrief,
    cut: (manifest, brief) => {
      if (brief && fields !== undefined) return inLines(manifest, fields)
      return keepsText ? manifest : { ...manifest, text: '' }
    },
    note: (manifest) => {
      if (fields === undefined || details === undefined || details.isSpent) return
      for (const group of groupFindings(shownFindings(manifest, look.quiet, look))) details.takes(group)
    },
  }
}

/** Cuts and packs what was judged, manifest by manifest in the order of the report. `whenBrief` is told once. */
export function keepBy(keeping: Keeping, whenBrief?: () => void): (manifest: ManifestReport) => ManifestReport {
  const pack = packing()
  return (manifest) => {
    const brief = keeping.isBrief()
    if (!brief) {
      keeping.note(manifest)
      if (keeping.isBrief()) whenBrief?.()
    }
    return isPacked(manifest) ? manifest : pack(keeping.cut(manifest, brief))
  }
}

/** Undefined where one of the formats looks at everything. */
function fieldsFor(formats: readonly ReporterName[]): readonly (keyof LocatedFinding)[] | undefined {
  const lists = formats.map((format) => saidInLine[format])
  return lists.includes(undefined) ? undefined : [...saidInEveryLine, ...lists.flatMap((list) => list ?? [])]
}

function inLines(manifest: ManifestReport, fields: readonly (keyof LocatedFinding)[]): ManifestReport {
  const findings = manifest.findings.map((finding) => {
    const said = fields.filter((field) => finding[field] !== undefined).map((field) => [field, finding[field]])
    return { ...Object.fromEntries(said), related: [] } as unknown as LocatedFinding
  })
  return { ...manifest, findings, exposures: [], text: '' }
}
