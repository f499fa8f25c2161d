/**
 * The library: `import { lint } from 'atlaslint'`. Thin: it checks what people can get wrong, and calls what the command line calls.
 * `public.d.ts` is the same in types, for people; a test holds the two against each other.
 */

import { join } from 'node:path'
import { readFullCatalog } from '../atlas/full.ts'
import { importCatalog } from '../atlas/import/import.ts'
import { type Severity, severities } from '../finding.ts'
import { readText } from '../io.ts'
import { type Knowledge as Judged, lint as lintInputs } from '../lint.ts'
import { exitCode as codeOf } from '../report/exit-code.ts'
import { defaultGate } from '../report/gate.ts'
import type { Report } from '../report/report.ts'
import { reporters, type TextReporterName, textReporterNames } from '../report/reporters.ts'
import { version } from '../version.ts'
import type { TextInput } from './arguments.ts'
import * as check from './arguments.ts'
import { assembleKnowledge, type RuleFileProblem } from './knowledge.ts'

export type { TextInput }
export { version }

export interface KnowledgeOptions {
  readonly rules?: readonly TextInput[]
  readonly catalog?: TextInput
}

/** What was loaded, in numbers; what is behind it only `lint` knows. */
export interface Knowledge {
  readonly release: string
  readonly techniques: number
  readonly rules: number
}

export interface LintOptions {
  readonly knowledge: Knowledge
  readonly now: string
  readonly failOn?: Severity | 'none'
  readonly strict?: boolean
  readonly exitZero?: boolean
  readonly evidenceExists?: (manifest: string, reference: string) => boolean
  readonly evidenceMaxAge?: number
  readonly minimumMitigated?: number
}

export interface RenderOptions {
  readonly width?: number
  readonly unicode?: boolean
  readonly quiet?: boolean
  readonly maxDetails?: number
}

/** Rule files or a catalog that cannot be used: everything that is wrong with them, each at its place. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError'
  readonly problems: readonly RuleFileProblem[]

  constructor(problems: readonly RuleFileProblem[]) {
    const [first] = problems
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    super(
      first === undefined
        ? 'nothing can be judged'
        : `${first.file}:${first.line}:${first.column}: ${first.message}${more}`,
    )
    this.problems = problems
  }
}

const behind = new WeakMap<Knowledge, Judged>()

/** Reads the compiled data in `folder`: the only thing here that touches files. */
export function knowledgeFrom(folder: string, options: KnowledgeOptions = {}): Knowledge {
  check.options('options', options)
  const { rules = [], catalog } = options
  check.list('options.rules', rules)
  const chosen = catalog === undefined ? undefined : catalogFrom(folder, check.textInput('options.catalog', catalog))
  const files = rules.map((file) => {
    const { name, text } = check.textInput('options.rules', file)
    return { name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text }
  })
  const { problems, knowledge } = assembleKnowledge(folder, files, chosen)
  if (problems.length > 0) throw new KnowledgeError(problems)
  const told: Knowledge = Object.freeze({
    release: knowledge.catalog.release,
    techniques: knowledge.catalog.techniques.size,
    rules: knowledge.rules.rules.length,
  })
  behind.set(told, knowledge)
  return told
}

function catalogFrom(folder: string, { name, text }: TextInput) {
  const bundled = readFullCatalog(JSON.parse(readText(join(folder, 'catalog-full.json'))))
  const result = importCatalog(name, text, bundled)
  if (!('problems' in result)) return result.catalog
  throw new KnowledgeError(
    result.problems.map(({ at, message }) => ({ file: name, line: at.line, column: at.column, message })),
  )
}

/** Manifests to a report; pure. */
export function lint(inputs: Iterable<TextInput>, options: LintOptions): Report {
  const knowledge = behind.get(options?.knowledge)
  if (knowledge === undefined) throw new TypeError('options.knowledge: pass what loadKnowledge() returned')
  check.iterable('inputs', inputs)
  checkLintOptions(options)
  const { now, failOn = defaultGate.failOn, strict = false, exitZero = false, evidenceExists } = options
  const { evidenceMaxAge, minimumMitigated } = options
  const policy = {
    ...(evidenceMaxAge === undefined ? {} : { evidenceMaxAge }),
    ...(minimumMitigated === undefined ? {} : { minimumMitigated }),
  }
  return lintInputs(distinct(inputs), knowledge, {
    version,
    now,
    failOn,
    strict,
    exitZero,
    policyOf: () => policy,
    ...(evidenceExists === undefined ? {} : { evidenceExists }),
  })
}

function checkLintOptions(options: LintOptions): void {
  const { now, failOn = defaultGate.failOn, strict, exitZero } = options
  check.day('options.now', now)
  check.oneOf('options.failOn', failOn, ['none', ...severities])
  check.flags('options', { strict, exitZero })
  check.optionalFunction('options.evidenceExists', options.evidenceExists)
  check.number('options.evidenceMaxAge', options.evidenceMaxAge, 0)
  check.number('options.minimumMitigated', options.minimumMitigated, 0, 1)
}

function* distinct(inputs: Iterable<TextInput>): Generator<{ name: string; bytes: string | Uint8Array }> {
  const names = new Set<string>()
  for (const input of inputs) {
    const { name, text } = check.textInput('inputs', input)
    if (names.has(name)) throw new TypeError(`inputs: two are called ${name}`)
    names.add(name)
    yield { name, bytes: text }
  }
}

/** The report in a format, as the command line writes it to a file: no colour, ASCII unless asked. Pure. */
export function render(report: Report, format: TextReporterName, options: RenderOptions = {}): string {
  checkReport(report)
  check.oneOf('format', format, textReporterNames)
  check.options('options', options)
  check.wholeNumber('options.width', options.width, 1)
  check.wholeNumber('options.maxDetails', options.maxDetails, 0)
  check.flags('options', { unicode: options.unicode, quiet: options.quiet })
  const { width = 80, unicode = false, quiet = false, maxDetails } = options
  return reporters[format](report, {
    color: false,
    unicode,
    width,
    quiet,
    ...(maxDetails === undefined ? {} : { maxDetails }),
  })
}

/** 0 or 1, as the command would end. */
export function exitCode(report: Pick<Report, 'manifests' | 'gate'>): number {
  checkReport(report)
  return codeOf(report)
}

function checkReport(report: Pick<Report, 'manifests' | 'gate'>): void {
  if (report?.gate?.verdict === undefined || !Array.isArray(report.manifests))
    throw new TypeError('report: pass what lint() returned')
}

/** Names of the formats. */
export const formats: readonly TextReporterName[] = textReporterNames
