/** Reads `npm pack --json` and refuses a package that holds too much, too little, or scripts that run when it is installed. */
import { readFileSync } from 'node:fs'

const allowed = /^(bin|dist|schemas)\/|^(README\.md|LICENSE|NOTICE|package\.json)$/
const refused = /(^|\/)\.|^dist\/generated\/|(?<!^dist\/index\.d)\.(ts|map|tgz)$/
const needed = [
  'bin/atlaslint.js',
  'bin/load.js',
  'bin/threads.js',
  'bin/worker.js',
  'bin/package.json',
  'dist/cache.cjs',
  'dist/cli.cjs',
  'dist/color.cjs',
  'dist/extra.cjs',
  'dist/formats.cjs',
  'dist/color.cjs',
  'dist/formats.cjs',
  'dist/cache.cjs',
  'dist/layout.cjs',
  'dist/index.mjs',
  'dist/index.d.ts',
  'dist/catalog.json',
  'dist/catalog-full.json',
  'dist/rules.bin',
  'dist/rules.json',
  'dist/rules.jsonl',
  'dist/texts.json',
  'dist/templates.json',
  'dist/help.txt',
  'dist/LICENSES.txt',
  'schemas/manifest.schema.json',
  'schemas/report.schema.json',
  'README.md',
  'LICENSE',
  'NOTICE',
]
const lifecycle = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare', 'prepack', 'postpack']

const [packed] = JSON.parse(readFileSync(0, 'utf8'))
const paths = packed.files.map(({ path }) => path)
const { scripts = {} } = JSON.parse(readFileSync('package.json', 'utf8'))
const problems = [
  ...paths.filter((path) => !allowed.test(path) || refused.test(path)).map((path) => `must not be in the package: ${path}`),
  ...needed.filter((path) => !paths.includes(path)).map((path) => `is missing from the package: ${path}`),
  ...lifecycle.filter((name) => name in scripts).map((name) => `runs when installed: ${name}`),
]
for (const problem of problems) console.error(problem)
console.log(`${paths.length} files, ${packed.unpackedSize} bytes unpacked, ${packed.size} packed`)
process.exitCode = problems.length > 0 ? 1 : 0
