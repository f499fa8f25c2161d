import { booleanFields, kindAncestry, listFields, payloadGroups, scales, valueFields } from '../vocabulary.ts'
import type { RuleEntry, RuleNeeds } from './rule.ts'

type Raw = Readonly<Record<string, unknown>>
type Facts = readonly string[]

/** Where a relation's other end is described. */
const relations: Readonly<Record<string, readonly string[]>> = {
  'flow-in': ['from'],
  'called-by': ['from'],
  'flow-out': ['to'],
  calls: ['to'],
  'reached-from': ['from'],
  reaches: ['to'],
  flow: ['from', 'to'],
}
const nested: ReadonlySet<string> = new Set(['tools', 'hosts', 'inside', 'has'])
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

export function needsOf(
  entry: Pick<RuleEntry, 'subject' | 'when' | 'unknown'>,
  definitions: ReadonlyMap<string, unknown>,
): RuleNeeds {
  const reader = new NeedsReader(definitions, entry.unknown ?? {})
  const subject = asRaw(entry.subject)
  const when = asRaw(entry.when) ?? {}
  if (subject?.component !== undefined) {
    const matcher = { all: [subject.component, when] }
    const kinds = reader.kindsOf(matcher)
    return {
      subject: kinds === undefined ? undefined : [...kinds].sort(),
      facts: distinct(reader.ofComponent(matcher)),
    }
  }
  if (subject?.flow !== undefined) {
    return { subject: undefined, facts: distinct(reader.ofFlow({ all: [subject.flow, when] }, ['from', 'to'])) }
  }
  return { subject: undefined, facts: distinct(reader.ofComponent(when)) }
}

function distinct(lists: readonly Facts[]): Facts[] {
  const byText = new Map(lists.map((list) => [...new Set(list)].sort()).map((list) => [list.join(), list]))
  // Short lists fail more often, so they are asked first.
  return [...byText.values()]
    .filter((list) => list.length > 0 && list.length <= mostAlternatives)
    .sort((one, other) => one.length - other.length)
}

class NeedsReader {
  readonly #definitions: ReadonlyMap<string, unknown>
  readonly #unknown: Readonly<Record<string, unknown>>
  readonly #open: string[] = []

  constructor(definitions: ReadonlyMap<string, unknown>, unknown: Readonly<Record<string, unknown>>) {
    this.#definitions = definitions
    this.#unknown = unknown
  }

  /** Lists of facts, of each of which one must hold somewhere, for a component (or a system) to match. */
  ofComponent(matcher: Raw): Facts[] {
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      const ends = relations[key]
      if (ends !== undefined) return this.ofFlow(asRaw(value) ?? {}, ends)
      if (nested.has(key) || key === 'system') return this.#other(asRaw(value))
      if (key === 'kind') return [kindFacts(leaves([value].flat().map(String)))]
      if (key === 'is') return this.#definition(String(value), (inner) => this.ofComponent(inner)) ?? []
      if (key === 'holds' || key === 'passes') return this.#ofData(asRaw(value) ?? {})
      if (componentFields.has(key)) return this.#ofField(key, key, value)
      return this.#combined(key, value, (inner) => this.ofComponent(inner))
    })
  }

  /** The same for a flow or a path: what it carries, how it is protected, what stands at its other end. */
  ofFlow(matcher: Raw, ends: readonly string[]): Facts[] {
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      if (key === 'carries' || key === 'carrying') return [wordFacts(value)]
      if (ends.includes(key)) return this.#other(asRaw(value))
      if (key === 'data') return this.#ofData(asRaw(value) ?? {})
      // A structural edge passes these conditions, so they need nothing where one may be taken.
      if (key in flowFields && ends.length === 2) return this.#ofField(key, flowFields[key] as string, value)
      return this.#combined(key, value, (inner) => this.ofFlow(inner, ends))
    })
  }

  #ofData(matcher: Raw): Facts[] {
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      const name = dataFields[key]
      if (name !== undefined) return this.#ofField(name, name, value)
      if (key === 'grants') return this.#other(asRaw(value))
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
  #other(matcher: Raw | undefined): Facts[] {
    return matcher === undefined ? [] : this.ofComponent(matcher)
  }

  /** Facts about a field; none where the rule takes an unknown value for granted, or asks for it. */
  #ofField(field: string, name: string, raw: unknown): Facts[] {
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

  /** The kinds that a component can have that matches; undefined: any. */
  kindsOf(matcher: Raw): Set<string> | undefined {
    let kinds: Set<string> | undefined
    const narrow = (other: Set<string> | undefined): void => {
      if (other !== undefined)
        kinds = kinds === undefined ? other : new Set([...kinds].filter((kind) => other.has(kind)))
    }
    for (const [key, value] of Object.entries(matcher)) {
      if (key === 'kind') narrow(leaves([value].flat().map(String)))
      else if (key === 'all' && Array.isArray(value))
        for (const inner of value) narrow(this.kindsOf(asRaw(inner) ?? {}))
      else if (key === 'any' && Array.isArray(value)) narrow(this.#unionOfKinds(value))
      else if (key === 'is') narrow(this.#definition(String(value), (inner) => this.kindsOf(inner)))
    }
    return kinds
  }

  #unionOfKinds(alternatives: readonly unknown[]): Set<string> | undefined {
    const sets = alternatives.map((alternative) => this.kindsOf(asRaw(alternative) ?? {}))
    return sets.includes(undefined) ? undefined : new Set(sets.flatMap((kinds) => [...(kinds ?? [])]))
  }

  #definition<Result>(name: string, use: (matcher: Raw) => Result): Result | undefined {
    const matcher = asRaw(this.#definitions.get(name))
    if (matcher === undefined || this.#open.includes(name)) return undefined
    this.#open.push(name)
    const result = use(matcher)
    this.#open.pop()
    return result
  }
}

/** Alternatives need what one of them needs: one fact of any list that stands for each. */
function oneOf(parts: readonly (readonly Facts[])[]): Facts[] {
  const shortest = parts.map((lists) => [...lists].sort((one, other) => one.length - other.length)[0])
  return shortest.some((list) => list === undefined) ? [] : [shortest.flatMap((list) => list ?? [])]
}

function kindFacts(kinds: ReadonlySet<string>): Facts {
  return [...kinds].map((kind) => `kind=${kind}`)
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
