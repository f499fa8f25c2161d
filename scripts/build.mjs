/**
 * Builds dist/: the compiled catalog, schemas and rules, then the bundles. `cli.cjs` is what every run loads; `extra.cjs` is loaded
 * when something rare is needed (a broken file, a pattern, `explain`), `formats.cjs` for other formats and files, `color.cjs` for
 * colour, `layout.cjs` when a picture is drawn, and `cache.cjs` with `--cache`. Last the help text, which bin prints without a program.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, transform } from 'esbuild'

/** Steps that write into dist/ or src/ before the bundles are made, in this order. */
const compilers = [
  ['compile-schemas.mjs', 'compileSchemas'],
  ['compile-catalog.mjs', 'compileCatalog'],
  ['compile-rules.mjs', 'compileRules'],
  ['compile-texts.mjs', 'compileTexts'],
  ['compile-templates.mjs', 'compileTemplates'],
  ['compile-page.mjs', 'compilePage'],
]

const bundles = {
  cli: 'src/cli/entry.ts',
  extra: 'src/cli/extra.ts',
  formats: 'src/cli/formats.ts',
  color: 'src/report/chalk-paint.ts',
  layout: 'src/diagram/layout.ts',
  cache: 'src/cli/cache/result-cache.ts',
}

export const bundleNames = Object.keys(bundles)

/** Builds everything and returns what is wrong with the data; the bundles are made all the same, so that one can look into it. */
export async function buildAll(root) {
  const dist = join(root, 'dist')
  mkdirSync(dist, { recursive: true })
  const problems = await compileData(root)
  // The generated validators hold a few lines of ajv.
  const packages = ['ajv']
  for (const name of bundleNames) packages.push(...(await bundle(root, name)))
  packages.push(...(await bundleLibrary(root)))
  writeLicenses(root, packages)
  writeHelp(dist)
  tidy(dist)
  return problems
}

async function compileData(root) {
  const problems = []
  for (const [file, name] of compilers) {
    const path = join(root, 'scripts', file)
    if (!existsSync(path)) {
      console.error(`build: scripts/${file} is missing, skipped`)
      continue
    }
    const module = await import(pathToFileURL(path).href)
    const result = await module[name](root)
    problems.push(...(result?.problems ?? []))
  }
  return problems
}

/** Code caches belong to the bundles before this build. What only the build and the tests read stays out of the package. */
function tidy(dist) {
  rmSync(join(dist, '.cache'), { recursive: true, force: true })
  writeFileSync(join(dist, '.npmignore'), '.cache/\ngenerated/\n')
}

/** commander can start other programs, which we never do; loading what that needs takes a third of the time that Node takes to start. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'absent' }))
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** Help is rarely asked for, and what draws it is a fifth of commander: it lies in the other bundle. */
const lazyHelp = {
  name: 'lazy-help',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/(?:lib\/)?help\.js$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'help' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'help' }, () => ({
      contents: `const load = () => require('./extra.cjs').extra.commanderHelp
        exports.Help = function () { return new (load().Help)() }
        exports.stripColor = (text) => load().stripColor(text)`,
    }))
  },
}

/** Of package.json the program needs its version, which every run would else read the rest with. */
const onlyVersion = {
  name: 'only-version',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'))
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  },
}

/**
 * Of js-yaml we use what makes events of a text. What makes values of events, tags and schemas, is made when the file is loaded, so a
 * bundler has to be told that nothing else hangs on it: it is half of the code.
 *
 * Node 20 runs it three times slower with its parser state built by a spread, so there it is written out. Everywhere else a
 * spread is faster than what it is lowered to, and a lower target would lower async generators, too, which slows `yaml` down.
 */
const onlyFastEvents = {
  name: 'only-fast-events',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]js-yaml[\\/]dist[\\/].*js$/ }, async ({ path }) => {
      const { code } = await transform(onlyWhenUsed(readFileSync(path, 'utf8')), {
        target: 'node20',
        supported: { 'object-rest-spread': false },
      })
      return { contents: code }
    })
  },
}

/** Says of constants that are made by a call or a spread that making them does nothing else. */
function onlyWhenUsed(code) {
  return code.replace(/^var (\w+) = (.*;|.*\n[\s\S]*?^[\]}].*;)$/gm, (statement, name, value) =>
    /^(?:new Schema|define\w+Tag)\(|\.withTags\(|\.\.\./.test(value)
      ? `var ${name} = /* @__PURE__ */ (() => (${value.slice(0, -1)}))();`
      : statement,
  )
}

/** ASCII, so that the code can be read as one byte a character. */
export function bundleOptions(root, name) {
  return {
    absWorkingDir: root,
    entryPoints: [bundles[name]],
    outfile: join(root, 'dist', `${name}.cjs`),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    external: ['./extra.cjs', './formats.cjs', './color.cjs', './layout.cjs', './cache.cjs'],
    plugins: [onlyFastEvents, onlyVersion, ...(name === 'cli' ? [withoutChildProcess, lazyHelp] : [])],
    logLevel: 'warning',
  }
}

/** Makes one bundle and returns the names of the packages in it. */
async function bundle(root, name) {
  const options = bundleOptions(root, name)
  const { warnings, metafile } = await build({ ...options, metafile: true })
  if (warnings.length > 0) throw new Error(`warnings in ${name}.cjs`)
  stamp(options.outfile)
  return packagesIn(metafile)
}

function packagesIn({ inputs }) {
  return Object.keys(inputs).flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [])
}

/** `import 'atlaslint'`: one file, which loads nothing later; its types are written by hand, and a test compares. */
export function libraryOptions(root) {
  const { external: _, outfile, entryPoints, plugins, ...options } = bundleOptions(root, 'extra')
  return {
    ...options,
    entryPoints: ['src/library-entry.ts'],
    outfile: join(root, 'dist', 'index.mjs'),
    format: 'esm',
    plugins,
    // Packages in the form that knows no process: a library has no business with it.
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:*'],
  }
}

async function bundleLibrary(root) {
  const { warnings, metafile } = await build({ ...libraryOptions(root), metafile: true })
  if (warnings.length > 0) throw new Error('warnings in index.mjs')
  copyFileSync(join(root, 'src/library/public.d.ts'), join(root, 'dist', 'index.d.ts'))
  return packagesIn(metafile)
}

/** The bundles hold copies of other people's code; their licences ask to be passed on with it. */
function writeLicenses(root, packages) {
  const texts = [...new Set(packages)].sort().map((name) => {
    const folder = join(root, 'node_modules', name)
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return `${name} ${version} (${license})\n\n${readFileSync(licenceOf(root, name, folder), 'utf8').trim()}\n`
  })
  writeFileSync(join(root, 'dist', 'LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`))
}

/** In the package; or, where it holds none, what we wrote down of it in `scripts/licenses`. */
function licenceOf(root, name, folder) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const path = file ? join(folder, file) : join(root, 'scripts/licenses', `${name.replace('/', '-')}.txt`)
  if (!existsSync(path)) throw new Error(`${name} has no licence file`)
  return path
}

/** Ends the file with a hash of itself, by which the code cache knows it. */
export function stamp(file) {
  const code = readFileSync(file, 'latin1').trimEnd()
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  writeFileSync(file, `${code}\n//${hash}\n`)
}

function writeHelp(dist) {
  const { helpText } = createRequire(import.meta.url)(join(dist, 'cli.cjs'))
  const nowhere = { write() {} }
  writeFileSync(join(dist, 'help.txt'), helpText({ stdout: nowhere, stderr: nowhere, env: {} }))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = await buildAll(fileURLToPath(new URL('..', import.meta.url)))
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}
