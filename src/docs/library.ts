import { readFullCatalog } from '../atlas/full.ts'
import { checks } from '../checks/checks.ts'
import type { Library } from '../explain/library.ts'
import { readTexts } from '../explain/texts.ts'
import { readCompiledRules } from '../rules/compiled-rules.ts'
import type { ExampleEntry } from '../rules/rule.ts'
import { assembleRules } from '../rules/rule-set.ts'

/** What the pages of `docs/reference` are made from: the library of `explain`, and what is not in the program. */
export interface DocsLibrary extends Library {
  readonly definitions: Readonly<Record<string, unknown>>
  /** Rule id → the file that it stands in, and its examples. */
  readonly examples: Readonly<Record<string, RuleExamples>>
}

export interface RuleExamples {
  readonly file: string
  readonly examples: readonly ExampleEntry[]
}

/** The files of the build that the pages are made from, by their names in `dist`. */
export const sources = {
  catalog: 'catalog-full.json',
  rules: 'rules.jsonl',
  examples: 'rule-examples.json',
  texts: 'texts.json',
} as const

/** The texts of these files as one library. */
export function readDocsLibrary(texts: Readonly<Record<keyof typeof sources, string>>): DocsLibrary {
  const rules = readCompiledRules(texts.rules)
  return {
    catalog: readFullCatalog(JSON.parse(texts.catalog)),
    rules: assembleRules(rules),
    checks,
    texts: readTexts(JSON.parse(texts.texts)),
    definitions: Object.fromEntries(rules.definitions()),
    examples: JSON.parse(texts.examples) as DocsLibrary['examples'],
  }
}
