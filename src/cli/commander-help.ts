/** What the hot bundle leaves out of commander; `lazyHelp` in `scripts/build.mjs` loads it from here. */

import { Help } from 'commander'

declare module '../load-extra.ts' {
  interface Extra {
    commanderHelp: { readonly Help: typeof Help; readonly stripColor: typeof stripColor }
  }
}

export { Help }

/** Text without colours. */
export function stripColor(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  return text.replace(/\u001b\[[\d;]*m/g, '')
}
