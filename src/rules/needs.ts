import { booleanFields, kindAncestry, listFields, payloadGroups, scales, valueFields } from '../vocabulary.ts'
import type { RuleEntry } from './rule.ts'
import type { Definitions } from './scope.ts'

type Raw = Readonly<Record<string, unknown>>
/** Facts of which one must hold: `kind=agent`. */
type Facts = readonly string[]

const bothEnds = ['from', 'to']

/** Relations to what a flow or a way leads to, with the keys that describe its ends. */
const relations: Readonly<Record<string, readonly string[]>> = {
  'flow-in': ['from'],
  'called-by': ['from'],
  'flow-out': ['to'],
  calls: ['to'],
  'reached-from': ['from'],
  reaches: ['to'],
  flow: bothEnds,
}
/** Words whose value describes another component, or the system. */
const nested: ReadonlySet<string> = new Set(['tools', 'hosts', 'inside', 'has', 'system'])
const derived: readonly string[] = ['trust', 'written-by', 'influenced-by', 'callable-by', 'powers']
const componentFields: ReadonlySet<string> = new Set([
  ...Object.keys(valueFields),
  ...Object.keys(listFields),
  ...booleanFields,
  ...derived,
])

/** Fields of flows and data, and what their facts are called. */
const flowFields: Readonly<Record<string, string>> = {
  auth: 'flow-auth',
  approval: 'approval',
  encrypted: 'encrypted',
  automatic: 'automatic',
  crosses: 'crosses',
}
const dataFields: Readonly<Record<string, string>> = {
  kind: 'data-kind',
  classification: 'classification',
  lifetime: 'lifetime',
  personal: 'personal',
}

/** More alternatives than this are as good as none. */
const mostAlternatives = 24

/**
 * How many facts a rule cannot do without: lists of which a system must hold at least one each. Found by reading the rule. The more it
 * takes to match, the more a match says.
 */
export function factsNeededBy(
  { subject, when, unknown }: Pick<RuleEntry, 'subject' | 'when' | 'unknown'>,
  definitions: Definitions,
): number {
  const reader = new NeedsReader(definitions, unknown ?? {})
  const { component, flow } = asRaw(subject) ?? {}
  const condition = asRaw(when) ?? {}
  if (component !== undefined) return distinct(reader.ofComponent({ all: [component, condition] })).length
  if (flow !== undefined) return distinct(reader.ofFlow({ all: [flow, condition] }, bothEnds)).length
  return distinct(reader.ofComponent(condition)).length
}

function distinct(lists: readonly Facts[]): Facts[] {
  const byText = new Map(lists.map((list) => [...new Set(list)].sort()).map((list) => [list.join(), list]))
  return [...byText.values()].filter((list) => list.length > 0 && list.length <= mostAlternatives)
}

class NeedsReader {
  readonly #definitions: Definitions
  readonly #unknown: Readonly<Record<string, unknown>>
  readonly #open: string[] = []

  constructor(definitions: Definitions, unknown: Readonly<Record<string, unknown>>) {
    this.#definitions = definitions
    this.#unknown = unknown
  }

  /** Lists of facts, of each of which one must hold, for a component to match. */
  ofComponent(matcher: Raw): Facts[] {
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      const ends = relations[key]
      if (ends !== undefined) return this.ofFlow(asRaw(value) ?? {}, ends)
      if (nested.has(key)) return this.#other(value)
      if (key === 'kind') return [[...leaves([value].flat().map(String))].map((kind) => `kind=${kind}`)]
      if (key === 'is') return this.#definition(String(value)) ?? []
      if (key === 'holds' || key === 'passes') return this.#ofData(asRaw(value) ?? {})
      if (componentFields.has(key)) return this.#ofField(key, value, key)
      return this.#combined(key, value, (inner) => this.ofComponent(inner))
    })
  }

  /** The same for a flow or a path: what it carries, how it is protected, what stands at its other end. */
  ofFlow(matcher: Raw, ends: readonly string[]): Facts[] {
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      if (key === 'carries' || key === 'carrying') return [wordFacts(value)]
      if (ends.includes(key)) return this.#other(value)
      if (key === 'data') return this.#ofData(asRaw(value) ?? {})
      // A structural edge passes these conditions, so they need nothing where one may be taken.
      if (key in flowFields && ends.length === 2) return this.#ofField(key, value, flowFields[key] as string)
      return this.#combined(key, value, (inner) => this.ofFlow(inner, ends))
    })
  }

  #ofData(matcher: Raw): Facts[] {
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      const name = dataFields[key]
      if (name !== undefined) return this.#ofField(name, value, name)
      if (key === 'grants') return this.#other(value)
      return this.#combined(key, value, (inner) => this.#ofData(inner))
    })
  }

  #combined(key: string, value: unknown, read: (inner: Raw) => Facts[]): Facts[] {
    if (!Array.isArray(value)) return []
    const parts = value.map((inner) => read(asRaw(inner) ?? {}))
    if (key === 'all') return parts.flat()
    return key === 'any' ? oneOf(parts) : []
  }

  /** Another component that must be there. */
  #other(value: unknown): Facts[] {
    const matcher = asRaw(value)
    return matcher === undefined ? [] : this.ofComponent(matcher)
  }

  /** Facts about a field; none where the rule takes an unknown value for granted, or asks for it. */
  #ofField(field: string, raw: unknown, name: string): Facts[] {
    if ((this.#unknown[field] ?? 'no') !== 'no') return []
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      return [[raw].flat().map((value) => `${name}=${value}`)]
    const scale = scales[field]
    return Object.entries(raw).flatMap(([operator, operand]): readonly Facts[] => {
      if (operator === 'all-of') return [operand].flat().map((value) => [`${name}=${value}`])
      const bound = scale?.indexOf(String(operand)) ?? -1
      if (scale === undefined || bound < 0) return []
      if (operator === 'at-least') return [scale.slice(bound).map((value) => `${name}=${value}`)]
      return operator === 'at-most' ? [scale.slice(0, bound + 1).map((value) => `${name}=${value}`)] : []
    })
  }

  #definition(name: string): Facts[] | undefined {
    const matcher = asRaw(this.#definitions.get(name))
    if (matcher === undefined || this.#open.includes(name)) return undefined
    this.#open.push(name)
    const facts = this.ofComponent(matcher)
    this.#open.pop()
    return facts
  }
}

/** Alternatives need what one of them needs: one fact of any list that stands for each. */
function oneOf(parts: readonly (readonly Facts[])[]): Facts[] {
  const shortest = parts.map((lists) => [...lists].sort((one, other) => one.length - other.length)[0])
  return shortest.some((list) => list === undefined) ? [] : [shortest.flatMap((list) => list ?? [])]
}

function wordFacts(raw: unknown): Facts {
  return [raw]
    .flat()
    .map(String)
    .flatMap((word) => [...(payloadGroups[word] ?? [word])])
    .map((word) => `word=${word}`)
}

/** The kinds as components can have them: a parent stands for itself and those below it. */
function leaves(kinds: readonly string[]): Set<string> {
  const wanted = new Set(kinds)
  return new Set(
    [...kindAncestry].filter(([, ancestry]) => ancestry.some((kind) => wanted.has(kind))).map(([kind]) => kind),
  )
}

function asRaw(value: unknown): Raw | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined
}
