/**
 * Takes out each bundled rule in turn and says what would notice: a technique that nothing judges any more, an example whose pinned report
 * changes, a page of the reference that belongs to nothing. `node scripts/without-each-rule.mjs`, after `npm run build`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importTypeScript } from './bundle.mjs'
import { compiledRules } from './compiled-rules.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { firingOn, rulesIn } = await importTypeScript(join(root, 'src/measure/firing.ts'))
const compiled = compiledRules(root)
const catalog = JSON.parse(readFileSync(join(root, 'dist/catalog.json'), 'utf8'))

const examples = readdirSync(join(root, 'examples')).map((name) => join(root, 'examples', name, 'ai-system.yaml'))
const fired = new Set(examples.flatMap((file) => firingOn(readFileSync(file, 'utf8'), compiled, catalog)))
const rules = rulesIn(compiled)
const counts = { technique: 0, example: 0, page: 0, nothing: [] }
for (const { id, technique } of rules) {
  const alone = rules.filter((rule) => rule.technique === technique).length === 1
  const page = existsSync(join(root, 'docs/reference/rules', `${id}.md`))
  if (alone) counts.technique += 1
  if (fired.has(id)) counts.example += 1
  if (page) counts.page += 1
  if (!alone && !fired.has(id) && !page) counts.nothing.push(id)
}
console.log(`${rules.length} rules, each taken out in turn:`)
console.log(`  ${counts.technique} leave a technique that nothing judges (test/rules/bundled.test.ts)`)
console.log(`  ${counts.example} change what is pinned of an example (test/examples)`)
console.log(`  ${counts.page} leave a page of the reference that belongs to nothing (test/docs)`)
console.log(
  `  ${counts.nothing.length} would not be noticed${counts.nothing.length > 0 ? `: ${counts.nothing.join(', ')}` : ''}`,
)
process.exitCode = counts.nothing.length > 0 ? 1 : 0
