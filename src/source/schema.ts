/**
 * What a JSON Schema has against a value, as problems: one for every mistake, at its place. The only home of ajv, of which just the
 * shape of its errors is left here; the validators are generated (`scripts/compile-schemas.mjs`).
 */

import type { Path, Problem } from '../finding.ts'
import { nearest } from './nearest.ts'

/** An error of ajv with `verbose`. */
export interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
  /** Set when a key, not its value, was checked. */
  readonly propertyName?: string
  readonly schema?: unknown
  readonly parentSchema?: Readonly<Record<string, unknown>>
  readonly data?: unknown
}

export interface SchemaValidator {
  /** Fast; on every run. */
  check(value: unknown): boolean
  /** What is wrong, once `check` said no. Lies in code that is loaded only then. */
  errors(value: unknown): readonly SchemaError[]
}

/** The nearest spelling, as long as looking for it stays cheap. */
export type Suggest = (word: string, candidates: readonly string[] | ReadonlyMap<string, unknown>) => string | undefined

export interface Format {
  readonly what: string
  readonly how: string
  /** What a number without one most likely leaves out. */
  readonly unit?: string
}

/** What the reader of a format knows about it, for the words of the messages. */
export interface SchemaWording {
  /** What a route leads into, `component 'agent'`, and how many steps of the route that takes. */
  entity(path: Path): { readonly name: string; readonly depth: number }
  /** Pattern of the schema → what it stands for, and how to write one. */
  readonly formats: ReadonlyMap<unknown, Format>
  readonly suggest: Suggest
  /** A scalar as it stands in the file: `2026.10`, where the value is 2026.1. */
  written(path: Path): string | undefined
  /** True when a key stands behind a comma and has no colon: the rest, most likely, of a text that should be in quotes. */
  isStray(path: Path): boolean
}

/** Comparisons that one file may cost: a hostile one can ask for thousands of words among thousands. */
const suggestionBudget = 50_000

export function suggester(): Suggest {
  let budget = suggestionBudget
  return (word, candidates) => {
    budget -= 'size' in candidates ? candidates.size : candidates.length
    if (budget < 0) return undefined
    return nearest(word, 'size' in candidates ? candidates.keys() : candidates)
  }
}

/** The errors that stand for a mistake each, without those that follow from another or explain one. */
export function mistakes(errors: readonly SchemaError[]): SchemaError[] {
  const kept: SchemaError[] = []
  for (const error of errors) {
    // The key's own error is followed by one of `propertyNames`; that of `if` by those of `then`.
    if (error.propertyName !== undefined || error.keyword === 'if') continue
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf')
      kept.push(...bestBranch(error, takeBranches(error, kept)))
    else kept.push(error)
  }
  const untyped = new Set(kept.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath))
  return kept.filter(({ keyword, instancePath }) => keyword === 'type' || !untyped.has(instancePath))
}

/** Takes the errors of a choice's branches, which ajv lists right before that of the choice. */
function takeBranches(choice: SchemaError, kept: SchemaError[]): SchemaError[] {
  let start = kept.length
  while (start > 0 && kept[start - 1]?.schemaPath.startsWith(`${choice.schemaPath}/`)) {
    if (!isUnder(kept[start - 1] as SchemaError, choice.instancePath)) break
    start--
  }
  return kept.splice(start)
}

const isUnder = ({ instancePath }: SchemaError, path: string): boolean =>
  instancePath === path || instancePath.startsWith(`${path}/`)

/** What a failed choice comes down to: the branch that fits but for something inside it; else the choice itself. */
function bestBranch(choice: SchemaError, errors: readonly SchemaError[]): readonly SchemaError[] {
  const branches = new Map<string, SchemaError[]>()
  for (const error of errors) {
    const branch = error.schemaPath.slice(choice.schemaPath.length + 1).split('/')[0] as string
    branches.set(branch, [...(branches.get(branch) ?? []), error])
  }
  const fitting = [...branches.values()].filter((list) =>
    list.every((error) => error.instancePath !== choice.instancePath),
  )
  const best = fitting.toSorted((one, other) => one.length - other.length)[0]
  if (best) return best
  // A word that is none of those listed, where any id would do, is badly written.
  const pattern = errors.find((error) => error.keyword === 'pattern' && error.instancePath === choice.instancePath)
  return [pattern ?? choice]
}

/** The route of an error's value. */
export function routeOf(error: SchemaError, root: unknown): Path {
  const route: (string | number)[] = []
  let value = root
  for (const step of error.instancePath.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    route.push(Array.isArray(value) ? Number(key) : key)
    value = (value as Record<string, unknown> | undefined)?.[key]
  }
  return route
}

