import type { Problem } from '../finding.ts'
import type { Definition } from './definition.ts'
import { type ReadSnippet, runSnippets, type SnippetResult } from './examples.ts'
import { ruleFrom } from './read-rules.ts'
import type { RuleEntry } from './rule.ts'

/** All snippets of all rules of one file. */
export function testRuleEntries(
  entries: readonly RuleEntry[],
  origin: string,
  definitions: ReadonlyMap<string, Definition>,
  read: ReadSnippet,
): SnippetResult[] {
  return entries.flatMap((entry, index) => runSnippets(ruleFrom(entry, origin, definitions), ['rules', index], read))
}

/** The problems of failed snippets. */
export function failuresOf(results: readonly SnippetResult[]): Problem[] {
  return results.flatMap((result) => (result.passed || result.problem === undefined ? [] : [result.problem]))
}
