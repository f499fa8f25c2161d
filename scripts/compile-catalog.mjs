/**
 * Checks the files of atlas-data/catalog against each other and compiles them:
 * dist/catalog.json holds what a lint run needs, dist/catalog-full.json everything. The build calls it; it also runs by itself.
 * src/atlas/read.ts and src/atlas/full.ts read what is written here.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { load } from 'js-yaml'
import { importTypeScript } from './bundle.mjs'

/** The program's own words and its own writer. */
const ours = (file) => importTypeScript(fileURLToPath(new URL(`../src/atlas/${file}`, import.meta.url)))
const { defences, maturities, mitigationClasses } = await ours('catalog.ts')
const { parentId } = await ours('import/objects.ts')
const { slimJson } = await ours('import/slim.ts')

const platforms = ['Predictive AI', 'Generative AI', 'Agentic AI', 'Enterprise']

/** File → the fields an entry must have and may have. */
const fields = {
  tactics: { must: ['name', 'created', 'modified'], may: ['attack'] },
  techniques: { must: ['name', 'maturity', 'platforms', 'created', 'modified'], may: ['parent', 'tactics', 'attack'] },
  mitigations: { must: ['name', 'category', 'lifecycle', 'techniques', 'created', 'modified'], may: ['attack'] },
  'case-studies': { must: ['name', 'type', 'date', 'granularity', 'procedure'], may: ['references'] },
  classes: { must: ['class', 'defends', 'reason'], may: [] },
}
const idPatterns = {
  tactics: /^AML\.TA\d{4}$/,
  techniques: /^AML\.T\d{4}(\.\d{3})?$/,
  mitigations: /^AML\.M\d{4}$/,
  'case-studies': /^AML\.CS\d{4}$/,
  classes: /^AML\.M\d{4}$/,
}
const changeFields = ['renamed', 'maturity-changed', 'tactics-changed', 'links-changed']

/** The parsed files, by the name of what they hold. */
export function readSources(root) {
  const fileOf = { classes: 'mitigation-classes' }
  const names = [...Object.keys(fields), 'history']
  return Object.fromEntries(
    names.map((name) => {
      const path = join(root, 'atlas-data', 'catalog', `${fileOf[name] ?? name}.yaml`)
      return [name, load(readFileSync(path, 'utf8'), { filename: path })]
    }),
  )
}

/** Parsed files → both JSON values. Throws one error that lists everything wrong with the files. */
export function compileSources(sources) {
  const problems = problemsOf(sources)
  if (problems.length > 0)
    throw new Error(`atlas-data/catalog: ${problems.length} problem(s)\n  ${problems.join('\n  ')}`)
  const slim = slimJson(factsOf(sources))
  return { slim, full: fullCatalog(sources, slim) }
}

/** Compiles the catalog under `root` into its dist folder and returns the two values. */
export function compileCatalog(root) {
  const compiled = compileSources(readSources(root))
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist', 'catalog.json'), JSON.stringify(compiled.slim))
  writeFileSync(join(root, 'dist', 'catalog-full.json'), JSON.stringify(compiled.full))
  return compiled
}

// Checks. Each returns what is wrong, in words.

function problemsOf(sources) {
  const shape = Object.keys(fields).flatMap((name) => entryProblems(sources, name))
  const heads = Object.keys(sources).flatMap((name) => headProblems(sources, name))
  if (shape.length + heads.length > 0) return [...heads, ...shape]
  return [
    ...techniqueProblems(sources),
    ...mitigationProblems(sources),
    ...caseStudyProblems(sources),
    ...historyProblems(sources),
  ]
}

/** Every file names the same release and as many entries as it has. */
function headProblems(sources, name) {
  const { release, count } = sources[name]
  const expected = sources.tactics.release
  const found =
    name === 'history' ? Object.values(sources.history.history.added).flat() : Object.keys(sources[name][name])
  return [
    ...(release === expected ? [] : [`${name}: release ${release}, but tactics have ${expected}`]),
    ...(count === found.length ? [] : [`${name}: count says ${count}, found ${found.length}`]),
  ]
}

