/** Conditions in words, for `why`: written out only then, since linting compiles thousands. */

import { type Domain, type Node, op } from './program.ts'
import type { Scope } from './scope.ts'

/** The condition under the words that a reader knows it by, where somebody asks why. */
export function labelled(domain: Domain, entry: readonly [string, unknown], node: Node, scope: Scope): Node {
  if (!scope.labelled) return node
  const { builder } = scope
  return builder.node(domain, op.named, [builder.text(labelOf(entry, scope)), node], { over: [node] })
}

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
