import Table from 'cli-table3'

declare module '../load-extra.ts' {
  interface Extra {
    table(head: readonly string[], rows: readonly (readonly string[])[]): string
  }
}

/** A table without lines for commands that people type by hand. The package would colour it even in a pipe, so its styles are emptied. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const nothing = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  }
  const between = { left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' }
  const drawn = new Table({
    head: [...head],
    chars: { ...nothing, ...between },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  drawn.push(...rows.map((row) => [...row]))
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
