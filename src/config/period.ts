/** Days of `90d`, `12w` or `6m`; a month is a twelfth of 365 days. */
export function daysOf(period: string): number {
  const count = Number.parseInt(period, 10)
  if (period.endsWith('m')) return Math.round((count * 365) / 12)
  return count * (period.endsWith('w') ? 7 : 1)
}
