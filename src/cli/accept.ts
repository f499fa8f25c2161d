/** Finds what is to be decided about, writes the decision in memory, judges again, and only then touches the file. */

import { resolve } from 'node:path'
import { isSettled } from '../analysis/exposure-findings.ts'
import { withFix } from '../finding.ts'
import { displayName, type Found, type Input, isThere, readInput, readText } from '../io.ts'
import { writeAtomically } from '../io-write.ts'
import type { Knowledge } from '../lint.ts'
import { decideBy } from '../manifest/decided.ts'
import type { DecisionsFile } from '../manifest/decisions-file.ts'
import type { DecisionEntry } from '../manifest/manifest.ts'
import { namesOf, plainTarget } from '../manifest/names.ts'
import type { LocatedFinding, ManifestReport } from '../report/report.ts'
import { sanitize } from '../report/sanitize.ts'
import { count } from '../report/words.ts'
import { knownIds } from '../rules/known-ids.ts'
import { appendToList, type Edited, type Entry } from '../source/edit.ts'
import { version } from '../version.ts'
import { hasFingerprint, isOpen, isSameExposure, notFound, settledText, type Target } from './accept-target.ts'
import { manifestsAt, validManifest } from './analysed.ts'
import type { ConfigOptions } from './config-options.ts'
import { Configurations } from './configured.ts'
import { configuredRun } from './configured-run.ts'
import { type Context, complain } from './context.ts'
import { openDecisions, readDecisions } from './decisions-files.ts'
import { ruleFilesAt } from './rule-files.ts'
import { didYouMean } from './suggest.ts'
import { today } from './today.ts'
import { UsageError } from './usage-error.ts'

export interface AcceptOptions extends ConfigOptions {
  readonly technique?: string
  readonly on?: string
  readonly treatment: DecisionEntry['treatment']
  readonly reason?: string
  readonly owner?: string
  readonly approvedBy?: string
  readonly expires?: string
  readonly due?: string
  readonly ticket?: string
  readonly file?: string
  readonly to?: 'manifest' | 'decisions'
  readonly decisions?: string
  readonly rules?: readonly string[]
  readonly catalog?: string
  readonly now?: string
}

const maxSize = 1_048_576
const emptyDecisions = 'atlaslint-decisions: 1\ndecisions: []\n'

export function accept(id: string | undefined, options: AcceptOptions, context: Context): void {
  const work = new Acceptance(options, context)
  const target = work.target(id)
  work.write(target)
}

/** One run of the command: the same rules, date and configuration before and after the edit. */
class Acceptance {
  readonly #options: AcceptOptions
  readonly #context: Context
  readonly #now: string
  readonly #found: readonly Found[]
  readonly #knowledge: Knowledge
  readonly #judge: (input: Input, file: DecisionsFile | undefined) => ManifestReport
  readonly #decisionsOf: (name: string) => string | undefined

  constructor(options: AcceptOptions, context: Context) {
    this.#options = options
    this.#context = context
    this.#now = options.now ?? today(context.surroundings)
    this.#found = manifestsAt(options.file === undefined ? [] : [options.file], context, options)
    const run = configuredRun(this.#found, false, options, new Configurations(options, context), context)
    const { prepared, policyOf } = run.prepare(ruleFilesAt(options.rules ?? [], context).found)
    const gate = { failOn: 'medium', strict: false, exitZero: false } as const
    const usual = { version, now: this.#now, ...gate, ...(policyOf === undefined ? {} : { policyOf }) }
    this.#knowledge = prepared.knowledge
    this.#judge = (input, file) =>
      prepared.lint([input], { ...usual, decide: decideBy({ fileOf: () => file }) }).manifests[0] as ManifestReport
    const named = options.decisions && resolve(context.surroundings.cwd, options.decisions)
    this.#decisionsOf = (name) => named ?? run.configuredOf(name)?.decisions?.value
  }

  /** The finding with this fingerprint, or the exposures that the options name. */
  target(id: string | undefined): Target {
    if (id === undefined && this.#found.length !== 1)
      throw new UsageError('there are several manifests: name one with --file')
    const judged = this.#found.map((found) => ({
      found,
      report: this.#judge(readInput(found, maxSize), this.#filed(found)),
    }))
    for (const { report } of judged) this.#refuseInvalid(report)
    const [only] = judged
    const target = id === undefined && only !== undefined ? this.#named(only) : this.#fingerprinted(id ?? '', judged)
    if (target.exposures.every(isSettled)) throw new UsageError(settledText(target))
    return target
  }

