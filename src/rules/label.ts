/** Conditions in words, for `why`: written out only then, since linting compiles thousands. */

import type { Scope } from './scope.ts'

/** The condition as `why` shows it. */
export function labelOf(entry: readonly [string, unknown] | undefined, { negated }: Scope): string {
  const [key, value] = entry as readonly [string, unknown]
  return `${negated ? 'not ' : ''}${key}: ${compactYaml(value)}`
}

/** A condition as a reader of the rule would write it on one line. */
export function compactYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(compactYaml).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${compactYaml(inner)}`)
      .join(', ')} }`
  }
  return String(value)
}
