/** "Did you mean …?" */

/** Longer words are no spelling mistakes of ours, and a hostile one must not cost time. */
const longest = 64

/**
 * The candidate spelled most like the word: at most two edits away (one for words of up to four letters), where an edit adds,
 * drops, changes or swaps letters, and case does not count. Where several are as near, one of the same letters, since fingers swap
 * letters more often than they find wrong ones; else the first in code-unit order.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined
  const wanted = word.toLowerCase()
  let best: string | undefined
  let bound = word.length <= 4 ? 1 : 2
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > bound) continue
    const distance = edits(wanted, candidate.toLowerCase())
    if (distance > bound || (distance === bound && best !== undefined && !comesFirst(candidate, best, wanted))) continue
    best = candidate
    bound = distance
  }
  return best
}

function comesFirst(candidate: string, best: string, wanted: string): boolean {
  const letters = [...wanted].sort().join('')
  const [one, other] = [candidate, best].map((word) => [...word.toLowerCase()].sort().join('') === letters)
  return one === other ? candidate < best : one === true
}

/** Damerau-Levenshtein distance (optimal string alignment): three rows suffice, as a swap looks back two. */
function edits(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, i, j, row, previous, before))
    before = previous
    previous = row
  }
  return previous[b.length] ?? 0
}

function cell(a: string, b: string, i: number, j: number, row: number[], previous: number[], before: number[]): number {
  const at = (numbers: number[], index: number) => numbers[index] ?? Number.POSITIVE_INFINITY
  const changed = a[i - 1] === b[j - 1] ? 0 : 1
  const least = Math.min(at(row, j - 1) + 1, at(previous, j) + 1, at(previous, j - 1) + changed)
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
  return swapped ? Math.min(least, at(before, j - 2) + 1) : least
}