export function schemaProblem(error: SchemaError, root: unknown, wording: SchemaWording): Problem {
  const route = routeOf(error, root)
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, [...route, String(error.params.additionalProperty)], wording)
    case 'propertyNames':
      return badKey([...route, String(error.params.propertyName)], wording)
    case 'required':
      return missingKey(route, String(error.params.missingProperty), wording)
    case 'uniqueItems':
      return duplicateItem(error, route, wording)
    default:
      return error.data === null ? missingValue(route, wording) : wrongValue(error, route, wording)
  }
}

function unknownKey(error: SchemaError, path: Path, wording: SchemaWording): Problem {
  const key = String(path.at(-1))
  const place = { path, part: 'key' } as const
  const known = Object.keys((error.parentSchema?.properties ?? {}) as object)
  const close = wording.suggest(key, known)
  const within = wording.entity(path.slice(0, -1)).name
  if (close === undefined && (error.data as Record<string, unknown>)[key] === null && wording.isStray(path)) {
    const message = `the comma before ${quoted(key)} ends the text; ${within} has no such key`
    return { code: 'unquoted-comma', message, fix: 'put the whole text in quotes', place }
  }
  const fix = close === undefined ? `known are: ${known.join(', ')}` : `did you mean '${close}'?`
  return { code: 'unknown-key', message: `${within} has no key ${quoted(key)}`, fix, place }
}

function badKey(path: Path, { formats }: SchemaWording): Problem {
  const key = String(path.at(-1))
  const format = formats.get('id')
  const place = { path, part: 'key' } as const
  return {
    code: 'bad-format',
    message: `${quoted(key)} is ${format?.what}`,
    fix: idFrom(key) ?? `${format?.how}`,
    place,
  }
}

function missingKey(path: Path, key: string, { entity }: SchemaWording): Problem {
  const message = `${phrase(path, entity)} has no '${key}'`
  return { code: 'missing-key', message, fix: `add '${key}'`, place: { path, part: 'key' } }
}

function missingValue(path: Path, { entity, isStray }: SchemaWording): Problem {
  const stray = isStray(path)
  return {
    code: 'missing-value',
    message: `${phrase(path, entity)} has no value`,
    fix: `write one, or ${stray ? 'put the text before it in quotes, if it belongs to that' : 'delete the key'}`,
    place: { path, part: 'key' },
  }
}

function duplicateItem({ params, data }: SchemaError, path: Path, { entity }: SchemaWording): Problem {
  const [first, second] = [Number(params.i), Number(params.j)].toSorted((one, other) => one - other) as [number, number]
  return {
    code: 'duplicate-item',
    message: `${phrase(path, entity)} lists ${quoted((data as unknown[])[second])} twice`,
    fix: 'delete one',
    place: { path: [...path, second] },
    related: [{ place: { path: [...path, first] }, note: 'here first' }],
  }
}

function wrongValue(error: SchemaError, path: Path, wording: SchemaWording): Problem {
  const { keyword, data, params } = error
  const place = { path }
  const what = phrase(path, wording.entity)
  if (keyword === 'type') return wrongType(String(params.type), data, path, wording, error.parentSchema?.pattern)
  if (keyword === 'const') return unsupported(data, params.allowedValue, what, place)
  if (keyword === 'pattern') {
    const format = wording.formats.get(params.pattern)
    const fix = format === wording.formats.get('id') ? (idFrom(String(data)) ?? format?.how) : format?.how
    const message = `${quoted(data)} is ${format?.what ?? `not what ${what} takes`}`
    return { code: 'bad-format', message, ...(fix && { fix }), place }
  }
  const words = wordsOf(error)
  if (words.length > 0) return unknownWord(words, data, path, wording)
  if (keyword === 'maxItems' || keyword === 'maxProperties') {
    const message = `${what} has more than ${params.limit} entries`
    return { code: 'too-many', message, fix: 'keep what matters', place: { path, part: 'key' } }
  }
  const isEmpty = keyword.startsWith('min')
  return isEmpty
    ? { code: 'empty', message: `${what} is empty`, fix: 'write something', place }
    : notValid(keyword, what, place)
}

function unsupported(data: unknown, known: unknown, what: string, place: Problem['place']): Problem {
  const code = 'unsupported-format'
  if (typeof data === 'string' && data === String(known)) {
    const message = `${what} is the text ${quoted(data)}, not the number ${known}`
    return { code, message, fix: `write ${known} without quotes`, place }
  }
  const message = `${what} is ${quoted(data)}; only ${JSON.stringify(known)} is known`
  return { code, message, fix: `write ${JSON.stringify(known)}`, place }
}

