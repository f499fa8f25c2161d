/** `a`, `a and b`, `a, b and c`; above `most`, `a, b and 3 more`. */
export function listed(items: readonly string[], most = 6): string {
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** `1 technique`, `3 techniques`. */
export function counted(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`
}

/** What to write after `owner:`: the listed owners, where there are any. */
export function ownerChoice(owners: Readonly<Record<string, unknown>> | undefined): string {
  const ids = Object.keys(owners ?? {})
  return ids.length === 0 ? 'the team that answers for it' : `one of ${listed(ids)}`
}
