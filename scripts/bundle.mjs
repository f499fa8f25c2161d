/** Bundles a TypeScript module and loads it: how the build runs the program's own code before there is a program. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'

/** The exports of a module of `src`, from the bundle of it and of everything that it imports. */
export async function importTypeScript(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'atlaslint-build-'))
  const outfile = join(folder, 'module.mjs')
  try {
    buildSync({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      supported: { 'object-rest-spread': false },
      logLevel: 'error',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
