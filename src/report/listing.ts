/** What the formats for other programs share: every finding with all that has to be looked up for it, and how text is cut. */

import { docsUrl } from '../docs-url.ts'
import { type Severity, severities } from '../finding.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { LocatedExposure, LocatedFinding, ManifestReport, Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { sanitize } from './sanitize.ts'
import { acceptId, exposureOf, statusWords, techniqueName } from './words.ts'

/** A finding as other programs want it. Text is harmless; `file` is as it is, because it has to be found. */
export interface Listed {
  readonly manifest: ManifestReport
  readonly finding: LocatedFinding
  /** What it reports, where that is an exposure. Looked up once, because manifests may be packed. */
  readonly exposure: LocatedExposure | undefined
  /** In its repository, where that is known. */
  readonly file: string
  /** Rule and technique: what others call the rule. */
  readonly code: string
  /** `AML.T0051 LLM Prompt Injection`, or what the check is about. */
  readonly title: string
  readonly message: string
  readonly fix: string | undefined
  /** A page of ours that says more. */
  readonly docs: string | undefined
  /** What to do, where to read on, and what `atlaslint accept` wants to be told; each a line. */
  readonly hints: readonly string[]
  readonly fingerprint: string
}

export type Places = Pick<ReporterOptions, 'placed'>

/** Every finding, in the order of the report: manifest by manifest, what matters most first. */
export function listFindings(report: Report, options: Places): Listed[] {
  return report.manifests.flatMap((manifest) => findingsOf(manifest, report, options))
}

/** The findings of one manifest of the report. */
export function findingsOf(manifest: ManifestReport, report: Report, options: Places): Listed[] {
  return manifest.findings.map((finding) => listed(report, manifest, finding, options))
}

function listed(report: Report, manifest: ManifestReport, finding: LocatedFinding, options: Places): Listed {
  const { rule, technique, message } = finding
  const fix = finding.fix === undefined ? undefined : sanitize(finding.fix.trim())
  const docs = docsOf(report, finding)
  const id = acceptId(manifest, finding)
  return {
    manifest,
    finding,
    exposure: exposureOf(manifest, finding),
    file: placeOf(finding.file ?? manifest.file, options),
    code: codeOf(finding),
    title: titleOf(report, finding),
    message: sanitize(message.trim()) || codeOf(finding),
    fix,
    docs,
    hints: [
      ...(fix === undefined ? [] : [`Fix: ${fix}`]),
      ...(docs === undefined ? [] : [docs]),
      ...(id === undefined ? [] : [`Accept: atlaslint accept ${id}`]),
    ],
    fingerprint: fingerprintOf(manifest.system, rule, technique, finding.subject),
  }
}

/** What was accepted or judged not to apply, as if it were reported. */
export function listSettled(report: Report, options: Places): Listed[] {
  return report.manifests.flatMap((manifest) =>
    manifest.exposures.flatMap((exposure, index) => {
      if (exposure.status !== 'accepted' && exposure.status !== 'not-applicable') return []
      const { rule, technique, severity, subject, message, at } = exposure
      const finding = {
        rule,
        technique,
        severity,
        subject,
        message,
        at,
        kind: 'exposure',
        related: [],
        exposure: index,
      } as const
      return [listed(report, manifest, finding, options)]
    }),
  )
}

/** Those that are news: what a baseline knows was there before. */
export function isNew({ finding }: Listed): boolean {
  return finding.baselined !== true
}

/** The same over all manifests, worst first, for formats that have room for some only. */
export function worstFirst(findings: readonly Listed[]): Listed[] {
  const rank = ({ finding }: Listed): number => severities.indexOf(finding.severity)
  return findings.toSorted((one, other) => rank(other) - rank(one))
}

export function placeOf(file: string, { placed }: Places): string {
  return placed === undefined ? file : placed(file)
}

/**
 * What others take for a rule: they give a severity to a rule, ours depends on the subject, so that at least the technique is always the
 * same. A slash between them would make it a part of another rule in SARIF.
 */
export function codeOf({ rule, technique }: Pick<LocatedFinding | LocatedExposure, 'rule' | 'technique'>): string {
  return technique === undefined ? sanitize(rule) : `${sanitize(rule)}:${sanitize(technique)}`
}

export function titleOf(report: Report, { rule, technique }: Pick<LocatedFinding, 'rule' | 'technique'>): string {
  if (technique !== undefined) return techniqueName(report, technique)
  return sanitize(report.rules?.[rule]?.title ?? rule)
}

/** The page of a rule or check of ours; of somebody else's rule, that of its technique. */
export function docsOf(report: Report, { rule, technique, kind }: Docs): string | undefined {
  if (report.rules?.[rule]?.bundled) return docsUrl(kind === 'check' ? 'check' : 'rule', rule)
  const known = technique !== undefined && /^AML\.T\d{4}(\.\d{3})?$/.test(technique)
  return known ? docsUrl('technique', technique) : undefined
}

interface Docs extends Pick<LocatedFinding, 'rule' | 'technique'> {
  readonly kind: LocatedFinding['kind']
}

/** Why an exposure is settled: its status, and the decision in the words of whoever took it. */
export function reasonOf(exposure: LocatedExposure, manifest: ManifestReport): string {
  const decision = exposure.decision === undefined ? undefined : manifest.decisions?.[exposure.decision]
  if (decision === undefined) return `${statusWords[exposure.status]}.`
  const { reason, owner, expires } = decision
  const by = owner === undefined ? '' : ` by ${sanitize(owner)}`
  const until = expires === undefined ? '' : ` until ${sanitize(expires)}`
  return `${statusWords[exposure.status]}${by}${until}: ${sanitize(reason.replace(/\s+/g, ' ').trim())}`
}

/** What is at stake for whoever shows the finding: three grades instead of four. */
export const grades: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
}

/** The text, or its beginning with `...`: never more than `limit` UTF-16 units, and no character is split. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = limit - 3
  const splits = /[\ud800-\udbff]/.test(text.charAt(end - 1))
  return `${text.slice(0, splits ? end - 1 : end)}...`
}

/** Numbers what repeats: `count(key)` is 1 the first time. */
export function counter(): (key: string) => number {
  const seen = new Map<string, number>()
  return (key) => {
    const number = (seen.get(key) ?? 0) + 1
    seen.set(key, number)
    return number
  }
}
