import { readCatalog } from '../atlas/read.ts'
import { type Problem, withFix } from '../finding.ts'
import { readSource } from '../source/reader.ts'
import type { Source } from '../source/source.ts'
import type { CompiledFiles } from './compiled-rules.ts'
import { knownIds } from './known-ids.ts'
import { factsNeededBy } from './needs.ts'
import { type RuleFile, readRuleFile } from './read-rules.ts'
import type { RuleEntry } from './rule.ts'
import type { KnownIds } from './rule-fields.ts'
import { writeCompiledRules } from './write-compiled-rules.ts'

/** What the build makes of the bundled rule files. */
export interface CompiledRuleFiles {
  readonly compiled: CompiledFiles
  readonly count: number
  /** Rule id → file and snippets. */
  readonly examples: Readonly<Record<string, { readonly file: string; readonly examples: RuleEntry['examples'] }>>
  /** `file:line:column: message`. */
  readonly problems: readonly string[]
}

/** Reads and checks all bundled rule files together: they may use each other's definitions. */
export function compileRuleFiles(
  files: readonly { name: string; bytes: Uint8Array }[],
  slimCatalog: unknown,
): CompiledRuleFiles {
  const ids = knownIds(readCatalog(slimCatalog))
  const problems: string[] = []
  const sources = files.map(({ name, bytes }) => {
    const { source, problems: found } = readSource(name, bytes)
    for (const problem of found) problems.push(located(source, problem))
    return source
  })
  const definitions = new Map(sources.flatMap((source) => definitionsOf(source)))
  const rules: RuleEntry[] = []
  const notJudged: Record<string, string> = {}
  const examples: Record<string, { file: string; examples: RuleEntry['examples'] }> = {}
  for (const source of sources) {
    if (source.value === undefined) continue
    if (isNotJudged(source.value)) {
      Object.assign(notJudged, readNotJudged(source, ids, problems))
      continue
    }
    const file: RuleFile = readRuleFile(source.name, source.value, ids, definitions)
    for (const problem of file.problems) problems.push(located(source, problem))
    for (const entry of file.rules) {
      if (examples[entry.id] !== undefined)
        problems.push(`${source.name}: rule '${entry.id}' stands twice, also in ${examples[entry.id]?.file}`)
      examples[entry.id] = { file: source.name, examples: entry.examples }
      const { examples: _, ...rest } = entry
      rules.push(rest)
    }
  }
  rules.sort((one, other) => (one.id < other.id ? -1 : 1))
  // What has problems cannot be compiled, and the build ends without it.
  const sound = problems.length > 0 ? [] : rules
  const compiled = writeCompiledRules(
    { definitions, notJudged },
    sound.map((entry) => ({ entry, factsNeeded: factsNeededBy(entry, definitions) })),
  )
  return { compiled, count: rules.length, examples, problems }
}

function definitionsOf(source: Source): [string, unknown][] {
  const { definitions } = (source.value ?? {}) as { definitions?: object }
  return Object.entries(definitions ?? {})
}

function isNotJudged(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'not-judged' in value
}

/** The file with the techniques that no architectural fact can tell of, each with its reason. */
function readNotJudged(source: Source, ids: KnownIds, problems: string[]): Record<string, string> {
  const reasons: Record<string, string> = {}
  const entries = (source.value as { 'not-judged': Record<string, string> })['not-judged']
  for (const [technique, reason] of Object.entries(entries)) {
    if (!ids.technique(technique).known) problems.push(`${source.name}: ATLAS has no technique ${technique}`)
    if (typeof reason !== 'string' || reason.trim() === '') problems.push(`${source.name}: ${technique} has no reason`)
    else reasons[technique] = reason.trim()
  }
  return reasons
}

function located(source: Source, problem: Problem): string {
  const { line, column } = source.span(problem.place)
  return `${source.name}:${line}:${column}: ${withFix(problem)}`
}
