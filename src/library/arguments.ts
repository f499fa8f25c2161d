/** What people can get wrong when they call the library: a `TypeError` that names the argument. */

/** A file that is handed in: not read, only named. */
export interface TextInput {
  readonly name: string
  readonly text: string | Uint8Array
}

export function textInput(what: string, input: TextInput): TextInput {
  const isText = typeof input?.text === 'string' || input?.text instanceof Uint8Array
  if (typeof input?.name === 'string' && isText) return input
  throw new TypeError(`${what}: each is { name: string, text: string or Uint8Array }`)
}

export function options(what: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) throw wrong(what, 'not an object', value)
}

export function list(what: string, value: unknown): void {
  if (!Array.isArray(value)) throw wrong(what, 'not a list', value)
}

export function iterable(what: string, value: unknown): void {
  const isIterable = typeof value === 'object' && value !== null && Symbol.iterator in value
  if (!isIterable) throw wrong(what, 'not a list, nor anything else to go through', value)
}

export function day(what: string, value: unknown): void {
  if (!isDay(value)) throw wrong(what, 'not a date (YYYY-MM-DD)', value)
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

export function oneOf(what: string, value: unknown, words: readonly string[]): void {
  if (!(words as readonly unknown[]).includes(value))
    throw new TypeError(`${what}: ${shown(value)} is none of ${words.join(', ')}`)
}

/** Options that are left out are right. */
export function flags(what: string, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && typeof value !== 'boolean')
      throw wrong(`${what}.${name}`, 'neither true nor false', value)
}

/** A number of days, a share, … with its smallest and largest value; right where it is left out. */
export function number(what: string, value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined || (typeof value === 'number' && value >= least && value <= most)) return
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`
  throw wrong(what, `not a number ${range}`, value)
}

export function wholeNumber(what: string, value: unknown, least: number): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= least))
    throw wrong(what, `not a whole number from ${least} on`, value)
}

export function optionalFunction(what: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw wrong(what, 'not a function', value)
}

function wrong(what: string, why: string, value: unknown): TypeError {
  return new TypeError(`${what}: ${why}: ${shown(value)}`)
}

/** Not every value becomes text: an object without a prototype does not. */
function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
