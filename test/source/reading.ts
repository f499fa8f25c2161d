/** Reading for tests: the second reader installed, spans as `line:column-line:column`. */

import type { Place, Span } from '../../src/finding.ts'
import { installRecovery } from '../../src/source/lazy.ts'
import { readSource } from '../../src/source/reader.ts'
import { recover } from '../../src/source/recover.ts'
import type { SourceLimits, SourceResult } from '../../src/source/source.ts'

export function read(input: string | Uint8Array, limits?: Partial<SourceLimits>): SourceResult {
  installRecovery(() => recover)
  return readSource('test.yaml', input, limits)
}

export function written({ line, column, endLine, endColumn }: Span): string {
  return `${line}:${column}-${endLine}:${endColumn}`
}

/** Each problem as `code place`. */
export function told(result: SourceResult): string[] {
  return result.problems.map((problem) => `${problem.code} ${written(result.source.span(problem.place))}`)
}

/** What the span of a place covers, of a text that reads without problems. */
export function covered(text: string, place: Place): string {
  const { source } = read(text)
  const { line, column, endLine, endColumn } = source.span(place)
  const lines = source.text.split('\n')
  const last = lines[endLine - 1] ?? ''
  if (line === endLine) return last.slice(column - 1, endColumn - 1)
  return [lines[line - 1]?.slice(column - 1), ...lines.slice(line, endLine - 1), last.slice(0, endColumn - 1)].join(
    '\n',
  )
}
