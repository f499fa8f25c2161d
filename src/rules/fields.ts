/** Conditions on facts: which bits must be set. */

import { booleanFields, kindAncestry, kinds, listFields, referenceFields, scales, valueFields } from '../vocabulary.ts'
import { conjunction, reportUnknownWord, respectsCuts, unknownTruth, wantedIn, wordOf, wordsOf } from './compiler.ts'
import { componentTable, dataTable, type FactTable, fieldNames, leftFields, moveTable } from './facts.ts'
import { absent } from './operands.ts'
import { type Domain, type Node, op } from './program.ts'
import type { Route, Scope } from './scope.ts'
import { FALSE } from './truth.ts'

type FactDomain = Exclude<Domain, 'system'>

const tables: Readonly<Record<FactDomain, FactTable>> = { component: componentTable, move: moveTable, data: dataTable }

/** A field that is compared with words. */
export interface WordField {
  readonly domain: FactDomain
  readonly name: string
  /** What rules call it, where that is another name. */
  readonly word?: string
  readonly values: readonly string[]
  readonly list: boolean
}

/** Every field of a component that a rule can compare with words, written or derived. */
export const componentFields: ReadonlyMap<string, WordField> = new Map(
  [
    ...Object.entries(valueFields).map(([name, values]) => ({ name, values, list: false })),
    ...Object.entries(listFields).map(([name, values]) => ({ name, values, list: true })),
    { name: 'powers', values: listFields.can ?? [], list: true },
    ...['trust', 'written-by', 'influenced-by', 'callable-by'].map((name) => ({
      name,
      values: scales[name] ?? [],
      list: false,
    })),
  ].map((field) => [field.name, { domain: 'component', ...field }]),
)

/** Fields that the `unknown` map of a rule may name. */
export const unknowable: readonly string[] = [
  ...componentFields.keys(),
  ...booleanFields,
  ...referenceFields,
  'approval',
  'encrypted',
  'automatic',
  'crosses',
  'classification',
  'personal',
  'data-kind',
  'lifetime',
]

/** How a fact is compared: some of the words or every one must be there. */
interface Comparison {
  readonly words: readonly string[]
  readonly every?: boolean
  /** The words must not be there. */
  readonly without?: boolean
}

/** What every component has. */
const alwaysKnown: ReadonlySet<string> = new Set(['kind', 'written-by', 'influenced-by', 'callable-by'])

/** A condition on one field: unknown where the value is left out. */
function factNode(scope: Scope, { domain, name }: Pick<WordField, 'domain' | 'name'>, compared: Comparison): Node {
  scope.fieldsTested.add(name)
  const { words, every = false, without = false } = compared
  const field = tables[domain].fields.get(name)
  const pairs = pairsOf(words.flatMap((word) => field?.values.get(word) ?? []))
  const follows = domain === 'component' && (leftFields as readonly string[]).includes(name)
  const left = follows && respectsCuts(scope)
  const wanted = wantedIn(scope) ^ (without ? 1 : 0)
  const unknown = alwaysKnown.has(name) ? FALSE : unknownTruth(scope, name)
  // What is left out has none of the words: where that says no, nobody has to look whether it is known.
  const isPlainly = alwaysKnown.has(name) || (wanted === 1 && unknown === FALSE)
  const operands = [
    wanted,
    unknown,
    every ? 1 : 0,
    isPlainly ? absent : (field?.known ?? absent),
    fieldNames.indexOf(name),
    pairs.length,
    ...pairs.flat(),
  ]
  return scope.builder.node(domain, left ? op.factLeft : op.fact, operands, { plain: true, cuttable: left })
}

/** Words of a mask, each with its bits. */
function pairsOf(positions: readonly number[]): (readonly [number, number])[] {
  const bits = new Map<number, number>()
  for (const position of positions) bits.set(position >> 5, (bits.get(position >> 5) ?? 0) | (1 << (position & 31)))
  return [...bits]
}

/** Whether a field is stated, which is never unknown itself. */
export function knownNode(scope: Scope, domain: FactDomain, name: string, isKnown: boolean): Node {
  const known = tables[domain].fields.get(name)?.known ?? 0
  const pairs = pairsOf([known]).flat()
  const wanted = wantedIn(scope) ^ (isKnown ? 0 : 1)
  const operands = [wanted, FALSE, 0, absent, fieldNames.indexOf(name), 1, ...pairs]
  return scope.builder.node(domain, op.fact, operands, { plain: true })
}

