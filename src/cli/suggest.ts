import { nearest } from '../source/nearest.ts'

/** ` (did you mean lint?)`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const best = nearest(word, known)
  return best === undefined ? '' : ` (did you mean ${best}?)`
}
