import { lineHashes } from './line-hash.ts'
import { counter, grades, isNew, type Listed, listSettled, placeOf, reasonOf } from './listing.ts'
import type { ManifestReport, Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { physicalLocation, sarifText, WayFinder } from './sarif-places.ts'
import { SarifRules } from './sarif-rules.ts'

/** Makes the results of a run, and collects the rules that they are of. */
export class SarifResults {
  readonly rules: SarifRules
  /** How many there was no room for. */
  left = 0
  readonly #options: ReporterOptions
  readonly #nth = counter()
  readonly #ways = new Map<ManifestReport, WayFinder>()
  readonly #hashes = new Map<string, (line: number) => string | undefined>()
  readonly #report: Report

  constructor(report: Report, options: ReporterOptions) {
    this.#report = report
    this.#options = options
    this.rules = new SarifRules(report)
  }

  /** Findings in their order; then, where asked for, what was decided or known. */
  make(findings: readonly Listed[], limit: number): object[] {
    const news = findings.filter(isNew).map((listed) => () => this.#result(listed))
    const makers = this.#options.suppressed ? [...news, ...this.#suppressed(findings)] : news
    this.left = Math.max(0, makers.length - limit)
    return makers.slice(0, limit).map((make) => make())
  }

  /** When one result of a run says whether it is suppressed, all have to. */
  #suppressed(findings: readonly Listed[]): (() => object)[] {
    const known = findings
      .filter((listed) => !isNew(listed))
      .map((listed) => () => this.#result(listed, 'Known: it is in the baseline.'))
    const settled = listSettled(this.#report, this.#options).map((listed) => {
      const reason = listed.exposure === undefined ? '' : reasonOf(listed.exposure, listed.manifest)
      return () => this.#result(listed, reason)
    })
    return [...known, ...settled]
  }

  #result(listed: Listed, suppressedBy?: string): object {
    const { manifest, finding, exposure, file, message } = listed
    const flows = exposure === undefined ? [] : this.#wayIn(manifest).flow(exposure.path)
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

  #wayIn(manifest: ManifestReport): WayFinder {
    const known = this.#ways.get(manifest) ?? new WayFinder(manifest, placeOf(manifest.file, this.#options))
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
