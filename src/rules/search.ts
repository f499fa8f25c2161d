import type { Component, Move } from '../system/system.ts'
import type { Truth } from './truth.ts'
import type { Support, Ways } from './ways.ts'

/** Notes what takes part in a component's being the far end of a way. */
export type AskSource = (source: Component, support: Support) => void

/**
 * The answer of one breadth-first search from every far end at once: for each component, up to two ways in, from two
 * different far ends, so that a component that is itself a far end is not told that it reaches itself.
 */
export interface Search {
  truthOf(component: Component): Truth
  /** Moves in the direction of the data; the subject is the last end for `from`, the first for `to`. */
  wayOf(component: Component): readonly Move[]
  /** The ways by which the component is reached; `askSource` notes what makes a far end one. */
  waysTo(component: Component, askSource: AskSource): Ways | undefined
}
