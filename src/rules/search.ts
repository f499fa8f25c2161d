import type { Component, Move } from '../system/system.ts'
import type { Truth } from './truth.ts'

/**
 * The answer of one breadth-first search from every far end at once: for each component, up to two ways in, from two
 * different far ends, so that a component that is itself a far end is not told that it reaches itself.
 */
export interface Search {
  truthOf(component: Component): Truth
  /** Moves in the direction of the data; the subject is the last end for `from`, the first for `to`. */
  wayOf(component: Component): readonly Move[]
  /** Every move on some way between a far end and the component, and those far ends. */
  between(component: Component): { readonly moves: readonly Move[]; readonly ends: readonly Component[] }
}
