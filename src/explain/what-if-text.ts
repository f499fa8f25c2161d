import type { Exposure } from '../analysis/exposure.ts'
import { isSettled } from '../analysis/exposure-findings.ts'
import type { Catalog } from '../atlas/catalog.ts'
import { type Severity, severities } from '../finding.ts'

/** What changes between two looks at a system: exposures that change their status or their severity, by direction. */
export interface Changes {
  /** Open before, settled after. */
  readonly closed: readonly Exposure[]
  /** Settled before, open after. */
  readonly reopened: readonly Exposure[]
  /** Any other change of status, as it stands after. */
  readonly moved: readonly { readonly exposure: Exposure; readonly before: string }[]
  /** Lower severity after, and neither closed nor reopened. */
  readonly milder: readonly Graded[]
  /** Higher severity after, and neither closed nor reopened. */
  readonly worse: readonly Graded[]
}

/** An exposure as it stands after, with its severity before. */
interface Graded {
  readonly exposure: Exposure
  readonly before: Severity
}

/** One exposure, as it stands before and after. */
interface Pair {
  readonly before: Exposure
  readonly after: Exposure
}

export function changesBetween(before: readonly Exposure[], after: readonly Exposure[]): Changes {
  const pairs = pairsOf(before, after)
  const turned = pairs.filter(turns).map((pair) => pair.after)
  const staying = pairs.filter((pair) => !turns(pair))
  return {
    closed: turned.filter(isSettled),
    reopened: turned.filter((exposure) => !isSettled(exposure)),
    moved: staying
      .filter((pair) => pair.before.status !== pair.after.status)
      .map((pair) => ({ exposure: pair.after, before: pair.before.status })),
    milder: staying.filter((pair) => risenBy(pair) < 0).map(graded),
    worse: staying.filter((pair) => risenBy(pair) > 0).map(graded),
  }
}

function pairsOf(before: readonly Exposure[], after: readonly Exposure[]): Pair[] {
  const key = ({ technique, subject }: Exposure): string => `${technique} ${subject.type} ${subject.id}`
  const earlier = new Map(before.map((exposure) => [key(exposure), exposure]))
  return after.flatMap((exposure) => {
    const old = earlier.get(key(exposure))
    return old === undefined ? [] : [{ before: old, after: exposure }]
  })
}

function turns({ before, after }: Pair): boolean {
  return isSettled(before) !== isSettled(after)
}

/** By how many levels it is more severe; what a control mitigates has no severity that anybody would look at. */
function risenBy({ before, after }: Pair): number {
  if (before.status === 'mitigated' || after.status === 'mitigated') return 0
  return severities.indexOf(after.severity) - severities.indexOf(before.severity)
}

function graded({ before, after }: Pair): Graded {
  return { exposure: after, before: before.severity }
}

/** The changes as text; `what` says what was changed. */
export function changesText(
  what: string,
  before: readonly Exposure[],
  after: readonly Exposure[],
  catalog: Catalog,
): string {
  const { closed, reopened, moved, milder, worse } = changesBetween(before, after)
  const line = ({ technique, subject, severity }: Exposure): string =>
    `  ${severity.padEnd(8)} ${technique} ${catalog.techniques.get(technique)?.fullName ?? ''} on ${subject.id}`
  const gradedLine = (entry: Graded): string => `${line(entry.exposure)}: ${entry.before} -> ${entry.exposure.severity}`
  const sections = [
    section('Closed', closed.map(line)),
    section('Open again', reopened.map(line)),
    section(
      'Changed',
      moved.map(({ exposure, before: old }) => `${line(exposure)}: ${old} -> ${exposure.status}`),
    ),
    section('Milder', milder.map(gradedLine)),
    section('Worse', worse.map(gradedLine)),
  ].flat()
  return sections.length === 0 ? `${what}: no exposure changes.` : [`${what}:`, ...sections].join('\n\n')
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [[`${title} (${lines.length}):`, ...lines].join('\n')]
}
