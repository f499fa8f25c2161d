/** Small programs that are measured beside the real one. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { bundleOptions } from '../build.mjs'

/** A program that makes rules, catalog and validator ready and ends; loaded as the real one is, with the code cache. */
export function readyProgram({ root, packed }) {
  const outfile = join(packed, 'dist', 'ready.cjs')
  const { plugins: _, ...options } = bundleOptions(root, 'cli')
  buildSync({
    ...options,
    entryPoints: undefined,
    stdin: { contents: readySource, resolveDir: join(root, 'scripts', 'bench'), loader: 'ts' },
    outfile,
  })
  // The code cache knows a bundle by the hash at its end.
  const code = readFileSync(outfile, 'latin1').trimEnd()
  writeFileSync(outfile, `${code}\n//${createHash('sha256').update(code).digest('hex').slice(0, 16)}\n`)
  const program = join(packed, 'bin', 'ready.cjs')
  writeFileSync(program, readyLoader)
  return program
}

const readySource = `import { assembleKnowledge } from '../../src/library/knowledge.ts'
export function ready(folder: string) {
  const { knowledge } = assembleKnowledge(folder, [])
  if (knowledge.manifestSchema.check({})) throw new Error('the validator takes everything')
}`

const readyLoader = `const { join } = require('node:path')
const { load, save } = require('./load.js')
const dist = join(__dirname, '..', 'dist')
load(join(dist, 'ready.cjs')).ready(dist)
save()
`
