/** Negative when the first ATLAS release is the older one. Releases are numbers with dots: `5.6.1` came before `2026.09`. */
export function compareReleases(one: string, other: string): number {
  const left = one.split('.').map(Number)
  const right = other.split('.').map(Number)
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
