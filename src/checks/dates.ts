const dayLength = 86_400_000

/** Days since 1970 of a day written YYYY-MM-DD. Arithmetic only: nothing here asks what time it is. */
function dayNumber(date: string): number {
  const [year, month, day] = date.split('-').map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day) / dayLength
}

/** Days from one day to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** The day a period (`90d`, `12w`, `6m`) after another one; undefined where the calendar ends. */
export function dayAfter(date: string, period: string): string | undefined {
  const count = Number.parseInt(period, 10)
  if (period.endsWith('m')) return isoDate(monthsLater(date, count))
  return isoDate(dayNumber(date) + count * (period.endsWith('w') ? 7 : 1))
}

/** A month after January 31st is the last day of February. */
function monthsLater(date: string, months: number): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const lastOfMonth = Date.UTC(year, month - 1 + months + 1, 0) / dayLength
  return Math.min(Date.UTC(year, month - 1 + months, day) / dayLength, lastOfMonth)
}

function isoDate(number: number): string | undefined {
  const date = new Date(number * dayLength)
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? undefined : date.toISOString().slice(0, 10)
}
