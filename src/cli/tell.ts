import { sanitizeLines } from '../report/sanitize.ts'
import type { Unknown } from './engine.ts'
import { didYouMean } from './suggest.ts'
import type { Surroundings } from './surroundings.ts'
import { UsageError } from './usage-error.ts'

/** Prints a page of text, or says that the word is not known and which one may have been meant. */
export function tell(answer: string | Unknown, surroundings: Surroundings): void {
  if (typeof answer !== 'string') {
    throw new UsageError(`no such ${answer.what}: ${answer.word}${didYouMean(answer.word, answer.known)}`)
  }
  surroundings.stdout.write(`${sanitizeLines(answer.trimEnd())}\n`)
}