/** A keyword that our schemas do not use yet: said plainly, not well. */
function notValid(keyword: string, what: string, place: Problem['place']): Problem {
  return { code: 'not-valid', message: `${what} does not fit the schema (${keyword})`, place }
}

/** The words that a value may be, in every branch of a choice. */
function wordsOf({ keyword, params, schema }: SchemaError): readonly string[] {
  if (keyword === 'enum') return params.allowedValues as string[]
  if (keyword !== 'anyOf' && keyword !== 'oneOf') return []
  return (schema as { enum?: string[] }[]).flatMap((branch) => branch.enum ?? [])
}

/** So many words are listed; more, and the page of the format is the better place. */
const longestList = 20

function unknownWord(words: readonly string[], data: unknown, path: Path, wording: SchemaWording): Problem {
  const what = phrase(path, wording.entity)
  if (typeof data === 'object') return wrongType('word', data, path, wording)
  const close = wording.suggest(String(data), words)
  const list =
    words.length <= longestList ? `write one of: ${words.join(', ')}` : `docs/manifest.md lists all ${words.length}`
  const fix = close === undefined ? list : `did you mean '${close}'?`
  return { code: 'unknown-value', message: `${what} cannot be ${quoted(data)}`, fix, place: { path } }
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['word', 'one word'],
  ['array', 'a list'],
  ['object', 'keys and values'],
  ['boolean', 'true or false'],
  ['number', 'a number'],
])

/** What other formats call true and false. */
const yesOrNo: ReadonlyMap<string, string> = new Map([
  ...['yes', 'on', 'y', 'true'].map((word) => [word, 'write true'] as const),
  ...['no', 'off', 'n', 'false'].map((word) => [word, 'write false'] as const),
])

function wrongType(type: string, data: unknown, path: Path, wording: SchemaWording, pattern?: unknown): Problem {
  const { entity, written } = wording
  const takes = typeNames.get(type) ?? type
  const isScalar = data === null || typeof data !== 'object'
  const found = isScalar ? `the ${typeof data === 'string' ? 'text' : typeof data} ${quoted(data)}` : shapeOf(data)
  const text = isScalar ? (written(path) ?? String(data)) : undefined
  const fix = (text && (formatFix(text, pattern, wording) ?? scalarFix(type, text))) || `write ${takes}`
  return { code: 'wrong-type', message: `${phrase(path, entity)} takes ${takes}, not ${found}`, fix, place: { path } }
}

function shapeOf(data: object): string {
  return Array.isArray(data) ? 'a list' : 'keys and values'
}

/** How to write what quotes alone would not make right. */
function formatFix(text: string, pattern: unknown, { formats }: SchemaWording): string | undefined {
  if (typeof pattern !== 'string' || text.length > longestWord) return undefined
  const isRight = (word: string) => new RegExp(pattern).test(word)
  const format = formats.get(pattern)
  if (format === undefined || isRight(text)) return undefined
  const withUnit = `${text}${format.unit ?? ''}`
  return isRight(withUnit) ? `write ${withUnit}` : format.how
}

/** How a scalar becomes what is needed; not for one that would fill the screen. */
function scalarFix(type: string, text: string): string | undefined {
  if (text.length > longestWord) return undefined
  if (type === 'string') return `quote it: "${text}"`
  if (type === 'array') return `write [${text}]`
  return type === 'boolean' ? yesOrNo.get(text.toLowerCase()) : undefined
}

/** `'zone' of component 'agent'`, `an entry of 'tags' of system`, or the entity itself. */
function phrase(path: Path, entity: SchemaWording['entity']): string {
  const { name, depth } = entity(path)
  if (path.length <= depth) return name
  const keys = path.slice(depth).filter((step) => typeof step === 'string')
  const field = keys.length > 0 ? `${quoted(keys.at(-1))} of ${name}` : name
  return typeof path.at(-1) === 'number' ? `an entry of ${field}` : field
}

const longestWord = 60

/** A word of the file in a message: one line, not too long. */
export function quoted(word: unknown): string {
  const text = (typeof word === 'object' && word ? shapeOf(word) : String(word)).replace(/\s+/g, ' ')
  return `'${text.length > longestWord ? `${text.slice(0, longestWord - 1)}…` : text}'`
}

/** "did you mean" the id that a name comes down to; a place that was left to be filled in means none. */
function idFrom(text: string): string | undefined {
  if (/^todo$/i.test(text)) return 'put the real id in its place'
  const id = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return id.length > 0 && id.length <= 64 ? `did you mean '${id}'?` : undefined
}
