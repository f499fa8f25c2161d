import type { Component } from '../system/system.ts'
import { payloadGroups } from '../vocabulary.ts'
import type { Check } from './check.ts'
import { aboutComponent } from './subjects.ts'

/** What can be retrieved later; a query only asks. */
const contentWords: ReadonlySet<string> = new Set(
  [...(payloadGroups.content ?? []), ...(payloadGroups.training ?? []), 'embedding', 'telemetry'].filter(
    (word) => word !== 'query',
  ),
)

export const retrievalWithoutSource: Check = {
  id: 'retrieval-without-source',
  group: 'completeness',
  title: 'A retrieval index has no source',
  severity: 'low',
  why: 'What an index returns goes into a prompt as if it were known to be true. Whether a stranger can plant a passage there depends on who writes the documents, and an index that nothing flows into hides that.',
  fix: 'Draw the flow that fills it (`{ from: <source>, to: <index>, carries: [document] }`), or say who writes to it directly: `writable-by:`.',
  find({ system }) {
    return system.components
      .filter((component) => isIndex(component) && !isFilled(component))
      .map(({ id, kind }) => ({
        ...aboutComponent(id),
        message: `No document flows into '${id}' (${kind}), and nobody is said to write to it.`,
        fix: `Draw the flow that fills it: \`{ from: <source>, to: ${id}, carries: [document] }\`, or say who writes to it: \`writable-by:\`.`,
      }))
  },
}

function isIndex({ kind, kinds, entry }: Component): boolean {
  const isSearched = Array.isArray(entry.purpose) && entry.purpose.includes('search')
  return kind === 'vector-store' || (kinds.includes('data-store') && isSearched)
}

function isFilled({ entry, movesIn }: Component): boolean {
  return (
    entry['writable-by'] !== undefined ||
    movesIn.some(({ payload }) => payload.words.some((word) => contentWords.has(word)))
  )
}
