/** Which decisions count for a system: its own, those of a decisions file, or only those that stood there before a change. */

import type { Source } from '../source/source.ts'
import { openDecisions } from './check-structure.ts'
import { isDate } from './dates.ts'
import { type DecisionsFile, withPlainTarget } from './decisions-file.ts'
import type { DecisionEntry, Manifest } from './manifest.ts'
import { field } from './walk.ts'

/** A decision, and where it stands. */
export interface PlacedDecision {
  readonly entry: DecisionEntry
  /** Position in the `decisions` of the file that it stands in. */
  readonly index: number
  /** The decisions file; undefined: the manifest itself. */
  readonly source?: Source
  /** Set on one that does not count: `pending` until it stands on the branch that decides, `ignored` in an audit. */
  readonly state?: 'pending' | 'ignored'
}

export interface Decided {
  /** The manifest with the decisions that count in the place of its own. */
  readonly manifest: Manifest
  /** Those that count, each at its position in that manifest; then those that do not. */
  readonly decisions: readonly PlacedDecision[]
}

/** Says which decisions count for a manifest; `name` is that of the input. */
export type Decide = (name: string, manifest: Manifest) => Decided

export interface DecisionRules {
  /** The decisions file that speaks of a manifest. */
  readonly fileOf?: ((name: string) => DecisionsFile | undefined) | undefined
  /** No decision counts: an audit. */
  readonly ignore?: boolean
  /** Decisions that stand on the branch that decides, by the name of the input and of the system; left out: all count as they stand. */
  readonly standing?: ((name: string, system: string) => readonly DecisionEntry[]) | undefined
}

/** How decisions are taken by these rules. */
export function decideBy({ fileOf, ignore, standing }: DecisionRules): Decide {
  return (name, manifest) => {
    const written = [...ownDecisions(manifest), ...filedDecisions(fileOf?.(name), manifest.system.name)]
    if (ignore) return withDecisions(manifest, [], written.map(inState('ignored')))
    if (standing === undefined) return withDecisions(manifest, written, [])
    return onlyStanding(manifest, written, standing(name, manifest.system.name))
  }
}

function ownDecisions(manifest: Manifest): PlacedDecision[] {
  return (manifest.decisions ?? []).map((entry, index) => ({ entry, index }))
}

/** Those of a decisions file that speak of the system. */
function filedDecisions(file: DecisionsFile | undefined, system: string): PlacedDecision[] {
  return (file?.decisions ?? []).flatMap((decision, index) => {
    const { system: of, ...entry } = decision
    return of === system && file !== undefined ? [{ entry, index, source: file.source }] : []
  })
}

/**
 * What stands on the branch that decides counts in the words that it has there, as long as the work tree still has a decision about the
 * same: deleting one takes effect at once, changing one only when the change has been merged.
 */
function onlyStanding(
  manifest: Manifest,
  written: readonly PlacedDecision[],
  standing: readonly DecisionEntry[],
): Decided {
  const left = new Map<string, DecisionEntry[]>()
  const key = (entry: DecisionEntry) => `${entry.technique} ${targetName(entry, manifest)}`
  for (const entry of standing) left.set(key(entry), [...(left.get(key(entry)) ?? []), entry])
  const counting: PlacedDecision[] = []
  const pending: PlacedDecision[] = []
  for (const decision of written) {
    const before = takeBest(left.get(key(decision.entry)), decision.entry)
    if (before !== undefined) counting.push({ ...decision, entry: before })
    if (before === undefined || !isSame(before, decision.entry)) pending.push(inState('pending')(decision))
  }
  return withDecisions(manifest, counting, pending)
}

/** The same decision where it is among them, else the first; taken out, so that it is used once. */
function takeBest(entries: DecisionEntry[] | undefined, wanted: DecisionEntry): DecisionEntry | undefined {
  const at = entries?.findIndex((entry) => isSame(entry, wanted)) ?? -1
  return entries?.splice(Math.max(0, at), 1)[0]
}

/** Whether both say the same of who, until when and why; the order of keys says nothing. */
function isSame(one: DecisionEntry, other: DecisionEntry): boolean {
  const text = (entry: DecisionEntry) => JSON.stringify(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
  return text(one) === text(other)
}

/** A flow by its ends, whichever of its names is used; `*` for the whole system. */
function targetName({ on = '*' }: DecisionEntry, { flows = [] }: Manifest): string {
  const flow = flows.find(({ id }) => id === on)
  return flow === undefined ? on : `${flow.from} -> ${flow.to}`
}

function withDecisions(
  manifest: Manifest,
  counting: readonly PlacedDecision[],
  others: readonly PlacedDecision[],
): Decided {
  const { decisions: _, ...rest } = manifest
  const entries = counting.map(({ entry }) => entry)
  return {
    manifest: entries.length === 0 ? rest : { ...rest, decisions: entries },
    decisions: [...counting, ...others],
  }
}

const inState = (state: 'pending' | 'ignored') => (decision: PlacedDecision) => ({ ...decision, state })

/** The decisions in a value that may be no manifest, or one that is not valid any more: what is no sound decision is passed over. */
export function looseDecisions(value: unknown): (DecisionEntry & { readonly system?: string })[] {
  const list = field(value, 'decisions')
  return (Array.isArray(list) ? list : []).filter(isSound).map(withPlainTarget)
}

const textFields = ['on', 'owner', 'approved-by', 'decided', 'ticket', 'system'] as const
const dateFields = ['expires', 'due'] as const

function isSound(entry: unknown): entry is DecisionEntry {
  const isOptional = (key: string, isRight: (text: string) => boolean) => {
    const value = field(entry, key)
    return value === undefined || (typeof value === 'string' && isRight(value))
  }
  return (
    ['technique', 'treatment', 'reason'].every((key) => typeof field(entry, key) === 'string') &&
    textFields.every((key) => isOptional(key, () => true)) &&
    dateFields.every((key) => isOptional(key, isDate)) &&
    openDecisions({ decisions: [entry] }).length === 0
  )
}
