/**
 * Rule files of `atlas-data/rules` → `dist/rules.json`, `rules.bin` and `rules.jsonl` (what linting needs) and `dist/rule-examples.json` (the snippets).
 * Every rule is compiled once here, so that the program can trust them. Problems end the build, each at its place.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { importTypeScript } from './bundle.mjs'
import { compileCatalog } from './compile-catalog.mjs'

export async function compileRules(root) {
  const { compileRuleFiles } = await importTypeScript(join(root, 'src/rules/compile-rule-files.ts'))
  const folder = join(root, 'atlas-data/rules')
  const files = walk(folder).map((file) => ({
    name: relative(root, file).replaceAll('\\', '/'),
    bytes: readFileSync(file),
  }))
  const { slim } = compileCatalog(root)
  const { compiled, count, examples, problems } = compileRuleFiles(files, slim)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist/rules.json'), compiled.index)
  writeFileSync(join(root, 'dist/rules.jsonl'), compiled.lines())
  writeFileSync(join(root, 'dist/rules.bin'), compiled.code)
  writeFileSync(join(root, 'dist/rule-examples.json'), JSON.stringify(examples))
  return { count, problems }
}

function walk(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? walk(path) : /\.ya?ml$/.test(name) ? [path] : []
    })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { count, problems } = await compileRules(fileURLToPath(new URL('..', import.meta.url)))
  for (const problem of problems) console.error(problem)
  console.error(`${count} rules`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