/** `kind: agent` or `kind: [agent, app]`, through the kind tree. Never unknown. */
export function kindNode(raw: unknown, route: Route, scope: Scope): Node {
  const wanted = new Set(wordsOf(raw, route, scope, kinds, 'a component kind'))
  const words = kinds.filter((kind) => kindAncestry.get(kind)?.some((each) => wanted.has(each)))
  return factNode({ ...scope, fieldsTested: new Set() }, { domain: 'component', name: 'kind' }, { words })
}

/** Which of the two `{ known: true }` and `{ known: false }` it is; undefined for anything else, and with anything beside it. */
export function knownIn(raw: unknown): boolean | undefined {
  if (typeof raw !== 'object' || raw === null || Object.keys(raw).length !== 1) return undefined
  const { known } = raw as { known?: unknown }
  return typeof known === 'boolean' ? known : undefined
}

/** `owner: { known: true }`. */
export function ownerNode(raw: unknown, route: Route, scope: Scope): Node {
  const known = knownIn(raw)
  if (known === undefined)
    scope.report(route, 'rule-condition', '`owner` can only be asked for as { known: true } or { known: false }.')
  return knownNode(scope, 'component', 'owner', known === true)
}

/** `field: true`, or `field: { known: true }`. */
export function truthNode(domain: FactDomain, name: string, raw: unknown, route: Route, scope: Scope): Node {
  if (typeof raw === 'boolean') return factNode(scope, { domain, name }, { words: [String(raw)] })
  const known = knownIn(raw)
  if (known === undefined) scope.report(route, 'rule-condition', `'${name}' takes true, false or { known: … }.`)
  return knownNode(scope, domain, name, known === true)
}

/** `crosses: true`. */
export function crossesNode(raw: unknown, route: Route, scope: Scope): Node {
  if (typeof raw !== 'boolean') scope.report(route, 'rule-condition', "'crosses' takes true or false.")
  return factNode(scope, { domain: 'move', name: 'crosses' }, { words: [String(raw)] })
}

/**
 * A condition on a field that holds a word or a list of words: `value`, `[one, of]`, or a mapping of `all-of`, `none-of`,
 * `at-least`, `at-most` and `known`.
 */
export function wordNode(field: WordField, raw: unknown, route: Route, scope: Scope): Node {
  const { name, word = name, values } = field
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return factNode(scope, field, { words: wordsOf(raw, route, scope, values, `a value of '${word}'`) })
  if (Object.keys(raw).length === 0)
    scope.report(
      route,
      'rule-condition',
      `'${word}' is not compared with anything.`,
      `Use a value or ${operatorsOf(field).join(', ')}.`,
    )
  const nodes = Object.entries(raw).flatMap(
    ([operator, operand]) => operatorNode(field, operator, operand, [...route, operator], scope) ?? [],
  )
  return conjunction(scope, field.domain, nodes)
}

/** True when a comparison, which was checked, holds of one word. */
export function holdsOf({ values }: WordField, raw: unknown, word: string): boolean {
  const isAmong = (words: unknown): boolean => (Array.isArray(words) ? words.includes(word) : words === word)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return isAmong(raw)
  const rank = values.indexOf(word)
  return Object.entries(raw).every(([operator, operand]) => {
    if (operator === 'none-of') return !isAmong(operand)
    if (operator === 'at-least') return rank >= values.indexOf(operand)
    if (operator === 'at-most') return rank <= values.indexOf(operand)
    return operand !== false
  })
}

function operatorNode(field: WordField, operator: string, operand: unknown, at: Route, scope: Scope): Node | undefined {
  const { domain, name, word = name, values, list } = field
  const value = `a value of '${word}'`
  const words = (): string[] => wordsOf(operand, at, scope, values, value)
  const scale = scales[name]
  if (operator === 'known' && typeof operand === 'boolean') return knownNode(scope, domain, name, operand)
  if (operator === 'none-of') return factNode(scope, field, { words: words(), without: true })
  if (operator === 'all-of' && list) return factNode(scope, field, { words: words(), every: true })
  if ((operator === 'at-least' || operator === 'at-most') && scale !== undefined && !list) {
    const bound = scale.indexOf(wordOf(operand, at, scope, scale, value))
    return factNode(scope, field, { words: operator === 'at-least' ? scale.slice(bound) : scale.slice(0, bound + 1) })
  }
  if (operator === 'known') scope.report(at, 'rule-condition', "'known' takes true or false.")
  else reportUnknownWord(operator, at, scope, operatorsOf(field), `an operator of '${word}'`)
  return undefined
}

function operatorsOf({ name, list }: WordField): string[] {
  if (list) return ['none-of', 'known', 'all-of']
  return ['none-of', 'known', ...(scales[name] === undefined ? [] : ['at-least', 'at-most'])]
}