  #fingerprinted(id: string, judged: readonly Pick<Target, 'found' | 'report'>[]): Target {
    const matching = judged.flatMap(({ found, report }) =>
      report.exposures
        .filter((exposure) => hasFingerprint(id, report, exposure))
        .map((exposure) => ({ found, report, exposure })),
    )
    const [first, second] = matching
    if (second !== undefined) throw new UsageError(`${matching.length} findings have it: give more digits, or --file`)
    if (first === undefined) throw new UsageError(notFound(id, judged))
    const { found, report, exposure } = first
    const on = exposure.subject.type === 'system' ? undefined : exposure.subject.id
    return { found, report, technique: exposure.technique, on, exposures: [exposure] }
  }

  #named({ found, report }: Pick<Target, 'found' | 'report'>): Target {
    const { technique = '', on: written = '*' } = this.#options
    const on = written === '*' ? undefined : plainTarget(written)
    this.#refuseUnknown(found, technique, on)
    const exposures = report.exposures.filter(({ technique: id, subject }) => {
      const isTechnique = id === technique || id.startsWith(`${technique}.`)
      return isTechnique && (on === undefined || subject.id === on)
    })
    if (exposures.length === 0)
      throw new UsageError(
        `no rule finds that ${technique} applies to ${on ?? 'this system'}: there is nothing to decide`,
      )
    return { found, report, technique, on, exposures }
  }

  /** What is not there has no exposure either, which must not sound like good news. */
  #refuseUnknown(found: Found, technique: string, on: string | undefined): void {
    const { catalog } = this.#knowledge
    const { known, successor } = knownIds(catalog).technique(technique)
    if (successor !== undefined) throw new UsageError(`ATLAS has retired ${technique}: use ${successor}`)
    if (!known)
      throw new UsageError(`no such technique: ${technique}${didYouMean(technique, [...catalog.techniques.keys()])}`)
    const manifest = validManifest(readInput(found, maxSize), this.#knowledge, this.#context)
    const { ids, flowEnds } = namesOf(manifest)
    const names = ['component', 'flow'] as const
    const all = [...names.flatMap((each) => [...(ids.get(each)?.keys() ?? [])]), ...flowEnds]
    if (on !== undefined && !all.includes(on))
      throw new UsageError(`no such component or flow: ${on}${didYouMean(on, all)}`)
  }

  #filed({ name }: Found): DecisionsFile | undefined {
    const path = this.#decisionsOf(name)
    if (path === undefined || !isThere(path)) return undefined
    return openDecisions(displayName(path, this.#context.surroundings.cwd), this.#context).decisions
  }

  #refuseInvalid(report: ManifestReport): void {
    const wrong = report.findings.filter(({ kind }) => kind === 'input')
    this.#tell(report, wrong)
    if (wrong.length > 0) throw new UsageError(`${report.file} is not valid: nothing was written`)
  }

  #tell(report: ManifestReport, findings: readonly LocatedFinding[]): void {
    for (const finding of findings) {
      const { at, file } = finding
      complain(this.#context.surroundings, `${file ?? report.file}:${at.line}:${at.column}: ${withFix(finding)}`)
    }
  }

  /** Judges what the file would say, and writes it only when the decision does what it is for. */
  write(target: Target): void {
    const { cwd, stdout } = this.#context.surroundings
    const path = this.#fileFor(target)
    const name = path === target.found.file ? target.found.name : displayName(path, cwd)
    const isManifest = path === target.found.file
    const before = isManifest || isThere(path) ? readText(path) : emptyDecisions
    const edited = this.#edited(before, name, target, isManifest)
    const after = this.#judgedWith(edited, name, target, isManifest)
    const written = this.#refuse(target, after, name, edited.at)
    writeAtomically(path, edited.text)
    const decided = after.exposures.filter(({ decision }) => decision === written)
    const also = decided.filter((exposure) => !target.exposures.some((wanted) => isSameExposure(wanted, exposure)))
    const { treatment, expires, due } = this.#options
    const until = expires === undefined ? (due === undefined ? '' : ` by ${due}`) : ` until ${expires}`
    const what = `${treatment} ${target.technique} on ${target.on ?? 'the whole system'}${until}`
    stdout.write(`${sanitize(`${name}:${edited.at.line}: ${what}: ${count(decided.length, 'finding')} decided`)}\n`)
    // A parent speaks for its sub-techniques, and the whole system for all that is in it.
    for (const { technique, subject, severity } of also)
      stdout.write(`${sanitize(`with it: ${technique} on ${subject.id} (${severity})`)}\n`)
  }

  #fileFor({ found }: Target): string {
    const filed = this.#decisionsOf(found.name)
    if (this.#options.to === 'manifest' || (this.#options.to === undefined && filed === undefined)) return found.file
    if (filed === undefined)
      throw new UsageError('there is no decisions file: name one with --decisions, or in the configuration')
    return filed
  }

  #edited(text: string, name: string, target: Target, isManifest: boolean): Edited {
    const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
    const entry = this.#entry(target)
    const system: Entry = isManifest ? {} : { system: target.report.system }
    const body = text.slice(mark.length)
    // A new file begins with a list in lines, not with an empty one.
    const start = body === emptyDecisions ? body.replace(/decisions: \[\]\n$/, '') : body
    const edited = appendToList(start, 'decisions', { ...system, ...entry })
    if (edited === undefined)
      throw new UsageError(`${name} is written in a way that cannot be added to: write the decision by hand`)
    return { ...edited, text: mark + edited.text }
  }

  #entry({ technique, on }: Target): Entry {
    const { treatment, reason = '', owner, approvedBy, expires, due, ticket } = this.#options
    const values = {
      technique,
      on,
      treatment,
      reason: reason.trim(),
      owner,
      'approved-by': approvedBy,
      decided: this.#now,
      expires,
      due,
      ticket,
    }
    return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined))
  }

  #judgedWith({ text }: Edited, name: string, { found }: Target, isManifest: boolean): ManifestReport {
    const input = readInput(found, maxSize)
    const bytes = Buffer.from(text)
    if (isManifest) {
      const after = this.#judge({ ...input, bytes }, this.#filed(found))
      const wrong = after.findings.filter(({ kind }) => kind === 'input')
      this.#refuseWrong(wrong)
      return after
    }
    const { problems, file } = readDecisions(name, bytes).result
    this.#refuseWrong(problems)
    return this.#judge(input, file)
  }

  /** The file was right before, so what is wrong now is in what was typed; it stands in no line yet. */
  #refuseWrong(wrong: readonly { readonly message: string; readonly fix?: string | undefined }[]): void {
    for (const problem of wrong) complain(this.#context.surroundings, withFix(problem))
    if (wrong.length > 0) throw new UsageError('the decision would not be valid: nothing was written')
  }

  /** The number of the new decision. What is left open, too long, or points nowhere is not written; what is only not good enough is said. */
  #refuse(target: Target, after: ManifestReport, name: string, { line, column }: Edited['at']): number {
    // It is the last of its file.
    const isNewDecision = ({ at, file }: Pick<LocatedFinding, 'at' | 'file'>) =>
      (file ?? after.file) === name && (at.line > line || (at.line === line && at.column >= column))
    const written = (after.decisions ?? []).findIndex(isNewDecision)
    const about = after.findings.filter(
      (finding) => finding.kind === 'check' && finding.subject.type === 'decision' && isNewDecision(finding),
    )
    const grave = about.filter(({ rule }) => refusing.has(rule))
    // No file says so yet: what can be put right is what was typed.
    for (const finding of grave) {
      const { rule, message } = finding
      const isDate = rule === 'expired-decision' || rule === 'long-acceptance'
      const option = this.#options.treatment === 'mitigate' ? '--due' : '--expires'
      complain(this.#context.surroundings, isDate ? `${option}: ${message}` : withFix(finding))
    }
    const unsettled = after.exposures.filter(
      (exposure) =>
        exposure.decision !== written &&
        target.exposures.some((wanted) => isOpen(wanted) && isSameExposure(wanted, exposure)),
    )
    if (grave.length > 0) throw new UsageError('the decision would not be right: nothing was written')
    const [first] = unsettled
    if (written < 0 || first !== undefined) {
      const why =
        first === undefined
          ? ''
          : `: ${first.technique} on ${first.subject.id} would stay ${first.status} (rule ${first.rule})`
      throw new UsageError(`the decision would not hold${why}; nothing was written`)
    }
    this.#tell(after, about)
    return written
  }
}

/** Checks whose finding about the new decision means that it must not be written. */
const refusing: ReadonlySet<string> = new Set([
  'long-acceptance',
  'locked-decision',
  'expired-decision',
  'unresolved-decision',
  'unused-decision',
])
