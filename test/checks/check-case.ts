import type { Path } from '../../src/finding.ts'
import type { Surroundings } from './check-manifest.ts'
import { clean } from './clean.ts'

/** Texts of the clean manifest and what stands there instead. */
export type Changes = readonly (readonly [from: string, to: string])[]

/** One manifest on which a check fires, and the same with one fact changed, on which it does not. */
export interface CheckCase {
  readonly check: string
  readonly title: string
  /** What is changed in the clean manifest. */
  readonly fires: Changes
  /** Route of the finding. */
  readonly at: Path
  /** What the report underlines. */
  readonly marks: string
  readonly says: string
  readonly severity: string
  /** Other checks that find something of their own in it. */
  readonly also?: readonly string[]
  readonly given?: Surroundings
  /** What is changed once more, on top. */
  readonly nearMiss: { readonly title: string; readonly changes?: Changes; readonly given?: Surroundings }
}

export function firingText({ fires }: CheckCase): string {
  return changed(clean, fires)
}

export function quietText(given: CheckCase): string {
  return changed(firingText(given), given.nearMiss.changes ?? [])
}

export function changed(text: string, changes: Changes): string {
  return changes.reduce((sofar, [from, to]) => {
    if (sofar.split(from).length !== 2) throw new Error(`not exactly once in the manifest: ${from}`)
    return sofar.replace(from, () => to)
  }, text)
}
