/**
 * How sure an answer is. A fact that the manifest leaves out is a third truth value, and what it means is the rule's to
 * say, so an answer is one of four: false, false unless somebody says so (`ask`), true as the rule assumes, true as stated.
 * Conjunction is the minimum, disjunction the maximum.
 */
export type Truth = 0 | 1 | 2 | 3
export const FALSE = 0
export const ASK = 1
export const ASSUMED = 2
export const CERTAIN = 3

/** What a rule says an unknown fact means to it. */
export type WhenUnknown = 'yes' | 'no' | 'ask'
