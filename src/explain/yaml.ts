/**
 * Plain values as YAML to read. The `yaml` package cannot say "on one line where it fits, otherwise below each other", and that is how
 * rules and manifests are written. Made for what rules and examples hold: maps, lists, words, numbers; a test reads all of it back.
 */

type Tree = Readonly<Record<string, unknown>>

/** The value's lines, of `width` columns where a line can be broken. */
export function yamlLines(value: unknown, width = 92): string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((element) => elementLines(element, width))
  if (isTree(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, held]) => entryLines(scalar(key), held, width))
  }
  return [scalar(value)]
}

function entryLines(key: string, value: unknown, width: number): string[] {
  const line = `${key}: ${inline(value)}`
  if (!isBranch(value) || (isFlat(value) && line.length <= width)) return [line]
  if (isWords(value)) return filled(key, value, width)
  return [`${key}:`, ...yamlLines(value, width - 2).map((below) => `  ${below}`)]
}

function elementLines(value: unknown, width: number): string[] {
  const line = `- ${inline(value)}`
  if (!isBranch(value) || (isFlat(value) && line.length <= width)) return [line]
  return yamlLines(value, width - 2).map((below, index) => `${index === 0 ? '-' : ' '} ${below}`)
}

/** A long list of words, as many to a line as fit. */
function filled(key: string, words: readonly unknown[], width: number): string[] {
  const lines = [`${key}: [`]
  for (const [index, word] of words.entries()) {
    const text = `${scalar(word)}${index === words.length - 1 ? ']' : ','}`
    const line = lines.at(-1) as string
    if (line.length + 1 + text.length > width) lines.push(`  ${text}`)
    else lines[lines.length - 1] = line.endsWith('[') ? `${line}${text}` : `${line} ${text}`
  }
  return lines
}

/** Worth one line: a list of words, a map of words and of lists of words, or a map of one such map. */
function isFlat(value: unknown): boolean {
  if (!isTree(value)) return isWords(value)
  const held = Object.values(value)
  return isRow(value) || (held.length === 1 && isRow(held[0]))
}

function isRow(value: unknown): boolean {
  return isTree(value) && Object.values(value).every((held) => !isBranch(held) || isWords(held))
}

function isWords(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((element) => !isBranch(element))
}

/** The value on one line, whatever its length. */
export function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (!isTree(value)) return scalar(value)
  const entries = Object.entries(value).map(([key, held]) => `${scalar(key)}: ${inline(held)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** Words that need no quotes, in `[ ]` and `{ }` neither. */
const plain = /^(?:[A-Za-z](?:[\w ./>'()+-]*[\w./>')+-])?|\d{4}-\d\d-\d\d)$/
const reserved = /^(?:true|false|null)$/i

function scalar(value: unknown): string {
  if (typeof value !== 'string') return Array.isArray(value) ? '[]' : isTree(value) ? '{}' : String(value)
  return plain.test(value) && !reserved.test(value) ? value : JSON.stringify(value)
}

function isBranch(value: unknown): boolean {
  return Array.isArray(value) || isTree(value)
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
