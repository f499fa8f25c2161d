/** What the step from one ATLAS release to another means for one system. */

import type { Exposure, Status } from '../analysis/exposure.ts'
import type { Catalog, Retired } from '../atlas/catalog.ts'
import type { CatalogDiff } from '../atlas/diff.ts'

/** Techniques whose ids the manifest still uses, though they are retired. */
export interface RetiredUse {
  readonly id: string
  readonly name: string
  readonly successor: string | undefined
  readonly lines: readonly number[]
}

/** A technique on a subject. */
export interface Standing {
  readonly technique: string
  readonly subject: string
  readonly status: Status
  readonly severity: string
}

/** A technique on a subject that stands otherwise, or is answered by other controls, because mitigations or their links changed. */
export interface Shift {
  readonly technique: string
  readonly subject: string
  readonly before: Status
  readonly after: Status
  /** Controls that answer it since, and those that do not any more. */
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

export interface Impact {
  readonly manifest: string
  readonly applicable: readonly Standing[]
  /** Ids of renamed techniques that apply. */
  readonly renamed: readonly string[]
  /** Changed maturity of techniques that apply: it is a part of the severity. */
  readonly maturity: readonly string[]
  readonly retired: readonly RetiredUse[]
  readonly shifts: readonly Shift[]
}

export interface ImpactInput {
  readonly manifest: string
  readonly diff: CatalogDiff
  readonly retired: readonly RetiredUse[]
  /** By the earlier catalog. */
  readonly before: readonly Exposure[]
  /** By the later one. */
  readonly after: readonly Exposure[]
}

export function impactOf({ manifest, diff, retired, before, after }: ImpactInput): Impact {
  const added = new Set(diff.techniques.added.map(({ id }) => id))
  const applying = new Set(after.map(({ technique }) => technique))
  const ids = (changes: readonly { readonly id: string }[]) =>
    changes.map(({ id }) => id).filter((id) => applying.has(id))
  return {
    manifest,
    applicable: after.filter(({ technique }) => added.has(technique)).map(standing),
    renamed: ids(diff.techniques.renamed),
    maturity: ids(diff.techniques.maturity),
    retired,
    shifts: shiftsBetween(before, after),
  }
}

function standing({ technique, subject, status, severity }: Exposure): Standing {
  return { technique, subject: subject.id, status, severity }
}

/** The rules are the same for both, so that only what ATLAS links can make a difference. */
function shiftsBetween(before: readonly Exposure[], after: readonly Exposure[]): Shift[] {
  const earlier = new Map(before.map((exposure) => [keyOf(exposure), exposure]))
  return after.flatMap((now) => {
    const was = earlier.get(keyOf(now))
    if (was === undefined) return []
    const gained = controlsOf(now).filter((effect) => !controlsOf(was).includes(effect))
    const lost = controlsOf(was).filter((effect) => !controlsOf(now).includes(effect))
    if (was.status === now.status && gained.length + lost.length === 0) return []
    return [{ technique: now.technique, subject: now.subject.id, before: was.status, after: now.status, gained, lost }]
  })
}

function keyOf({ technique, subject }: Exposure): string {
  return `${technique} ${subject.type} ${subject.id}`
}

/** `input-guard cuts`. */
function controlsOf({ controls }: Exposure): string[] {
  return controls.map(({ control, effect }) => `${control} ${effect}`)
}

/** Retired ids in the text of a manifest, with the lines that have them. `gone` are those of the step; the catalog knows earlier ones. */
export function retiredIn(
  text: string,
  { retired }: Catalog,
  gone: CatalogDiff['techniques']['retired'],
): RetiredUse[] {
  const all = new Map<string, Pick<Retired, 'name' | 'successor'>>([
    ...retired,
    ...gone.map((entry) => [entry.id, entry] as const),
  ])
  const lines = text.split('\n')
  return [...all]
    .map(([id, { name, successor }]) => ({
      id,
      name,
      successor,
      lines: text.includes(id) ? lines.flatMap((line, index) => (wholeId(id).test(line) ? [index + 1] : [])) : [],
    }))
    .filter((use) => use.lines.length > 0)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** The text as it would be with the successors in it, so that the rest of it can be judged. */
export function withSuccessors(text: string, uses: readonly RetiredUse[]): string {
  return uses.reduce(
    (changed, { id, successor }) => (successor === undefined ? changed : changed.replaceAll(wholeId(id), successor)),
    text,
  )
}

/** `AML.T0019`, but not the start of `AML.T0019.001` or `AML.T00190`. */
function wholeId(id: string): RegExp {
  return new RegExp(`(?<![\\w.])${id.replaceAll('.', '\\.')}(?![\\w]|\\.\\d)`, 'g')
}
