/**
 * Feeds the program with files that were right and are not any more. `npm run fuzz -- [--seconds n] [--target name] [--seed n] [--path p]`.
 * Every target runs in a thread with 512 MB; a case that throws, ends with another exit code than 0, 1 or 2, takes more than 2 s of
 * processor time, or never ends, fails the run. Its folder stays, and the line to run it again is printed. Run `npm run build` first.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
/** A case that says nothing for so long does not end. */
const patience = 30_000

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    target: { type: 'string' },
    seed: { type: 'string' },
    path: { type: 'string', default: '' },
  },
})

process.chdir(root)
const work = mkdtempSync(join(tmpdir(), 'atlaslint-fuzz-'))
const worker = join(work, 'worker.mjs')
await build({
  entryPoints: [join(root, 'test/fuzz/worker.ts')],
  outfile: worker,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  supported: { 'object-rest-spread': false },
  // Loaded when a picture is drawn, from beside the worker.
  external: ['./layout.cjs'],
  logLevel: 'error',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})

copyFileSync(join(root, 'dist/layout.cjs'), join(work, 'layout.cjs'))

/** Runs the thread and returns what it says, or how it ended. */
function watch(target, milliseconds, seed) {
  const folder = join(work, target || 'list')
  mkdirSync(folder)
  const progress = new SharedArrayBuffer(4)
  const count = new Int32Array(progress)
  const workerData = { target, folder, data: join(root, 'dist'), milliseconds, seed, path: values.path, progress }
  return new Promise((done) => {
    const thread = new Worker(worker, { workerData, resourceLimits: { maxOldGenerationSizeMb: 512 } })
    let seen = -1
    let since = Date.now()
    let largest = 0
    const end = (result) => {
      clearInterval(timer)
      void thread.terminate()
      done({ target, folder, seed, largest, cases: count[0], ...result })
    }
    const timer = setInterval(() => {
      largest = Math.max(largest, process.memoryUsage.rss())
      if (count[0] !== seen) since = Date.now()
      else if (Date.now() - since > patience) end({ trouble: 'does not end' })
      seen = count[0]
    }, 200)
    thread.on('message', end)
    thread.on('error', (error) =>
      end({
        trouble: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'takes more than 512 MB' : (error.stack ?? String(error)),
      }),
    )
  })
}

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const { names, trouble: broken } = await watch('', 0, seed)
if (names === undefined) throw new Error(broken)
const targets = values.target === undefined ? names : [values.target]
/** Most of what there is to find is behind a manifest. */
const shares = { manifest: 4, rules: 2 }
const share = (Number(values.seconds) * 1000) / targets.reduce((sum, name) => sum + (shares[name] ?? 1), 0)
console.log(`seed ${seed}, ${targets.length} targets`)
let failed = 0
for (const target of targets) {
  const start = Date.now()
  const { cases, trouble, argv, path, folder, mutation, largest } = await watch(
    target,
    share * (shares[target] ?? 1),
    seed,
  )
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  console.log(
    `${target.padEnd(14)}${String(cases).padStart(7)} cases ${seconds.padStart(6)} s ${String(Math.round(largest / 2 ** 20)).padStart(5)} MB${trouble === undefined ? '' : '  FAILED'}`,
  )
  if (trouble === undefined) continue
  failed++
  console.log(`  ${trouble.replaceAll('\n', '\n  ')}`)
  console.log(`  in ${folder}: atlaslint ${(argv ?? []).join(' ')}`)
  console.log(`  again: npm run fuzz -- --target ${target} --seed ${seed}${path ? ` --path ${path}` : ''}`)
  if (mutation) console.log(`  ${mutation.slice(0, 500)}`)
}
if (failed === 0) rmSync(work, { recursive: true, force: true })
process.exitCode = failed === 0 ? 0 : 1
