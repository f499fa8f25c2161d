/** Writes `docs/reference` from what the build made (`dist/`), and deletes there what belongs to nothing any more. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { importTypeScript } from './bundle.mjs'

export async function writeDocs(root) {
  const { readDocsLibrary, sources } = await importTypeScript(join(root, 'src/docs/library.ts'))
  const { referencePages } = await importTypeScript(join(root, 'src/docs/reference.ts'))
  const files = Object.entries(sources).map(([key, name]) => [key, readFileSync(join(root, 'dist', name))])
  return writePages(join(root, 'docs/reference'), referencePages(readDocsLibrary(Object.fromEntries(files))))
}

/** Makes a folder hold these pages and nothing else. Files that are right are left alone. */
export function writePages(folder, pages) {
  const stale = filesIn(folder).filter((path) => !pages.has(path))
  const changed = [...pages].filter(([path, text]) => textAt(join(folder, path)) !== text)
  for (const path of stale) rmSync(join(folder, path))
  for (const [path, text] of changed) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return { pages: pages.size, written: changed.map(([path]) => path), deleted: stale }
}

function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
}

function textAt(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { pages, written, deleted } = await writeDocs(fileURLToPath(new URL('..', import.meta.url)))
  console.error(`docs/reference: ${pages} pages, ${written.length} written, ${deleted.length} deleted`)
}
