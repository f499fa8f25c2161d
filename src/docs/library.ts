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
  index: 'rules.json',
  code: 'rules.bin',
  lines: 'rules.jsonl',
  examples: 'rule-examples.json',
  texts: 'texts.json',
} as const

/** What these files hold as one library. */
export function readDocsLibrary(files: Readonly<Record<keyof typeof sources, Buffer>>): DocsLibrary {
  const rules = readCompiledRules({ ...files, lines: () => files.lines })
  const parse = (name: keyof typeof sources): unknown => JSON.parse(files[name].toString())
  return {
    catalog: readFullCatalog(parse('catalog')),
    rules: assembleRules(rules),
    checks,
    texts: readTexts(parse('texts')),
    definitions: Object.fromEntries(rules.definitions()),
    examples: parse('examples') as DocsLibrary['examples'],
  }
}
