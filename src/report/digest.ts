/** What counting needs of a manifest's findings: of those that were packed elsewhere it was noted beside them, so that nobody has to unpack them. */

import type { GatedFinding } from './gate.ts'
import type { ManifestReport } from './report.ts'
import { noteIds, type Seen } from './seen.ts'

export interface Digest {
  readonly techniques: readonly string[]
  readonly rules: readonly string[]
  /** How many findings are alike for the gate. */
  readonly findings: readonly (readonly [of: GatedFinding, times: number])[]
}

/** On a manifest that has one. It is not copied with the manifest, since whoever makes a copy changes the findings. */
export const digest = Symbol.for('atlaslint.digest')

type Digested = ManifestReport & { readonly [digest]?: Digest }

/** Made where the findings are at hand. */
export function digestOf(manifest: ManifestReport): Digest {
  const seen = { techniques: new Set<string>(), rules: new Set<string>() }
  noteIds(manifest, seen)
  const alike = new Map<string, [GatedFinding, number]>()
  for (const { kind, severity } of manifest.findings) {
    const key = `${kind} ${severity}`
    const known = alike.get(key)
    if (known === undefined) alike.set(key, [{ kind, severity }, 1])
    else known[1] += 1
  }
  return { techniques: [...seen.techniques], rules: [...seen.rules], findings: [...alike.values()] }
}

/** Notes what a manifest speaks of, and gives its findings to be counted. */
export function* counted(manifest: Digested, seen: Seen): Generator<GatedFinding> {
  const noted = manifest[digest]
  if (noted === undefined) {
    noteIds(manifest, seen)
    yield* manifest.findings
    return
  }
  for (const id of noted.techniques) seen.techniques.add(id)
  for (const id of noted.rules) seen.rules.add(id)
  for (const [finding, times] of noted.findings) for (let time = 0; time < times; time++) yield finding
}