/** Ids are well formed, no field is missing or unknown, dates are dates. */
function entryProblems(sources, name) {
  const { must, may } = fields[name]
  return Object.entries(sources[name][name]).flatMap(([id, entry]) => [
    ...(idPatterns[name].test(id) ? [] : [`${name}: ${id} is no id`]),
    ...must.filter((field) => (entry[field] ?? '') === '').map((field) => `${id}: ${field} is missing`),
    ...Object.keys(entry)
      .filter((field) => ![...must, ...may].includes(field))
      .map((field) => `${id}: unknown field ${field}`),
    ...['created', 'modified', 'date']
      .filter((field) => entry[field] !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(entry[field]))
      .map((field) => `${id}: ${field} is no date`),
  ])
}

/** The values that are not allowed, as problems of `id`. */
function strangers(id, what, values, allowed) {
  const known = new Set(allowed)
  return values.filter((value) => !known.has(value)).map((value) => `${id}: unknown ${what} ${value}`)
}

function repeated(id, what, values) {
  return new Set(values).size === values.length ? [] : [`${id}: ${what} repeated`]
}

function techniqueProblems({ tactics: { tactics }, techniques: { techniques } }) {
  const ids = Object.keys(techniques)
  const unsorted = ids.filter((id, index) => index > 0 && id < ids[index - 1])
  const outOfOrder = unsorted.map((id) => `${id}: not in the order of the ids, in which a parent comes first`)
  const others = Object.entries(techniques).flatMap(([id, technique]) => {
    const parent = parentId(id)
    const own = technique.tactics ?? []
    return [
      ...(technique.parent === parent ? [] : [`${id}: parent is ${technique.parent}, the id says ${parent}`]),
      ...(parent === undefined || techniques[parent] ? [] : [`${id}: unknown parent ${parent}`]),
      ...((parent === undefined) === own.length > 0 ? [] : [`${id}: tactics belong to a technique without parent`]),
      ...strangers(id, 'tactic', own, Object.keys(tactics)),
      ...strangers(id, 'maturity', [technique.maturity], maturities),
      ...strangers(id, 'platform', technique.platforms, platforms),
    ]
  })
  return [...outOfOrder, ...others]
}

function mitigationProblems({ techniques, mitigations: { mitigations }, classes: { classes: classed } }) {
  return [
    ...strangers('mitigation-classes', 'mitigation', Object.keys(classed), Object.keys(mitigations)),
    ...Object.entries(mitigations).flatMap(([id, mitigation]) => [
      ...strangers(id, 'technique', mitigation.techniques, Object.keys(techniques.techniques)),
      ...repeated(id, 'technique', mitigation.techniques),
      ...(classed[id] ? classProblems(id, classed[id]) : [`${id}: not classed`]),
    ]),
  ]
}

function classProblems(id, entry) {
  return [
    ...strangers(id, 'class', [entry.class], mitigationClasses),
    ...strangers(id, 'value of defends', [entry.defends], defences),
    ...(/^[A-Z][^.]*\.$/.test(entry.reason) ? [] : [`${id}: the reason is not one sentence`]),
  ]
}

function caseStudyProblems({ tactics, techniques, 'case-studies': { 'case-studies': studies } }) {
  return Object.entries(studies).flatMap(([id, study]) => {
    const usedTechniques = study.procedure.map((step) => step.technique)
    const usedTactics = study.procedure.map((step) => step.tactic)
    return [
      ...(study.procedure.length > 0 ? [] : [`${id}: no step`]),
      ...strangers(id, 'technique', usedTechniques, Object.keys(techniques.techniques)),
      ...strangers(id, 'tactic', usedTactics, Object.keys(tactics.tactics)),
      ...strangers(id, 'type', [study.type], ['incident', 'exercise']),
      ...strangers(id, 'granularity', [study.granularity], ['YEAR', 'MONTH', 'DATE']),
    ]
  })
}

