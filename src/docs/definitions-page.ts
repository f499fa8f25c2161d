import type { DocsLibrary } from './library.ts'
import { anchor, code, document, generated, headed, yaml } from './markdown.ts'

/** The component matchers that bundled rules share, and that rule files of others may use. */
export function definitionsPage({ definitions }: DocsLibrary): string {
  const names = Object.keys(definitions).sort()
  return document(
    generated('atlas-data/rules/definitions-*.yaml'),
    '# Definitions',
    `What ${code('is: name')} stands for in a rule. Rule files of your own may use them, too. [How rules are written](../rules.md).`,
    ...names.map((name) => {
      const used = definitionsIn(definitions[name]).map((other) => `[${code(other)}](#${anchor(other)})`)
      return headed(`## ${name}`, yaml(definitions[name]), used.length === 0 ? undefined : `Uses ${used.join(', ')}.`)
    }),
  )
}

/** The names after `is:` anywhere in a condition, sorted. */
export function definitionsIn(condition: unknown): string[] {
  const names = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, held] of Object.entries(value)) {
      if (key === 'is') for (const name of [held].flat()) names.add(String(name))
      else visit(held)
    }
  }
  visit(condition)
  return [...names].sort()
}
