/** Each test file with all that it imports in one script, mutants included; the script is evaluated anew for each mutant. */

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { parseAst } from 'vitest/node'

/**
 * Writes `<folder>/<number>.js` for each test file: an async function of `$load`, which gives it the packages that it imports.
 * @param instrumented texts by the path of their file
 */
export async function bundleTests(root, testFiles, { folder, instrumented }) {
  const load = ({ path }) => ({
    contents: withPlace(instrumented.get(relative(root, path)) ?? readFileSync(path, 'utf8'), path),
    loader: 'ts',
  })
  const plugin = { name: 'mutants', setup: (esbuild) => esbuild.onLoad({ filter: /\.ts$/ }, load) }
  const options = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    write: false,
  }
  await Promise.all(
    testFiles.map(async (file, number) => {
      const { outputFiles } = await build({ ...options, entryPoints: [join(root, file)], plugins: [plugin] })
      writeFileSync(join(folder, `${number}.js`), asFunction(outputFiles[0].text))
    }),
  )
}

function withPlace(text, path) {
  return text
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll(/(?<=await |return )import\(/g, `$load.from(${JSON.stringify(pathToFileURL(path).href)}, `)
}

/** A module as a function: what it imports from packages is loaded when it is called. */
function asFunction(source) {
  let text = ''
  let at = 0
  for (const node of parseAst(source).body) {
    if (node.type !== 'ImportDeclaration' && node.type !== 'ExportNamedDeclaration') continue
    text += source.slice(at, node.start)
    if (node.type === 'ImportDeclaration') text += loading(node)
    at = node.end
  }
  return `(async ($load) => {\n${text}${source.slice(at)}\n})`
}

function loading({ specifiers, source }) {
  const loaded = `await $load(${JSON.stringify(source.value)})`
  return specifiers
    .map(({ type, local, imported }) => {
      if (type === 'ImportNamespaceSpecifier') return `const ${local.name} = ${loaded};`
      return `const ${local.name} = (${loaded}).${imported?.name ?? 'default'};`
    })
    .join(' ')
}
