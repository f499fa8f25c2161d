import { block, type Group, groupFindings, oneLine, type Page } from './block.ts'
import { DetailBudget } from './detail-budget.ts'
import { fails, type GateOptions } from './gate.ts'
import { type Paint, paintFor } from './paint.ts'
import type { ManifestReport, Report } from './report.ts'
import type { ReporterOptions } from './reporter.ts'
import { breakCommands, sanitize } from './sanitize.ts'
import { settledLines } from './settled.ts'
import { summary, verdict } from './summary.ts'
import { count } from './words.ts'

/** Wider than this, prose is hard to read. */
const widestProse = 120
/** With no more findings than this, all of them are shown in full. */
const few = 5

/** The report for a person at a terminal or in a build log. */
export function pretty(report: Report, options: ReporterOptions): string {
  return [...prettyPieces(report, options)].join('')
}

/** The same in pieces, a manifest each. */
export function* prettyPieces(report: Report, options: ReporterOptions): Generator<string> {
  const style = {
    paint: paintFor(options.color),
    unicode: options.unicode,
    width: Math.min(options.width, widestProse),
  }
  if (options.quiet && report.gate.verdict === 'pass') return
  const body = new Body(report, options)
  const told = new Set<string>()
  for (const manifest of report.manifests) {
    const lines = manifest.text === '' ? [] : manifest.text.split(/\r?\n/)
    body.addManifest({ ...style, report, manifest, lines, told })
    yield joined(body.take())
  }
  body.addNote(style.paint)
  yield joined(body.take())
  yield joined(options.quiet ? [verdict(report, style.paint)] : summary(report, style))
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${breakCommands(line)}\n`).join('')
}

/** Looks no further than it has to: with thousands of manifests counting alone takes long. */
function hasFew({ manifests }: Report): boolean {
  let findings = 0
  return manifests.every((manifest) => {
    findings += manifest.findings.length
    return findings <= few
  })
}

/** What the report tells of the findings of a manifest. */
export function shownFindings(
  { findings }: ManifestReport,
  quiet: boolean,
  gate: Pick<GateOptions, 'failOn' | 'strict'>,
): ManifestReport['findings'] {
  return quiet
    ? findings.filter((finding) => fails(finding, gate))
    : findings.filter(({ baselined }) => baselined !== true)
}

/** The findings of all manifests, with a budget of details that they share. */
class Body {
  private readonly lines: string[] = []
  private readonly details: DetailBudget
  private groups = 0
  private brief = 0
  private readonly quiet: boolean
  private readonly showsAccepted: boolean
  private readonly report: Report

  constructor(report: Report, { maxDetails, quiet, showAccepted }: ReporterOptions) {
    this.details = new DetailBudget(maxDetails, maxDetails !== undefined || hasFew(report))
    this.quiet = quiet
    this.showsAccepted = showAccepted ?? false
    this.report = report
  }

  /** The lines since the last time. */
  take(): string[] {
    return this.lines.splice(0)
  }

  addManifest(page: Page): void {
    const groups = groupFindings(shownFindings(page.manifest, this.quiet, this.report.gate))
    const settled = this.quiet ? [] : settledLines(page, this.showsAccepted)
    if (groups.length === 0 && settled.length === 0) return
    this.addHeading(page)
    for (const group of groups) this.addGroup(group, page)
    if (this.lines.at(-1) !== '') this.lines.push('')
    this.lines.push(...settled)
  }

  private addGroup(group: Group, page: Page): void {
    this.groups += 1
    if (this.details.takes(group)) this.lines.push(...block(group, page), '')
    else {
      this.lines.push(oneLine(group, page))
      this.brief += 1
    }
  }

  /** What is short is counted, with the flag that shows it in full. */
  addNote(paint: Paint): void {
    if (this.brief === 0) return
    const { brief, groups } = this
    const text = `(${count(brief, 'entry', 'entries')} of ${groups} in one line: --max-details ${groups} shows all in full)`
    this.lines.push(paint.faint(text), '')
  }

  /** With one manifest the locations say it all. */
  private addHeading({ manifest, paint }: Page): void {
    if (this.report.manifests.length < 2) return
    const name = manifest.system === manifest.file ? '' : ` (${sanitize(manifest.system)})`
    this.lines.push(
      paint.strong(`= ${sanitize(manifest.file)}${name}: ${count(manifest.findings.length, 'finding')}`),
      '',
    )
  }
}
