/** Problems of one file: gathered in any order, told in the order of the text, and never more than a reader can use. */

import type { Problem } from '../finding.ts'

/** Offsets of something in the text; the end is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A problem whose words are made only if it is among those told: a hostile file can have a hundred thousand. */
interface Entry {
  readonly code: string
  readonly offset: number
  readonly tell: () => Problem
}

export interface ProblemList {
  readonly entries: Entry[]
  add(code: string, offset: number, tell: () => Omit<Problem, 'code'>): void
}

/** After these the value still says what the author wrote, so later checks may go on and report as well. */
const harmless: ReadonlySet<string> = new Set(['duplicate-key', 'bidirectional-control'])

export function problemList(): ProblemList {
  const entries: Entry[] = []
  return {
    entries,
    add(code, offset, tell) {
      entries.push({ code, offset, tell: () => ({ code, ...tell() }) })
    },
  }
}

/** True while nothing was found that makes the value doubtful. */
export function trustworthy(list: ProblemList): boolean {
  return list.entries.every((entry) => harmless.has(entry.code))
}

/** The first `most` problems in the order of the text, then one that counts the rest. */
export function toldProblems(list: ProblemList, most: number): Problem[] {
  const sorted = list.entries.toSorted((a, b) => a.offset - b.offset)
  const told = sorted.slice(0, most).map((entry) => entry.tell())
  const next = sorted[most]
  if (next) told.push(remainder(sorted.length - most, next.offset))
  return told
}

function remainder(count: number, offset: number): Problem {
  const message = count === 1 ? '1 more problem in this file' : `${count} more problems in this file`
  return {
    code: 'more-problems',
    message,
    fix: 'fix the ones above first; many often have one cause',
    place: { offset },
  }
}
