/**
 * Gives what `atlaslint graph` draws to programs that others wrote. `node .ci/validate-diagrams.mjs <folder>`: the folder holds the
 * packages of .ci/validators.json; xmllint comes from Debian. A validator that is missing is an error.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ascii, hostile, manifestWith } from './format-cases.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const load = createRequire(join(resolve(process.argv[2] ?? '.'), 'package.json'))
const work = mkdtempSync(join(tmpdir(), 'atlaslint-diagrams-'))
writeFileSync(join(work, 'hostile.ai-system.yaml'), ascii(manifestWith(hostile)))
const manifests = [
  join(work, 'hostile.ai-system.yaml'),
  ...['examples', 'test/corpus'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('ai-system.yaml'))
      .map((name) => join(root, folder, name)),
  ),
]

function graph(manifest, format) {
  const args = ['graph', manifest, '-f', format, '--now', '2026-06-01']
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/atlaslint.js'), ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${manifest}: exit code ${status}: ${stderr}`)
  return stdout
}

let failures = 0

function same(what, actual, expected) {
  const [one, other] = [actual, expected].map((value) => JSON.stringify(value))
  if (one === other) return
  failures += 1
  console.error(`  ${what}: ${one.slice(0, 600)} instead of ${other.slice(0, 600)}`)
}

const { window } = new (load('jsdom').JSDOM)('')
globalThis.window = window
globalThis.document = window.document
const { default: mermaid } = await import(pathToFileURL(load.resolve('mermaid')).href)
const names = (text) => text.replaceAll('-', '_')

for (const manifest of manifests) {
  const svg = graph(manifest, 'svg')
  writeFileSync(join(work, 'drawn.svg'), svg)
  const { error, status, stderr } = spawnSync('xmllint', ['--noout', join(work, 'drawn.svg')], { encoding: 'utf8' })
  if (error) throw new Error(`xmllint is missing: ${error.message}`)
  same(`${manifest}, xmllint`, { status, stderr }, { status: 0, stderr: '' })
  const shown = (attribute) => [...svg.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => names(value))
  const drawn = graph(manifest, 'mermaid')
  await mermaid.parse(drawn)
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(drawn)
  const edges = db.getEdges().map(({ start, end }) => `${start} ${end}`)
  const ends = shown('data-from').map((from, index) => `component_${from} component_${shown('data-to')[index]}`)
  same(`${manifest}, components`, [...db.getVertices().keys()].sort(), shown('data-component').map((id) => `component_${id}`).sort())
  same(`${manifest}, flows and ties`, edges.sort(), ends.sort())
  same(`${manifest}, zones`, db.getSubGraphs().map(({ id }) => id).sort(), shown('data-zone').map((id) => `zone_${id}`).sort())
}

rmSync(work, { recursive: true, force: true })
console.log(`${failures === 0 ? 'ok' : 'FAILED'}  ${manifests.length} diagrams: xmllint and mermaid`)
if (failures > 0) process.exitCode = 1
