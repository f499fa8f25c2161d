/** What is not reported as open, and why: decisions, and the baseline. Nothing is settled without being counted. */

import { oneLine, type Page } from './block.ts'
import type { LocatedDecision, LocatedExposure, Report } from './report.ts'
import { sanitize } from './sanitize.ts'
import { count, location, statusWords, techniqueName } from './words.ts'

/** Decisions that do not count yet are always shown; what counts, and what the baseline knows, with `--show-accepted`. */
export function settledLines(page: Page, showAccepted: boolean): string[] {
  const pending = pendingLines(page)
  if (!showAccepted) return pending
  return [
    ...pending,
    ...section('settled by decisions', acceptedLines(page)),
    ...section('in the baseline', knownLines(page)),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), '']
}

function pendingLines({ manifest, report }: Page): string[] {
  const { from = '' } = report.decisions ?? {}
  const lines = (manifest.decisions ?? [])
    .filter(({ state }) => state === 'pending')
    .map((decision) => `${location(manifest, decision)}: pending ${decisionText(decision, report)}`)
  return section(`decisions that do not stand on ${sanitize(from)}`, lines)
}

function acceptedLines({ manifest, report }: Page): string[] {
  return manifest.exposures.flatMap((exposure) => {
    const decision = exposure.decision === undefined ? undefined : manifest.decisions?.[exposure.decision]
    return decision === undefined ? [] : [acceptedLine(exposure, decision, { manifest, report })]
  })
}

function acceptedLine(
  { status, technique, subject, severity }: LocatedExposure,
  decision: LocatedDecision,
  { manifest, report }: Pick<Page, 'manifest' | 'report'>,
): string {
  const what = `${statusWords[status]} ${severity} ${techniqueName(report, technique)} on ${sanitize(subject.id)}`
  return `${location(manifest, decision)}: ${what}${words(decision)}`
}

function decisionText(decision: LocatedDecision, report: Report): string {
  const on = decision.on === undefined || decision.on === '*' ? 'the whole system' : sanitize(decision.on)
  return `${decision.treatment} ${techniqueName(report, decision.technique)} on ${on}${words(decision)}`
}

/** Who, until when, and why. */
function words({ owner, expires, due, reason, ...others }: LocatedDecision): string {
  const approver = others['approved-by']
  const parts = [
    ...(owner === undefined ? [] : [`by ${owner}`]),
    ...(approver === undefined ? [] : [`approved by ${approver}`]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
    ...(due === undefined ? [] : [`due ${due}`]),
  ]
  const text = reason.replace(/\s+/g, ' ').trim()
  return sanitize(`${parts.length === 0 ? '' : ` ${parts.join(', ')}`}: ${text}`)
}

function knownLines(page: Page): string[] {
  return page.manifest.findings.filter(({ baselined }) => baselined).map((finding) => oneLine([finding], page))
}

/** How many decisions count, and what happened to the others. */
export function decisionsLine({ manifests, decisions }: Report): string | undefined {
  const all = manifests.flatMap((manifest) => manifest.decisions ?? [])
  const inState = (state: LocatedDecision['state']) => all.filter((decision) => decision.state === state)
  const [first] = inState('counts')
    .flatMap(({ treatment, expires }) => (['accept', 'transfer'].includes(treatment) && expires ? [expires] : []))
    .sort()
  const parts = [
    `${count(inState('counts').length, 'decision')} in force${first === undefined ? '' : ` (the first to end: ${sanitize(first)})`}`,
    ...counted(inState('expired').length, 'expired'),
    ...counted(inState('pending').length, `pending: not on ${sanitize(decisions?.from ?? '')}`),
    ...counted(inState('ignored').length, 'ignored (--ignore-decisions)'),
  ]
  return all.length === 0 && decisions?.from === undefined && decisions?.ignored === undefined
    ? undefined
    : parts.join(', ')
}

/** What the baseline knows, and what of it is gone. */
export function baselineLine({ baseline, gate, decisions }: Report): string | undefined {
  if (baseline === undefined) return undefined
  const { file, known, worse, stale, pending } = baseline
  const parts = [
    `${count(known, 'finding')} known`,
    ...counted(worse, 'worse than there'),
    ...counted(pending, `pending: not on ${sanitize(decisions?.from ?? '')}`),
    ...counted(
      stale.length,
      `${stale.length === 1 ? 'entry' : 'entries'} stale${gate.strict ? '' : ' (--prune drops them)'}`,
    ),
  ]
  return `baseline ${sanitize(file)}: ${parts.join(', ')}`
}

function counted(number: number, text: string): string[] {
  return number === 0 ? [] : [`${number} ${text}`]
}
