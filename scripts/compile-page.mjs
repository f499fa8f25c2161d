/** Bundles the script and the style of the page that `-f html` writes, as texts that the program puts into it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** What both are lowered to: browsers of the last two years or so. */
const target = ['chrome123', 'firefox121', 'safari17.5']

export async function compilePage(root) {
  const folder = join(root, 'dist', 'generated')
  mkdirSync(folder, { recursive: true })
  const script = await bundled(root, 'src/page/browser/main.ts', { format: 'iife' })
  const style = await bundled(root, 'src/page/style/page.css', {})
  const unsafe = /<\/(?:script|style)|<!--/i
  if (unsafe.test(script) || unsafe.test(style)) throw new Error('the page would end within its own script or style')
  writeFileSync(
    join(folder, 'page-assets.js'),
    `export const script = ${JSON.stringify(script)}\nexport const style = ${JSON.stringify(style)}\n`,
  )
  writeFileSync(
    join(folder, 'page-assets.d.ts'),
    'export declare const script: string\nexport declare const style: string\n',
  )
}

async function bundled(root, entry, options) {
  const { outputFiles, warnings } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    target,
    write: false,
    ...options,
  })
  if (warnings.length > 0) throw new Error(`warnings in ${entry}`)
  return outputFiles[0].text.trim()
}
