/** Where a technique stands: its parent, the order of its tactics, and whether the described system can see it happen. */

import type { Catalog, Technique } from './catalog.ts'

/** Tactics whose techniques happen on the attacker's own side: AI Attack Adaptation, Reconnaissance, Resource Development. */
export const attackerSide: ReadonlySet<string> = new Set(['AML.TA0001', 'AML.TA0002', 'AML.TA0003'])

/** True when some tactic of the technique is one that happens on the target. */
export function onTarget(technique: Pick<Technique, 'tactics'>): boolean {
  return technique.tactics.some((tactic) => !attackerSide.has(tactic))
}

/** The parent of a sub-technique. */
export function parentOf(catalog: Catalog, technique: Technique): Technique | undefined {
  return technique.parent === undefined ? undefined : catalog.techniques.get(technique.parent)
}

/** Position of a tactic in the matrix, from 0; tactics that the catalog does not have come last. */
export function tacticOrder(catalog: Catalog, tactic: string): number {
  const position = catalog.tactics.findIndex(({ id }) => id === tactic)
  return position === -1 ? catalog.tactics.length : position
}
