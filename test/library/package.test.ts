/** The package as others install it: packed, unpacked into an empty folder, imported by JavaScript and by TypeScript. */

import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'atlaslint-library-'))
const home = join(folder, 'node_modules', 'atlaslint')

beforeAll(() => {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { stdio: 'pipe' })
  mkdirSync(home, { recursive: true })
  execFileSync('sh', ['-c', `tar -xzf ${folder}/atlaslint-*.tgz --strip-components=1 -C ${home}`])
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  writeFileSync(join(folder, 'ai-system.yaml'), readFileSync('examples/support-chatbot/ai-system.yaml'))
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const node = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 })

const consumer = `import { readFileSync } from 'node:fs'
import { exitCode, lint, loadKnowledge, render } from 'atlaslint'
const text = readFileSync('ai-system.yaml', 'utf8')
const knowledge = loadKnowledge()
`

test('an ES module lints as the command line does', () => {
  writeFileSync(
    join(folder, 'lint.mjs'),
    `${consumer}const report = lint([{ name: 'ai-system.yaml', text }], { knowledge, now: '2026-11-24', evidenceExists: () => false })
console.log(render(report, 'json').trimEnd())
process.exitCode = exitCode(report)
`,
  )
  const library = node('lint.mjs')
  const command = node(join(home, 'bin', 'atlaslint.js'), '-f', 'json', '--now', '2026-11-24')
  expect({ status: library.status, stderr: library.stderr }).toEqual({ status: 1, stderr: '' })
  expect(library.stdout).toBe(command.stdout)
  expect(command.status).toBe(1)
})

test('nothing looks at the process: without one it works the same', () => {
  writeFileSync(
    join(folder, 'pure.mjs'),
    `${consumer}const { formats } = await import('atlaslint')
const print = console.log
Object.defineProperty(globalThis, 'process', { get: () => { throw new Error('looked at the process') } })
const broken = { name: 'broken', text: 'a: [\\nb: }\\n' }
const report = lint([{ name: 'ai-system.yaml', text }, broken], { knowledge, now: '2026-11-24' })
for (const format of formats) if (render(report, format) === '') throw new Error(format)
print(exitCode(report))
`,
  )
  const { stdout, stderr } = node('pure.mjs')
  expect({ stdout, stderr }).toEqual({ stdout: '1\n', stderr: '' })
  expect(readFileSync(join(home, 'dist', 'index.mjs'), 'utf8')).not.toMatch(/\bprocess\b/)
})

test('CommonJS and the schemas', () => {
  writeFileSync(
    join(folder, 'schema.mjs'),
    `import { createRequire } from 'node:module'
import schema from 'atlaslint/schemas/report.schema.json' with { type: 'json' }
const require = createRequire(import.meta.url)
console.log(schema.title, require('atlaslint/package.json').name)
`,
  )
  expect(node('--no-warnings', 'schema.mjs').stdout).toBe('atlaslint report atlaslint\n')
})

/** Compiles with the strictest options that people have. */
function compiled(text: string): SpawnSyncReturns<string> {
  writeFileSync(join(folder, 'consumer.ts'), text)
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
    ...{ module: 'nodenext', target: 'es2022', lib: ['es2023'], types: [], noEmit: true },
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }))
  return node(resolve('node_modules/typescript/bin/tsc'), '-p', '.')
}

const typed = `import { exitCode, type Finding, KnowledgeError, lint, loadKnowledge, type Report, render, type Severity } from 'atlaslint'

const knowledge = loadKnowledge({ rules: [{ name: 'rules.yaml', text: 'rules: []' }] })
const report: Report = lint([{ name: 'a', text: '' }], { knowledge, now: '2026-11-24', failOn: 'high' })
const worst = (findings: readonly Finding[]): Severity | undefined => findings[0]?.severity
export const all: readonly (Severity | undefined)[] = report.manifests.map(({ findings }) => worst(findings))
export const text: string = render(report, 'sarif', { width: 100 })
export const code: number = exitCode(report)
export const isOurs = (error: unknown): string[] =>
  error instanceof KnowledgeError ? error.problems.map(({ file, line, message }) => file + line + message) : []
`

test('TypeScript accepts what is right', () => {
  const { stdout, status } = compiled(typed)
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 })
})

test.each([
  ['no date', 'lint([], { knowledge })'],
  ['an unknown threshold', "lint([], { knowledge, now: '2026-11-24', failOn: 'severe' })"],
  ['an unknown format', "render(report, 'xml')"],
  ['an unknown option', "lint([], { knowledge, now: '2026-11-24', clock: true })"],
  ['a change of the report', 'report.manifests.pop()'],
])('TypeScript refuses %s', (_what, line) => {
  const { stdout, status } = compiled(`${typed}\n${line}\n`)
  expect(status).not.toBe(0)
  expect(stdout).toMatch(/consumer\.ts\(12,/)
})
