import { booleanFields, kindAncestry, listFields, payloadGroups, scales, valueFields } from '../vocabulary.ts'
import type { Place } from './facts.ts'
import type { RuleEntry, RuleNeeds, SubjectType } from './rule.ts'

type Raw = Readonly<Record<string, unknown>>
/** Facts of which one must hold, each with its place: `in kind=agent`. */
type Facts = readonly string[]

/** Where a relation's other end is described, and where what is said of the flow and of that end has to hold. */
interface Relation {
  readonly ends: readonly string[]
  readonly flow: Place
  readonly end: Place
}

const relations: Readonly<Record<string, Relation>> = {
  'flow-in': { ends: ['from'], flow: 'in', end: 'in' },
  'called-by': { ends: ['from'], flow: 'caller', end: 'caller' },
  'flow-out': { ends: ['to'], flow: 'out', end: 'out' },
  calls: { ends: ['to'], flow: 'callee', end: 'callee' },
  // Every step of a way carries what is asked for, so the one at the subject does.
  'reached-from': { ends: ['from'], flow: 'in', end: 'anywhere' },
  reaches: { ends: ['to'], flow: 'out', end: 'anywhere' },
  flow: { ends: ['from', 'to'], flow: 'anywhere', end: 'anywhere' },
}
const nested: Readonly<Record<string, Place>> = {
  tools: 'tool',
  hosts: 'hosted',
  inside: 'host',
  has: 'anywhere',
  system: 'anywhere',
}
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
    return needs('component', reader.ofComponent(matcher, 'self'), reader.kindsOf(matcher))
  }
  if (subject?.flow !== undefined) {
    return needs('flow', reader.ofFlow({ all: [subject.flow, when] }, relations.flow as Relation))
  }
  return needs('system', reader.ofComponent(when, 'anywhere'))
}

function needs(on: SubjectType, lists: readonly Facts[], kinds?: ReadonlySet<string>): RuleNeeds {
  const wherever = lists.map((list) => list.map((fact) => fact.slice(fact.indexOf(' ') + 1)))
  const subject = kinds === undefined ? [] : [[...kindFacts(kinds, 'self')].sort()]
  return { on, facts: [...subject, ...distinct(lists)], count: distinct(wherever).length }
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

  /** Lists of facts, of each of which one must hold, for a component at that place to match. */
  ofComponent(matcher: Raw, place: Place): Facts[] {
    // What stands further off than one step is only looked for in the system as a whole.
    const from = (next: Place): Place => (place === 'self' ? next : 'anywhere')
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      const relation = relations[key]
      if (relation !== undefined) {
        const flow = passesHosting(value) ? 'anywhere' : from(relation.flow)
        return this.ofFlow(asRaw(value) ?? {}, { ...relation, flow, end: from(relation.end) })
      }
      const other = nested[key]
      if (other !== undefined) return this.#other(value, from(other))
      if (key === 'kind') return [kindFacts(leaves([value].flat().map(String)), place)]
      if (key === 'is') return this.#definition(String(value), (inner) => this.ofComponent(inner, place)) ?? []
      if (key === 'holds' || key === 'passes') return this.#ofData(asRaw(value) ?? {}, from(key))
      if (componentFields.has(key)) return this.#ofField(key, value, `${place} ${key}`)
      return this.#combined(key, value, (inner) => this.ofComponent(inner, place))
    })
  }

  /** The same for a flow or a path: what it carries, how it is protected, what stands at its other end. */
  ofFlow(matcher: Raw, relation: Relation): Facts[] {
    const { ends, flow, end } = relation
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      if (key === 'carries' || key === 'carrying') return [wordFacts(value, flow)]
      if (ends.includes(key)) return this.#other(value, end)
      if (key === 'data') return this.#ofData(asRaw(value) ?? {}, flow)
      // A structural edge passes these conditions, so they need nothing where one may be taken.
      if (key in flowFields && ends.length === 2) return this.#ofField(key, value, `${flow} ${flowFields[key]}`)
      return this.#combined(key, value, (inner) => this.ofFlow(inner, relation))
    })
  }

  #ofData(matcher: Raw, place: Place): Facts[] {
    return Object.entries(matcher).flatMap(([key, value]): readonly Facts[] => {
      const name = dataFields[key]
      if (name !== undefined) return this.#ofField(name, value, `${place} ${name}`)
      if (key === 'grants') return this.#other(value, 'anywhere')
      return this.#combined(key, value, (inner) => this.#ofData(inner, place))
    })
  }

  #combined(key: string, value: unknown, read: (inner: Raw) => Facts[]): Facts[] {
    if (!Array.isArray(value)) return []
    const parts = value.map((inner) => read(asRaw(inner) ?? {}))
    if (key === 'all') return parts.flat()
    return key === 'any' ? oneOf(parts) : []
  }

  /** Another component that must be there. */
  #other(value: unknown, place: Place): Facts[] {
    const matcher = asRaw(value)
    return matcher === undefined ? [] : this.ofComponent(matcher, place)
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

function kindFacts(kinds: ReadonlySet<string>, place: Place): Facts {
  return [...kinds].map((kind) => `${place} kind=${kind}`)
}

function wordFacts(raw: unknown, place: Place): Facts {
  return [raw]
    .flat()
    .map(String)
    .flatMap((word) => [...(payloadGroups[word] ?? [word])])
    .map((word) => `${place} word=${word}`)
}

/** The kinds as components can have them: a parent stands for itself and those below it. */
function leaves(kinds: readonly string[]): Set<string> {
  const wanted = new Set(kinds)
  return new Set(
    [...kindAncestry].filter(([, ancestry]) => ancestry.some((kind) => wanted.has(kind))).map(([kind]) => kind),
  )
}

/** A path may lead from a host to what runs on it, which no neighbour relation does. */
function passesHosting(path: unknown): boolean {
  return [asRaw(path)?.over].flat().includes('hosted-on')
}

function asRaw(value: unknown): Raw | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined
}
