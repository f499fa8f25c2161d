import { lineHashes } from './line-hash.ts'
import {
  counter,
  grades,
  isNew,
  type Listed,
  listFindings,
  listSettled,
  placeOf,
  reasonOf,
  worstFirst,
} from './listing.ts'
import type { ManifestReport, Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { physicalLocation, sarifText, Ways } from './sarif-places.ts'
import { SarifRules } from './sarif-rules.ts'

/** A finding, and the reason for which it is no news. */
interface Told {
  readonly listed: Listed
  readonly suppressedBy?: string
}

/** The results of a run, and the rules that they are of. */
export class SarifResults {
  readonly rules: SarifRules
  /** How many there was no room for. */
  readonly left: number
  readonly #report: Report
  readonly #options: ReporterOptions
  readonly #told: readonly Told[]
  readonly #nth = counter()
  readonly #ways = new Map<ManifestReport, Ways>()
  readonly #hashes = new Map<string, (line: number) => string | undefined>()

  /** Findings in their order; then, where asked for, what was decided or known. The rules come first in a file, so they are known at once. */
  constructor(report: Report, options: ReporterOptions, limit: number) {
    this.#report = report
    this.#options = options
    this.rules = new SarifRules(report)
    const findings = worstFirst(listFindings(report, options))
    const news = findings.filter(isNew).map((listed): Told => ({ listed }))
    const told = options.suppressed ? [...news, ...this.#suppressed(findings)] : news
    this.#told = told.slice(0, limit)
    this.left = told.length - this.#told.length
    for (const { listed } of this.#told) this.rules.references(listed.finding)
  }

  /** One after the other: the ways of all would be more than there is memory for. */
  *make(): Generator<object> {
    for (const told of this.#told) yield this.#result(told)
  }

  /** When one result of a run says whether it is suppressed, all have to. */
  #suppressed(findings: readonly Listed[]): Told[] {
    const known = findings
      .filter((listed) => !isNew(listed))
      .map((listed) => ({ listed, suppressedBy: 'Known: it is in the baseline.' }))
    const settled = listSettled(this.#report, this.#options).map((listed) => {
      const suppressedBy = listed.exposure === undefined ? '' : reasonOf(listed.exposure, listed.manifest)
      return { listed, suppressedBy }
    })
    return [...known, ...settled]
  }

  #result({ listed, suppressedBy }: Told): object {
    const { manifest, finding, exposure, file, message } = listed
    const flows = exposure === undefined ? [] : this.#waysIn(manifest).flow(exposure.path)
    const related = finding.related.map((other, index) => ({
      id: index + 1,
      ...physicalLocation(placeOf(other.file ?? manifest.file, this.#options), other.at),
      message: sarifText(other.note),
    }))
    return {
      ...this.rules.references(finding),
      level: grades[finding.severity],
      message: sarifText(message),
      locations: [physicalLocation(file, finding.at)],
      ...(related.length === 0 ? {} : { relatedLocations: related }),
      ...(flows.length === 0 ? {} : { codeFlows: flows }),
      partialFingerprints: this.#fingerprints(listed),
      ...this.#suppressions(suppressedBy),
      properties: {
        severity: finding.severity,
        system: manifest.system,
        subject: `${finding.subject.type} ${finding.subject.id}`,
        ...(exposure === undefined ? {} : { status: exposure.status }),
      },
    }
  }

  #suppressions(reason: string | undefined): object {
    if (reason !== undefined) {
      return { suppressions: [{ kind: 'external', status: 'accepted', justification: sarifText(reason).text }] }
    }
    return this.#options.suppressed ? { suppressions: [] } : {}
  }

  /** The upload action of GitHub computes its own hash and warns about any other, so that one is written only on request. */
  #fingerprints({ manifest, finding, fingerprint }: Listed): Record<string, string> {
    const number = this.#nth(fingerprint)
    const own = { 'atlaslintFinding/v1': number === 1 ? fingerprint : `${fingerprint}:${number}` }
    const hash = this.#options.lineHash ? this.#hashIn(manifest, finding.file)(finding.at.line) : undefined
    return hash === undefined ? own : { ...own, primaryLocationLineHash: hash }
  }

  #waysIn(manifest: ManifestReport): Ways {
    const known = this.#ways.get(manifest) ?? new Ways(manifest, placeOf(manifest.file, this.#options))
    this.#ways.set(manifest, known)
    return known
  }

  #hashIn(manifest: ManifestReport, file = manifest.file): (line: number) => string | undefined {
    const text = file === manifest.file ? manifest.text : (this.#report.sources?.[file] ?? '')
    const known = this.#hashes.get(file) ?? lineHashes(text)
    this.#hashes.set(file, known)
    return known
  }
}
