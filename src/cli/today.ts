import type { Surroundings } from './surroundings.ts'
import { UsageError } from './usage-error.ts'

/** Today in UTC; `SOURCE_DATE_EPOCH` (seconds), where set, stands for the clock. */
export function today({ env, now }: Pick<Surroundings, 'env' | 'now'>): string {
  const epoch = env.SOURCE_DATE_EPOCH
  if (!epoch) return now.toISOString().slice(0, 10)
  if (!/^\d{1,11}$/.test(epoch)) throw new UsageError(`SOURCE_DATE_EPOCH is not a number of seconds: ${epoch}`)
  return new Date(Number(epoch) * 1000).toISOString().slice(0, 10)
}
