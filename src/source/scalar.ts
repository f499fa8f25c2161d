/** Plain scalars by the YAML 1.2 core schema: null, true and false, integers, floats, and text. */

const integer = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/
const float = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/
const infinity = /^[-+]?\.(?:inf|Inf|INF)$/
const notNumber = /^\.(?:nan|NaN|NAN)$/

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
])
const longestWord = 5

/** The value of a plain scalar; a number too large for a double stays text. */
export function plainValue(source: string): string | number | boolean | null {
  const first = source.charCodeAt(0)
  if (first <= 57 && first >= 43) return numberValue(source)
  if (source.length > longestWord) return source
  const word = words.get(source)
  return word === undefined ? source : word
}

function numberValue(source: string): string | number {
  if (integer.test(source)) return finite(Number(source), source)
  // Dates, mostly; a pattern that is never asked need not be compiled.
  if (!source.includes('.') && !source.includes('e') && !source.includes('E')) return source
  if (float.test(source)) return finite(Number.parseFloat(source), source)
  if (infinity.test(source)) return source.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return notNumber.test(source) ? Number.NaN : source
}

function finite(value: number, source: string): string | number {
  return Number.isFinite(value) ? value : source
}
