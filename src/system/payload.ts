import { type PayloadWord, payloadWords, wordOfDataKind } from '../vocabulary.ts'
import type { Component, DataItem, Payload } from './system.ts'

const knownWords: ReadonlySet<string> = new Set(payloadWords)
const impliedWords: ReadonlyMap<unknown, PayloadWord> = new Map(Object.entries(wordOfDataKind))

export const isPayloadWord = (text: string): text is PayloadWord => knownWords.has(text)

export const emptyPayload: Payload = { words: [], data: [] }

/**
 * Reads `carries` and `returns` of flows: their words, their data, and the words that the data's kinds imply. Most flows
 * carry what others carry, too, so each combination is made once.
 */
export function payloadReader(
  data: ReadonlyMap<string, DataItem>,
): (entries: readonly string[] | undefined) => Payload {
  const known = new Map<string, Payload>()
  return (entries) => {
    if (!entries || entries.length === 0) return emptyPayload
    const key = entries.join()
    const payload = known.get(key) ?? readPayload(entries, data)
    known.set(key, payload)
    return payload
  }
}

function readPayload(entries: readonly string[], data: ReadonlyMap<string, DataItem>): Payload {
  const words = new Set<PayloadWord>()
  const items = new Set<DataItem>()
  for (const entry of entries) {
    // A word wins over data of the same name: the reader reports such data as a mistake.
    if (isPayloadWord(entry)) words.add(entry)
    else {
      const item = data.get(entry)
      if (!item) continue
      items.add(item)
      const implied = impliedWords.get(item.entry.kind)
      if (implied) words.add(implied)
    }
  }
  return { words: [...words], data: [...items] }
}

/**
 * Words that end an author's influence. A prediction, a label or an embedding is a result computed *from* what somebody
 * wrote and no longer holds their words; telemetry and credentials are made by the system, not by an author. All others
 * can be shaped by whoever wrote them: text and media, but also training data, models, code, packages, configuration.
 */
const computedWords: ReadonlySet<PayloadWord> = new Set(['prediction', 'label', 'embedding', 'telemetry', 'credential'])

/** Where a label is what a person wrote, on its way to training, and not the result of a model. */
const labelSources: readonly string[] = ['actor', 'data-store', 'training']

/**
 * True when what moves can hold content that an author shaped. Data whose kind is left out counts: unknown is not "no",
 * and a path that ends silently at a forgotten field would hide exposures.
 */
export function carriesContent(payload: Payload, from: Component): boolean {
  return (
    payload.words.some((word) => !computedWords.has(word)) ||
    payload.data.some((item) => item.entry.kind === undefined) ||
    (payload.words.includes('label') && from.kinds.some((kind) => labelSources.includes(kind)))
  )
}
