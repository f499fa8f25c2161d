import { globbySync } from 'globby'

declare module './load-extra.ts' {
  interface Extra {
    glob(pattern: string, cwd: string): string[]
  }
}

/** Absolute names of the regular files that a pattern matches. Hidden folders count, links are not followed. */
export function glob(pattern: string, cwd: string): string[] {
  return globbySync(pattern, {
    cwd,
    absolute: true,
    dot: true,
    onlyFiles: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  })
}
