/**
 * A narrower reader for official files that share what is repeated (`&id001`, `*id001`), as Python writes them. `readSource` refuses
 * sharing everywhere else, so it has looked at the text before: the depth is bounded, and there are no tags, merge keys or second
 * documents. What is left to bound is what the sharing can blow up: an alias may stand for something without an alias in it,
 * and all copies together may have no more than a fixed number of values.
 */

import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import type { Place, Span } from '../../finding.ts'
import { linesOf } from '../../source/lines.ts'
import type { Source } from '../../source/source.ts'

/** Values in a file, copies included: the largest official one has about 30,000. */
const mostValues = 500_000

/** The file cannot be read, with a reason in words. */
export interface Unreadable {
  readonly message: string
  readonly offset: number
}

const options = {
  version: '1.2',
  schema: 'core',
  uniqueKeys: false,
  merge: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** The source with all aliases written out. A key that is there twice counts once: the first, as everywhere. */
export function readAliased({ name, text }: Source): Source | Unreadable {
  const document = parseDocument(text, options)
  const [error] = document.errors
  if (error !== undefined) return { message: error.message, offset: error.pos[0] }
  const builder = new Builder()
  try {
    const value = builder.value(document.contents, false)
    const lines = linesOf(text)
    const span = (place: Place): Span => {
      if (!('path' in place)) return lines.span(place.offset, place.end ?? place.offset + 1)
      const offset = builder.offsetOf(document.contents, place.path)
      return lines.span(offset, offset)
    }
    return { name, text, value, span }
  } catch (trouble) {
    if (trouble instanceof TooMuch) return { message: trouble.message, offset: trouble.offset }
    throw trouble
  }
}

/** Ends the recursion. */
class TooMuch extends Error {
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

class Builder {
  #values = 0
  /** An alias stands for the last node before it that has its name: the nodes are visited in the order of the text. */
  readonly #anchors = new Map<string, unknown>()
  readonly #targets = new Map<unknown, unknown>()
  readonly #byKey = new Map<unknown, ReadonlyMap<unknown, unknown>>()

  value(node: unknown, isCopy: boolean): unknown {
    if (++this.#values > mostValues) throw new TooMuch(`the file has more than ${mostValues} values`, startOf(node))
    if (isAlias(node)) return this.#copy(node, isCopy)
    if (isScalar(node)) {
      if (!isCopy) this.#name(node)
      return node.value
    }
    const value = isMap(node)
      ? this.#map(node.items, isCopy)
      : isSeq(node)
        ? node.items.map((item) => this.value(item, isCopy))
        : null
    // Named when it is complete: nothing can hold itself.
    if (!isCopy && (isMap(node) || isSeq(node))) this.#name(node)
    return value
  }

  #name(node: { anchor?: string | undefined }): void {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node)
  }

  #map(items: readonly unknown[], isCopy: boolean): Record<string, unknown> {
    const map: Record<string, unknown> = Object.create(null)
    for (const pair of items) {
      if (!isPair(pair)) continue
      if (!isScalar(pair.key) || typeof pair.key.value !== 'string')
        throw new TooMuch('a key must be text', startOf(pair.key))
      this.#name(pair.key)
      const value = this.value(pair.value, isCopy)
      if (!(pair.key.value in map)) map[pair.key.value] = value
    }
    return map
  }

  #copy(alias: { source: string }, isCopy: boolean): unknown {
    if (isCopy) throw new TooMuch('what an alias stands for has an alias in it', startOf(alias))
    const target = this.#anchors.get(alias.source)
    if (target === undefined) throw new TooMuch('an alias comes before what it stands for', startOf(alias))
    this.#targets.set(alias, target)
    return this.value(target, true)
  }

  /** First of each key; made once for a map, as thousands of slips may ask. */
  #valuesOf(holder: unknown): ReadonlyMap<unknown, unknown> {
    const made = this.#byKey.get(holder)
    if (made !== undefined) return made
    const values = new Map<unknown, unknown>()
    for (const { key, value } of isMap(holder) ? holder.items : []) {
      if (isScalar(key) && !values.has(key.value)) values.set(key.value, value)
    }
    this.#byKey.set(holder, values)
    return values
  }

  /** Where a route leads to, in the text: into what an alias stands for, if need be. */
  offsetOf(root: unknown, path: readonly (string | number)[]): number {
    let node = root
    let offset = startOf(root)
    for (const step of path) {
      const holder = this.#targets.get(node) ?? node
      node = isSeq(holder) && typeof step === 'number' ? holder.items[step] : this.#valuesOf(holder).get(step)
      if (node === undefined) return offset
      offset = startOf(node)
    }
    return offset
  }
}

function startOf(node: unknown): number {
  return (node as { range?: readonly [number, number, number] } | undefined)?.range?.[0] ?? 0
}
