/** A sign of life for runs over many manifests; in the second bundle, because most runs are done in the blink of an eye. */

import type { Output } from './surroundings.ts'

declare module '../load-extra.ts' {
  interface Extra {
    progressOf: typeof progressOf
  }
}

interface Progress {
  show(done: number): void
  clear(): void
}

/** One line that is overwritten a hundred times at most. */
export function progressOf(total: number, stderr: Output): Progress {
  const step = Math.ceil(total / 100)
  let shown = ''
  const write = (line: string) => {
    stderr.write(`\r${line.padEnd(shown.length)}${line === '' ? '\r' : ''}`)
    shown = line
  }
  return {
    show: (done) => {
      if (done % step === 0) write(`atlaslint: ${done} of ${total} manifests`)
    },
    clear: () => {
      if (shown !== '') write('')
    },
  }
}
