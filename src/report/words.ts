/** Small phrases that several formats share. All text from a manifest passes `sanitize` here or in the caller. */

import type { Status } from '../analysis/exposure.ts'
import { idsAlong } from '../rules/message.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { LocatedExposure, LocatedFinding, ManifestReport, Report } from './report.ts'
import { sanitize } from './sanitize.ts'

/** `1 finding`, `2 findings`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`
}

/** `shop/ai-system.yaml:14:5`, which terminals and editors open on a click. */
export function location(manifest: ManifestReport, finding: Pick<LocatedFinding, 'at' | 'file'>): string {
  return `${sanitize(finding.file ?? manifest.file)}:${finding.at.line}:${finding.at.column}`
}

/** `AML.T0051.001 LLM Prompt Injection: Indirect`, or the id alone where the name is not known. */
export function techniqueName(report: Report, technique: string): string {
  const name = report.catalog.names?.[technique]
  return name === undefined ? sanitize(technique) : `${technique} ${sanitize(name)}`
}

/** The digits that `accept` takes; only what a rule finds can be decided about. */
export function acceptId({ system }: ManifestReport, finding: LocatedFinding): string | undefined {
  if (finding.kind !== 'exposure') return undefined
  return fingerprintOf(system, finding.rule, finding.technique, finding.subject).slice(0, 12)
}

/** The technique without its sub-technique. */
export function family(technique: string): string {
  return technique.split('.').slice(0, 2).join('.')
}

export function exposureOf(manifest: ManifestReport, finding: LocatedFinding): LocatedExposure | undefined {
  return finding.exposure === undefined ? undefined : manifest.exposures[finding.exposure]
}

/** Ids along the way: those of the finding, else those of its exposure; empty where there is no way. */
export function pathOf(
  finding: Pick<LocatedFinding, 'path'>,
  exposure: Pick<LocatedExposure, 'path'> | undefined,
): string[] {
  if (finding.path && finding.path.length > 0) return [...finding.path]
  return idsAlong(exposure?.path ?? [])
}

export const statusWords: Readonly<Record<Status, string>> = {
  open: 'open',
  'partly-mitigated': 'partly mitigated',
  detected: 'detected only',
  planned: 'planned',
  accepted: 'accepted',
  'not-applicable': 'not applicable',
  mitigated: 'mitigated',
}
