import type { Problem } from '../finding.ts'
import { type ReadSnippet, runSnippets, type SnippetResult } from './examples.ts'
import { rulesFrom } from './read-rules.ts'
import type { RuleEntry } from './rule.ts'
import type { Definitions } from './scope.ts'

/** All snippets of all rules of one file. */
export function testRuleEntries(
  entries: readonly RuleEntry[],
  origin: string,
  definitions: Definitions,
  read: ReadSnippet,
): SnippetResult[] {
  return rulesFrom(entries, origin, definitions).flatMap((rule, index) => runSnippets(rule, ['rules', index], read))
}

/** The problems of failed snippets. */
export function failuresOf(results: readonly SnippetResult[]): Problem[] {
  return results.flatMap((result) => (result.passed || result.problem === undefined ? [] : [result.problem]))
}
