import type { Exposure } from '../analysis/exposure.ts'
import type { Catalog } from '../atlas/catalog.ts'

/** What changes between two looks at a system: exposures that change their status, by direction. */
export interface Changes {
  /** Open before, settled after. */
  readonly closed: readonly Exposure[]
  /** Settled before, open after. */
  readonly reopened: readonly Exposure[]
  /** Any other change of status, as it stands after. */
  readonly moved: readonly { readonly exposure: Exposure; readonly before: string }[]
}

export function changesBetween(before: readonly Exposure[], after: readonly Exposure[]): Changes {
  const key = ({ technique, subject }: Exposure): string => `${technique} ${subject.type} ${subject.id}`
  const earlier = new Map(before.map((exposure) => [key(exposure), exposure]))
  const closed: Exposure[] = []
  const reopened: Exposure[] = []
  const moved: { exposure: Exposure; before: string }[] = []
  for (const exposure of after) {
    const old = earlier.get(key(exposure))
    if (old === undefined || old.status === exposure.status) continue
    if (exposure.status === 'mitigated') closed.push(exposure)
    else if (old.status === 'mitigated') reopened.push(exposure)
    else moved.push({ exposure, before: old.status })
  }
  return { closed, reopened, moved }
}

/** The changes as text; `what` says what was changed. */
export function changesText(
  what: string,
  before: readonly Exposure[],
  after: readonly Exposure[],
  catalog: Catalog,
): string {
  const { closed, reopened, moved } = changesBetween(before, after)
  if (closed.length + reopened.length + moved.length === 0) return `${what}: no exposure changes.`
  const line = ({ technique, subject, severity }: Exposure): string =>
    `  ${severity.padEnd(8)} ${technique} ${catalog.techniques.get(technique)?.fullName ?? ''} on ${subject.id}`
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[`${title} (${lines.length}):`, ...lines].join('\n')]
  return [
    `${what}:`,
    ...section('Closed', closed.map(line)),
    ...section('Open again', reopened.map(line)),
    ...section(
      'Changed',
      moved.map(({ exposure, before: old }) => `${line(exposure)}: ${old} -> ${exposure.status}`),
    ),
  ].join('\n\n')
}
