import { docsPath } from '../docs-url.ts'
import { checkPage } from './check-page.ts'
import { definitionsPage } from './definitions-page.ts'
import { indexPage } from './index-page.ts'
import type { DocsLibrary } from './library.ts'
import { mitigationPage } from './mitigation-page.ts'
import { rulePage } from './rule-page.ts'
import { techniquePage } from './technique-page.ts'

/**
 * Every page of `docs/reference`, by its path below that folder. One small file an object: a finding can link to its rule, a diff shows
 * which rule changed, and GitHub still renders each page. Case studies have none: `explain` tells them, and their techniques list them.
 */
export function referencePages(library: DocsLibrary): ReadonlyMap<string, string> {
  const { catalog, rules, checks } = library
  return new Map([
    ['README.md', indexPage(library)],
    ['definitions.md', definitionsPage(library)],
    ...rules.rules.map((rule) => [docsPath('rule', rule.entry.id), rulePage(rule, library)] as const),
    ...checks.map((check) => [docsPath('check', check.id), checkPage(check)] as const),
    ...[...catalog.mitigations].map(
      ([id, mitigation]) => [docsPath('mitigation', id), mitigationPage(mitigation, library)] as const,
    ),
    ...[...catalog.techniques].map(
      ([id, technique]) => [docsPath('technique', id), techniquePage(technique, library)] as const,
    ),
  ])
}