/** Every object came with exactly one release; changes are of known objects; retired ones are gone and their successors are not. */
function historyProblems(sources) {
  const { history } = sources.history
  const techniques = sources.techniques.techniques
  const current = Object.keys(fields)
    .filter((name) => name !== 'classes')
    .flatMap((name) => Object.keys(sources[name][name]))
  const known = [...current, ...Object.keys(history.retired)]
  const added = Object.values(history.added).flat()
  const changes = changeFields.flatMap((field) => Object.entries(history[field]))
  return [
    ...(history.releases.at(-1) === sources.tactics.release ? [] : ['history: the last release is another one']),
    ...strangers('history', 'release', Object.keys(history.added), history.releases),
    ...strangers('history: added', 'object', added, known),
    ...strangers('history: not added', 'object', known, added),
    ...repeated('history: added', 'object', added),
    ...strangers(
      'history: changed',
      'object',
      changes.map(([id]) => id),
      known,
    ),
    ...changes.flatMap(([id, list]) =>
      strangers(
        id,
        'release',
        list.map((change) => change.in),
        history.releases,
      ),
    ),
    ...Object.entries(history.retired).flatMap(([id, retired]) => [
      ...(techniques[id] === undefined ? [] : [`${id}: retired and not retired`]),
      ...(retired.successor === undefined
        ? []
        : strangers(id, 'successor', [retired.successor], Object.keys(techniques))),
      ...strangers(id, 'release', [retired['removed-after']], history.releases),
    ]),
  ]
}

// What is written.

/** Files → the facts that the program writes a catalog from, also of one that it imports. */
function factsOf({ tactics, techniques, mitigations, classes, 'case-studies': studies, history }) {
  const withIds = (entries) => Object.entries(entries).map(([id, entry]) => ({ id, ...entry }))
  return {
    release: tactics.release,
    tactics: withIds(tactics.tactics),
    techniques: withIds(techniques.techniques),
    mitigations: withIds(mitigations.mitigations).map((entry) => ({ ...entry, ...classes.classes[entry.id] })),
    caseStudies: withIds(studies['case-studies']),
    retired: new Map(
      Object.entries(history.history.retired).map(([id, entry]) => [id, { ...entry, after: entry['removed-after'] }]),
    ),
  }
}

/** The slim catalog and, by id, what it leaves out. */
function fullCatalog(sources, slim) {
  const details = (name, chosen) =>
    mapValues(sources[name][name], (entry, id) => ({ ...chosen(entry, id), ...pastOf(sources.history.history, id) }))
  const dates = ({ attack, created, modified }) => ({ attack, created, modified })
  return {
    format: slim.format,
    source: 'MITRE ATLAS (Apache-2.0), facts only',
    slim,
    releases: sources.history.history.releases,
    tactics: details('tactics', dates),
    techniques: details('techniques', (entry) => ({ platforms: entry.platforms, ...dates(entry) })),
    mitigations: details('mitigations', (entry, id) => ({
      category: entry.category,
      lifecycle: entry.lifecycle,
      reason: sources.classes.classes[id].reason,
      ...dates(entry),
    })),
    caseStudies: details('case-studies', (entry) => ({ ...entry, references: entry.references ?? [] })),
    retired: mapValues(sources.history.history.retired, (entry, id) => ({
      tactics: entry.tactics,
      maturity: entry.maturity,
      ...dates(entry),
      ...pastOf(sources.history.history, id),
    })),
  }
}

/** The history of one object. */
function pastOf(history, id) {
  const added = Object.keys(history.added).find((release) => history.added[release].includes(id))
  const [renamed, maturityChanged, tacticsChanged, linksChanged] = changeFields.map((field) => history[field][id])
  return { added, renamed, maturityChanged, tacticsChanged, linksChanged }
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { slim } = compileCatalog(fileURLToPath(new URL('..', import.meta.url)))
  console.error(`ATLAS ${slim.release}: ${slim.techniques.length} techniques, ${slim.mitigations.length} mitigations.`)
}
