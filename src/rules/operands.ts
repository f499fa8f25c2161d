/** Where the numbers of an operation stand among its operands, for those that have many; `program.ts` says what they are. */

import type { MoveKind } from '../system/system.ts'

export const fact = { wanted: 0, unknown: 1, every: 2, known: 3, field: 4, count: 5, pairs: 6 } as const

export const related = { relation: 0, none: 1, left: 2, part: 3, unknown: 4 } as const

export const way = {
  direction: 0,
  none: 1,
  farEnd: 2,
  through: 3,
  step: 4,
  hasWords: 5,
  words: 6,
  crossing: 7,
  over: 8,
  name: 9,
} as const

export const derived = { field: 0, left: 1, told: 2, least: 3, condition: 4 } as const

/** Instead of a node, a position or a name, where there is none. */
export const absent = -1

/** Kinds of moves in the order in which programs number them. */
export const moveKinds: readonly MoveKind[] = ['flow', 'trained-on', 'based-on', 'uses', 'hosted-on']
