/** The user's rule files: read, checked, and made into rules. In the second bundle, since most runs have none. */

import type { Catalog } from '../atlas/catalog.ts'
import type { Input } from '../io.ts'
import type { CompiledRules } from '../rules/compiled-rules.ts'
import { definitionsFrom } from '../rules/definition.ts'
import { knownIds } from '../rules/known-ids.ts'
import { type RuleFile, readRuleFile, ruleFrom } from '../rules/read-rules.ts'
import type { UserRules } from '../rules/rule-set.ts'
import { readSource } from '../source/reader.ts'
import type { Source } from '../source/source.ts'
import type { RuleFileProblem } from './engine.ts'

declare module '../load-extra.ts' {
  interface Extra {
    readUserRules: typeof readUserRules
  }
}

export interface UserRuleFiles extends UserRules {
  /** What is wrong with them; where there is anything, nothing is judged. */
  readonly problems: readonly RuleFileProblem[]
  readonly files: readonly RuleFile[]
}

/** Reads all files first, because each may use the definitions of the others and of the bundled rules. */
export function readUserRules(
  inputs: readonly Input[],
  bundled: CompiledRules,
  catalogs: readonly Catalog[],
): UserRuleFiles {
  const read = inputs.map(({ name, bytes }) => readSource(name, bytes))
  const broken = read.flatMap(({ source, problems }) => problems.map((problem) => located(source, problem)))
  if (broken.length > 0) return { rules: [], switches: [], files: [], problems: broken }
  const definitions = new Map([
    ...Object.entries(bundled.definitions),
    ...read.flatMap(({ source }) => definitionsOf(source.value)),
  ])
  const ids = knownToAny(catalogs)
  const files = read.map(({ source }) => readRuleFile(source.name, source.value, ids, definitions))
  const problems = files.flatMap((file, index) => {
    return file.problems.map((problem) => located(read[index]?.source as Source, problem))
  })
  const shared = definitionsFrom(definitions)
  return {
    rules: files.flatMap((file) => file.rules.map((entry) => ruleFrom(entry, file.name, shared))),
    switches: files.flatMap((file) => file.switches),
    problems,
    files,
  }
}

/** A rule may be about what only the bundled catalog has: with another one it is skipped. */
function knownToAny(catalogs: readonly Catalog[]): ReturnType<typeof knownIds> {
  const all = catalogs.map(knownIds)
  const answer = (kind: 'technique' | 'mitigation') => (id: string) => {
    const answers = all.map((ids) => ids[kind](id))
    return answers.find(({ known }) => known) ?? answers[0] ?? { known: false }
  }
  return { technique: answer('technique'), mitigation: answer('mitigation') }
}

function definitionsOf(value: unknown): [string, unknown][] {
  const { definitions } = (value ?? {}) as { definitions?: unknown }
  return typeof definitions === 'object' && definitions !== null ? Object.entries(definitions) : []
}

function located(source: Source, { message, fix, place }: RuleFile['problems'][number]): RuleFileProblem {
  const { line, column } = source.span(place)
  return { file: source.name, line, column, message, ...(fix === undefined ? {} : { fix }) }
}
