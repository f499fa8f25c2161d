/**
 * JSON Schemas of `schemas/` → plain code in `dist/generated`, so that ajv is never loaded when atlaslint runs. Two modules each:
 *
 * - `<name>-check.js`: `check(value)`, yes or no. On every run, so it is small: it stops at the first error and describes none.
 * - `<name>-errors.js`: `errors(value)`, everything that is wrong, each with the schema that says so. Only for files with errors.
 *
 * Both are ES modules without imports: esbuild inlines them without wrappers, and tests import them as they are.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'

const require = createRequire(import.meta.url)
const { default: standaloneCode } = require('ajv/dist/standalone')

/** Schemas that the program itself checks against. (Rule files are checked where they are compiled.) */
const names = ['manifest', 'config', 'decisions', 'report']

/** Reports may be huge and come from anywhere: of one that is wrong, the first error is enough. */
const firstErrorOnly = ['report']

export function compileSchemas(root) {
  const folder = join(root, 'dist/generated')
  mkdirSync(folder, { recursive: true })
  const found = names.filter((name) => existsSync(schemaFile(root, name)))
  for (const name of found) {
    const schema = withoutNotes(JSON.parse(readFileSync(schemaFile(root, name), 'utf8')))
    write(
      join(folder, `${name}-check`),
      checkModule(schema),
      'export declare function check(value: unknown): boolean\n',
    )
    write(join(folder, `${name}-errors`), errorsModule(schema, !firstErrorOnly.includes(name)), errorsDeclaration)
  }
  return found
}

const schemaFile = (root, name) => join(root, 'schemas', `${name}.schema.json`)

const errorsDeclaration = `import type { SchemaError } from '../../src/source/schema.ts'
export declare function errors(value: unknown): readonly SchemaError[]
`

function write(path, code, declaration) {
  writeFileSync(`${path}.js`, bundled(code))
  writeFileSync(`${path}.d.ts`, declaration)
}

function checkModule(schema) {
  const code = generate(schema, { allErrors: false, messages: false })
  return `${withoutDescriptions(outlined(code))}\nexport const check = (value) => validate(value)\n`
}

function errorsModule(schema, allErrors) {
  const code = generate(schema, { allErrors, verbose: true, messages: false })
  return `${code}\nexport const errors = (value) => (validate(value) ? [] : validate.errors)\n`
}

function generate(schema, options) {
  const { default: Ajv } = require(schema.$schema?.includes('2020-12') ? 'ajv/dist/2020' : 'ajv')
  const ajv = new Ajv({
    ...options,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    code: { source: true, lines: true },
  })
  const code = standaloneCode(ajv, ajv.compile(schema))
  // CommonJS, of which only the local name of the validator is needed.
  return code
    .replace(/^module\.exports = .*$/m, (line) => line.replace('module.exports', 'const validate'))
    .replace(/^module\.exports\.default = .*$/m, '')
}

/**
 * Without the error objects, which are more than half of the code, and the list they go to; ajv has no option for that. With `lines` each
 * part is on lines of its own. What is left counts errors. A test holds the answers of both modules against each other.
 */
function withoutDescriptions(code) {
  const short = code
    .replace(/^validate\d+\.errors = .*;$/gm, '')
    .replace(/^const err\d+ = \{instancePath.*\};$/gm, '')
    .replace(/^if\(vErrors === null\)\{\nvErrors = \[err\d+\];\n\}\nelse \{\nvErrors\.push\(err\d+\);\n\}$/gm, '')
    .replace(
      /^if\(vErrors !== null\)\{\nif\(_errs\d+\)\{\nvErrors\.length = _errs\d+;\n\}\nelse \{\nvErrors = null;\n\}\n\}$/gm,
      '',
    )
    .replace(/^let vErrors = null;$/gm, '')
    .replace(/func\d+\((data\d*)\) < 1\b/g, '$1.length < 1')
  // Nothing asks for the length in code points any more unless a limit is larger than one.
  return /func\d+\(data/.test(short)
    ? short
    : short.replace(/^const func\d+ = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;$/m, '')
}

/**
 * The code looks up only the names of properties in the schema itself, to tell unknown keys; everything else was made into code. So of
 * the schema only the names are kept, along the ways that lead to them.
 */
function outlined(code) {
  return code.replace(
    /^(const schema\d+ = )(\{.*\});$/gm,
    (_, head, literal) => `${head}${JSON.stringify(outline(JSON.parse(literal)))};`,
  )
}

function outline(schema) {
  if (typeof schema !== 'object' || schema === null) return 1
  const { properties, additionalProperties, items } = schema
  return {
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, outline(value)])),
    }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: outline(additionalProperties) }),
    ...(items && { items: outline(items) }),
  }
}

/** What helps editors is no part of the check. Under `properties` such a name is a field, and there its value is a schema. */
function withoutNotes(schema) {
  if (Array.isArray(schema)) return schema.map(withoutNotes)
  if (typeof schema !== 'object' || schema === null) return schema
  const isNote = (key, value) =>
    ['title', 'description', '$comment', 'markdownDescription'].includes(key)
      ? typeof value === 'string'
      : ['examples', 'defaultSnippets', 'enumDescriptions', 'markdownEnumDescriptions'].includes(key) &&
        Array.isArray(value)
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !isNote(key, value))
      .map(([key, value]) => [key, withoutNotes(value)]),
  )
}

function bundled(contents) {
  const stdin = { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)) }
  const options = {
    alias: { 'fast-deep-equal': fileURLToPath(new URL('data-equal.cjs', import.meta.url)) },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    write: false,
    logLevel: 'error',
  }
  return buildSync({ ...options, stdin }).outputFiles[0].text
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  compileSchemas(fileURLToPath(new URL('..', import.meta.url)))
}
