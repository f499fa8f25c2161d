/** Which release a file holds. Its own word is not always right: the file of 5.6.1 says 5.6.0. */

import { at, quote, type Slips, type Spot } from './reading.ts'

/** `5.6.1`, `2026.09`, `2026.09.1`. */
const pattern = /^\d{1,4}(\.\d{1,3}){1,2}$/

/** The release that the file states. One that was not quoted is a number, which has lost the last zero of `2026.10`. */
export function releaseAt(spot: Spot, key: string, slips: Slips): string | undefined {
  const { value, path } = at(spot, key)
  if (value === undefined || value === null) return undefined
  const text = typeof value === 'number' ? String(value).replace(/^(\d{4}\.\d)$/, '$10') : value
  if (typeof text === 'string' && pattern.test(text)) return text
  slips.push({ path, message: `'${key}' is no release: ${quote(value)} left out` })
  return undefined
}

/** `2026.09` for `dist/v6/ATLAS-2026.09.yaml`: the name that MITRE gives a file is the release. */
export function releaseInName(name: string): string | undefined {
  const found = /(?:^|[/\\])ATLAS[-_ ]v?([\d.]+)\.ya?ml$/i.exec(name)?.[1]
  return found !== undefined && pattern.test(found) ? found : undefined
}
