import { isSettled } from '../analysis/exposure-findings.ts'
import { codeOf, counter, findingsOf, isNew, type Listed, placeOf, reasonOf } from './listing.ts'
import type { LocatedExposure, ManifestReport, Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { sanitize } from './sanitize.ts'
import { element, textElement, xmlDocument } from './xml.ts'

type Outcome = 'passed' | 'failures' | 'errors' | 'skipped'

interface TestCase {
  readonly name: string
  readonly outcome: Outcome
  /** The element that says more. */
  readonly content?: string
}

/**
 * JUnit's XML as Jenkins reads it: a suite for each manifest and a case for each rule on each subject, so that a clean run shows what was
 * judged. What is mitigated passes; what was accepted, or does not apply, is skipped with its reason.
 */
export function junit(report: Report, options: ReporterOptions): string {
  const suites = report.manifests.map((manifest) => ({
    file: placeOf(manifest.file, options),
    cases: casesOf(manifest, report, options),
  }))
  const { skipped: _, ...counts } = countsOf(suites.flatMap(({ cases }) => cases))
  const content = suites.map(({ file, cases }) => suite(file, cases, report.now))
  return xmlDocument(element('testsuites', { name: 'atlaslint', ...counts, time: 0 }, content))
}

function casesOf(manifest: ManifestReport, report: Report, options: ReporterOptions): TestCase[] {
  return [
    ...(manifest.judged ? [{ name: 'the manifest is valid', outcome: 'passed' } as const] : []),
    ...findingsOf(manifest, report, options).map(caseOfFinding),
    ...manifest.exposures.filter(isSettled).map((exposure) => settledCase(exposure, manifest)),
  ]
}

function suite(file: string, cases: readonly TestCase[], now: string): string {
  const nth = counter()
  const written = cases.map(({ name, content }) => {
    const number = nth(name)
    const attributes = { name: number === 1 ? name : `${name} (${number})`, classname: file, time: 0 }
    return element('testcase', attributes, content === undefined ? [] : [content])
  })
  return element('testsuite', { name: file, ...countsOf(cases), time: 0, timestamp: `${now}T00:00:00` }, written)
}

function countsOf(cases: readonly TestCase[]): Record<'tests' | Exclude<Outcome, 'passed'>, number> {
  const count = (wanted: Outcome) => cases.filter(({ outcome }) => outcome === wanted).length
  return { tests: cases.length, failures: count('failures'), errors: count('errors'), skipped: count('skipped') }
}

/** A manifest that is not valid could not be tested, which is an error; a mild finding fails no test and is told all the same. */
function caseOfFinding(listed: Listed): TestCase {
  const { finding, message, code } = listed
  const name = `${code} on ${finding.subject.type} ${finding.subject.id}`
  if (!isNew(listed)) return { name, outcome: 'skipped', content: skipped('known: it is in the baseline') }
  if (finding.severity === 'low')
    return { name, outcome: 'passed', content: textElement('system-out', {}, body(listed)) }
  const [outcome, tag] = finding.kind === 'input' ? (['errors', 'error'] as const) : (['failures', 'failure'] as const)
  return { name, outcome, content: textElement(tag, { message, type: finding.severity }, body(listed)) }
}

function body({ file, finding, title, message, hints }: Listed): string {
  const { line, column } = finding.at
  return [`${sanitize(file)}:${line}:${column}: ${finding.severity}: ${title}`, message, ...hints].join('\n')
}

function settledCase(exposure: LocatedExposure, manifest: ManifestReport): TestCase {
  const name = `${codeOf(exposure)} on ${exposure.subject.type} ${exposure.subject.id}`
  if (exposure.status === 'mitigated') return { name, outcome: 'passed' }
  return { name, outcome: 'skipped', content: skipped(reasonOf(exposure, manifest)) }
}

function skipped(message: string): string {
  return element('skipped', { message })
}
