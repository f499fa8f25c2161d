/**
 * The door to what is rarely needed. `dist/cli.cjs` holds what every run uses; the `yaml` package, globby, chalk, cli-table3 and the
 * commands that people type by hand lie in `dist/extra.cjs`, which is loaded when first asked for: loading it always would cost more
 * than linting a file.
 *
 * A module that belongs there adds its functions to `Extra` (`declare module '…/load-extra.ts'`) and is listed in `cli/extra.ts`; code on
 * the usual way calls `loadExtra().name(…)` and imports nothing from it. The bundle's entry says how the second file is loaded;
 * `cli/extra.ts` installs itself, so importing it is all that a test has to do.
 */

/** Filled by the modules that `cli/extra.ts` lists. */
// biome-ignore lint/suspicious/noEmptyInterface: each module adds its own functions
export interface Extra {}

let load: (() => Extra) | undefined
/** Kept here, because not every way of loading a file remembers it: a second copy would cost as much as the first. */
let loaded: Extra | undefined

export function installExtra(loader: () => Extra): void {
  load = loader
  loaded = undefined
}

export function loadExtra(): Extra {
  if (!load) throw new Error('the rare modules are not installed: import src/extra.ts')
  loaded ??= load()
  return loaded
}

/**
 * What writes reports of other formats, to files, and into the summary of a build server: a build server asks for little else that is rare,
 * so `dist/formats.cjs` holds it by itself. Where nothing is installed, it is a part of the rest.
 */
export type Formats = Pick<
  Extra,
  Extract<keyof Extra, 'reporters' | 'sarifPieces' | 'writeAtomically' | 'appendSummary'>
>

let loadPart: () => Formats = loadExtra
let loadedPart: Formats | undefined

export function installFormats(loader: () => Formats): void {
  loadPart = loader
  loadedPart = undefined
}

export function loadFormats(): Formats {
  loadedPart ??= loadPart()
  return loadedPart
}
