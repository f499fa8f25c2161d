/** What weighs in severity, of things that a rule may choose between: of several that match, the heaviest is told. */

import { audiences, scales } from '../vocabulary.ts'
import type { Component, DataItem } from './system.ts'

/** Powers whose misuse costs money, people or the system itself. */
export const gravePowers: ReadonlySet<string> = new Set([
  'spend-money',
  'run-code',
  'use-computer',
  'delete-data',
  'manage-identity',
  'change-config',
  'control-device',
  'install-packages',
  'deploy-agents',
])

/** How wide the audience is whose content comes from a component, 0 for those inside. */
export function reachOf({ writtenBy, influencedBy }: Component): number {
  return Math.max(audiences.indexOf(writtenBy), audiences.indexOf(influencedBy))
}

/** How much is lost with the data, 0 to 3. */
export function worthOfData({ entry }: DataItem): number {
  const rank = (scales.classification ?? []).indexOf(entry.classification ?? '')
  return Math.max(0, rank, entry.personal === true ? 2 : 0)
}

/** How much can be lost or done with a component: its data, then what it can do. */
export function worthOf({ passes, powers = [] }: Component): number {
  const data = Math.max(0, ...passes.map(worthOfData))
  return data * 2 + (powers.some((power) => gravePowers.has(power)) ? 1 : 0)
}
