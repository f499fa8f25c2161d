/**
 * `atlas-data/texts` (our own words about what ATLAS names) → `dist/texts.json`, held against the catalog: every object has its text,
 * no text speaks of an object that is not there. Problems end the build; what is right is written all the same.
 * `src/explain/texts.ts` reads what is written here.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { load } from 'js-yaml'
import { compileSources, readSources } from './compile-catalog.mjs'

/** Version of the JSON format. */
const format = 1

const mitigationParts = ['what', 'sits-on', 'works-when', 'does-not-stop']

/** File → its name in the JSON, and what is wrong with one entry. */
const kinds = {
  techniques: { json: 'techniques', problemsOf: textProblems },
  tactics: { json: 'tactics', problemsOf: textProblems },
  mitigations: { json: 'mitigations', problemsOf: (id, entry) => partProblems(id, entry, mitigationParts) },
  'case-studies': { json: 'caseStudies', problemsOf: caseStudyProblems },
}

export function compileTexts(root) {
  const { files, problems } = readTexts(join(root, 'atlas-data/texts'))
  const { full } = compileSources(readSources(root))
  const result = checkTexts(files, full)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist/texts.json'), JSON.stringify(result.texts))
  return {
    texts: result.texts,
    problems: [...problems, ...result.problems].map((problem) => `atlas-data/texts/${problem}`),
  }
}

function readTexts(folder) {
  const files = {}
  const problems = []
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const kind = name.replace(/\.yaml$/, '')
    if (!Object.hasOwn(kinds, kind)) problems.push(`${name}: nothing reads this file`)
    else {
      try {
        files[kind] = load(readFileSync(join(folder, name), 'utf8')) ?? {}
      } catch (error) {
        problems.push(`${name}: ${error.message}`)
      }
    }
  }
  return { files, problems }
}

/** Parsed files, by name without `.yaml`, and the full catalog → the JSON value, and what is wrong, each with its file. */
export function checkTexts(files, full) {
  const texts = { format }
  const problems = []
  const known = knownIds(full)
  for (const [kind, { json, problemsOf }] of Object.entries(kinds)) {
    texts[json] = {}
    const entries = files[kind]
    // The case studies are told last; until their file is there, their pages do without.
    if (entries === undefined && kind === 'case-studies') continue
    const say = (problem) => problems.push(`${kind}.yaml: ${problem}`)
    for (const id of Object.keys(full[json])) if (entries?.[id] === undefined) say(`${id} has no text`)
    for (const [id, entry] of Object.entries(entries ?? {})) {
      const object = full[json][id]
      const wrong = object === undefined ? [`ATLAS has no ${id}`] : problemsOf(id, entry, object)
      for (const problem of [...wrong, ...strangers(id, entry, known)]) say(problem)
      if (wrong.length === 0) texts[json][id] = tidy(entry)
    }
  }
  return { texts, problems }
}

function knownIds(full) {
  const objects = [full.tactics, full.techniques, full.mitigations, full.caseStudies]
  return new Set(objects.flatMap((byId) => Object.keys(byId)))
}

/** Ids that a text speaks of and the catalog does not have. */
function strangers(id, entry, known) {
  const spoken = JSON.stringify(entry).match(/AML\.[A-Z]+\d+(?:\.\d{3})?/g) ?? []
  return spoken.filter((other) => !known.has(other)).map((other) => `${id}: ATLAS has no ${other}`)
}

function textProblems(id, text) {
  return isText(text) ? [] : [`${id}: the text is empty or no text`]
}

function partProblems(id, entry, parts) {
  if (typeof entry !== 'object' || entry === null) return [`${id}: expected ${parts.join(', ')}`]
  return [
    ...parts.filter((part) => !isText(entry[part])).map((part) => `${id}: '${part}' is missing, empty or no text`),
    ...Object.keys(entry)
      .filter((part) => !parts.includes(part))
      .map((part) => `${id}: unknown part '${part}'`),
  ]
}

function caseStudyProblems(id, entry, { procedure }) {
  if (typeof entry !== 'object' || entry === null) return [`${id}: expected summary, steps, lesson`]
  const { steps, ...rest } = entry
  const found = partProblems(id, rest, ['summary', 'lesson'])
  if (!Array.isArray(steps) || !steps.every(isText)) return [...found, `${id}: 'steps' is no list of texts`]
  if (steps.length === procedure.length) return found
  return [...found, `${id}: ${steps.length} steps are told, the procedure has ${procedure.length}`]
}

function isText(value) {
  return typeof value === 'string' && value.trim() !== ''
}

/** Texts as one line each. */
function tidy(entry) {
  if (typeof entry === 'string') return entry.replace(/\s+/g, ' ').trim()
  if (Array.isArray(entry)) return entry.map(tidy)
  return Object.fromEntries(Object.entries(entry).map(([part, text]) => [part, tidy(text)]))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { texts, problems } = compileTexts(fileURLToPath(new URL('..', import.meta.url)))
  for (const problem of problems) console.error(problem)
  const counts = Object.values(kinds).map(({ json }) => `${Object.keys(texts[json]).length} ${json}`)
  console.error(`texts: ${counts.join(', ')}`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
