/**
 * How good are the rules? `npm run measure -- <folder> [--json]` judges every manifest of a folder that has an `expected.json`
 * (id → name, on-target techniques) beside it, and prints recall, flagged share and recall at 20. Run `npm run build` first.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importTypeScript } from './bundle.mjs'
import { compiledRules } from './compiled-rules.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [folder, ...options] = process.argv.slice(2)

if (folder === undefined || !existsSync(join(folder, 'expected.json'))) {
  console.error('usage: npm run measure -- <folder with manifests and expected.json> [--json]')
  process.exitCode = 2
} else {
  const { measureFolder, measureText } = await importTypeScript(join(root, 'src/measure/measure-folder.ts'))
  const read = (file) => readFileSync(file, 'utf8')
  const expected = JSON.parse(read(join(folder, 'expected.json')))
  const files = Object.keys(expected).map((id) => ({ id, file: join(folder, `${id}.ai-system.yaml`) }))
  const missing = files.filter(({ file }) => !existsSync(file))
  for (const { file } of missing) console.error(`missing: ${file}`)
  const result = measureFolder({
    expected,
    texts: new Map(files.filter(({ file }) => existsSync(file)).map(({ id, file }) => [id, read(file)])),
    catalog: JSON.parse(read(join(root, 'dist/catalog.json'))),
    rules: compiledRules(root),
    now: '2026-11-24',
  })
  console.log(options.includes('--json') ? JSON.stringify(result, undefined, 2) : measureText(result))
  process.exitCode = missing.length > 0 || result.unreadable.length > 0 ? 1 : 0
}
