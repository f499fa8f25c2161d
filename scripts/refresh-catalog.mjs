/**
 * Writes the YAML files of atlas-data/catalog from a facts file: `node scripts/refresh-catalog.mjs <facts.json>`.
 * A maintainer runs this when MITRE publishes a release. `mitigation-classes.yaml` is reviewed by people and never written.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Lines are wrapped at this width. */
const width = 150

/** History fields, in the order in which history.yaml lists them. */
const changeFields = ['renamed', 'maturity-changed', 'tactics-changed', 'links-changed']

/** A scalar, plain where every YAML reader takes it for the same string, else in double quotes. */
function scalar(value) {
  const plainText = /^[A-Za-z0-9](?:[\w .&'()/+-]*[\w.'()/+-])?$/
  const plainLink = /^https?:\/\/[^\s"'[\]{},]*[^\s"'[\]{},:]$/
  const otherType = /^(?:true|false|null|yes|no|on|off)$/i.test(value) || !Number.isNaN(Number(value))
  return !otherType && (plainText.test(value) || plainLink.test(value)) ? value : JSON.stringify(value)
}

/** A value in flow style, as the pieces between which a line may be broken. */
function pieces(value) {
  if (Array.isArray(value)) return enclosed('[', value.map(pieces), ']')
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, inner]) => {
      const [first, ...rest] = pieces(inner)
      return [`${scalar(key)}: ${first}`, ...rest]
    })
    return enclosed('{ ', entries, ' }')
  }
  return [typeof value === 'string' ? scalar(value) : String(value)]
}

/** Joins the pieces of several items between brackets, with commas. */
function enclosed(open, items, close) {
  const all = items.flatMap((item, index) =>
    index < items.length - 1 ? [...item.slice(0, -1), `${item.at(-1)},`] : item,
  )
  if (all.length === 0) return [`${open}${close}`.replace(/ +/g, '')]
  return all.map((piece, index) => `${index === 0 ? open : ''}${piece}${index === all.length - 1 ? close : ''}`)
}

/** `key: value` in flow style, broken into lines at the width; later lines are indented by two more. */
function entry(indent, key, value) {
  const lines = [`${' '.repeat(indent)}${scalar(key)}:`]
  for (const piece of pieces(value)) {
    const fits = lines.at(-1).length + 1 + piece.length <= width
    if (fits) lines.push(`${lines.pop()} ${piece}`)
    else lines.push(`${' '.repeat(indent + 2)}${piece}`)
  }
  return lines
}

/** The chosen fields of an object that it has, in that order. */
function pick(object, fields) {
  return Object.fromEntries(
    fields.filter((field) => object[field] !== undefined).map((field) => [field, object[field]]),
  )
}

function sortedEntries(objects) {
  return Object.entries(objects).sort(([one], [other]) => (one < other ? -1 : 1))
}

/** A file: a comment, the release, the number of entries (so that a lost one is noticed), then the lines. */
function file(about, release, name, count, lines) {
  const head = [
    `# ${about}`,
    '# Written by scripts/refresh-catalog.mjs; facts of MITRE ATLAS (Apache-2.0), see SOURCE.md.',
  ]
  return `${[...head, `release: ${scalar(release)}`, `count: ${count}`, `${name}:`, ...lines].join('\n')}\n`
}

function tacticsFile(release, tactics) {
  const ordered = Object.entries(tactics).sort(([, one], [, other]) => one.order - other.order)
  const lines = ordered.flatMap(([id, tactic]) => entry(2, id, pick(tactic, ['name', 'attack', 'created', 'modified'])))
  return file('Tactics, in the order of the matrix.', release, 'tactics', ordered.length, lines)
}

function techniquesFile(release, techniques) {
  const fields = ['name', 'parent', 'tactics', 'maturity', 'platforms', 'attack', 'created', 'modified']
  const lines = techniques.flatMap(([id, technique]) => entry(2, id, pick(technique, fields)))
  const about = 'Techniques. A sub-technique has the tactics of its parent. `attack` is the ATT&CK id.'
  return file(about, release, 'techniques', techniques.length, lines)
}

function mitigationsFile(release, mitigations) {
  const fields = ['name', 'category', 'lifecycle', 'attack', 'created', 'modified', 'techniques']
  const lines = mitigations.flatMap(([id, mitigation]) => [
    `  ${id}:`,
    ...Object.entries(pick(mitigation, fields)).flatMap(([field, value]) => entry(4, field, value)),
  ])
  const about = 'Mitigations and the techniques that ATLAS links to them. How each one acts: mitigation-classes.yaml.'
  return file(about, release, 'mitigations', mitigations.length, lines)
}

function caseStudyLines([id, study]) {
  return [
    `  ${id}:`,
    ...Object.entries(pick(study, ['name', 'type', 'date', 'granularity'])).flatMap(([field, value]) =>
      entry(4, field, value),
    ),
    '    procedure:',
    ...study.procedure.map((step) => `      - ${pieces(pick(step, ['technique', 'tactic'])).join(' ')}`),
    ...(study.references ? ['    references:', ...study.references.map((link) => `      - ${scalar(link)}`)] : []),
  ]
}

function caseStudiesFile(release, caseStudies) {
  const about = 'Case studies with their steps in order. `granularity` says how much of `date` is known.'
  return file(about, release, 'case-studies', caseStudies.length, caseStudies.flatMap(caseStudyLines))
}

/** Release → the ids of all objects that came with it, retired ones included. */
function addedLines(releases, objects) {
  return releases.flatMap((release) => {
    const ids = objects.filter(([, object]) => object.added === release).map(([id]) => id)
    return ids.length === 0 ? [] : entry(4, release, ids)
  })
}

function historyFile(facts, objects, retired) {
  const release = facts.releases.at(-1)
  const retiredFields = [
    'name',
    'parent',
    'tactics',
    'maturity',
    'platforms',
    'attack',
    'created',
    'modified',
    'removed-after',
    'successor',
  ]
  const lines = [
    ...entry(2, 'releases', facts.releases),
    '  added:',
    ...addedLines(facts.releases, objects),
    ...changeFields.flatMap((field) => {
      const changed = objects.filter(([, object]) => object[field] !== undefined)
      return [`  ${field}:`, ...changed.flatMap(([id, object]) => entry(4, id, object[field]))]
    }),
    '  retired:',
    ...retired.flatMap(([id, technique]) => entry(4, id, pick(technique, retiredFields))),
  ]
  return file('What changed from release to release.', release, 'history', objects.length, lines)
}

/** File name → text, for a facts file as a value. */
export function catalogFiles(facts) {
  const release = facts.releases.at(-1)
  const techniques = sortedEntries(facts.techniques)
  const current = techniques.filter(([, technique]) => technique['removed-after'] === undefined)
  const retired = techniques.filter(([, technique]) => technique['removed-after'] !== undefined)
  const mitigations = sortedEntries(facts.mitigations)
  const caseStudies = sortedEntries(facts['case-studies'])
  const objects = [...sortedEntries(facts.tactics), ...techniques, ...mitigations, ...caseStudies]
  return {
    'tactics.yaml': tacticsFile(release, facts.tactics),
    'techniques.yaml': techniquesFile(release, current),
    'mitigations.yaml': mitigationsFile(release, mitigations),
    'case-studies.yaml': caseStudiesFile(release, caseStudies),
    'history.yaml': historyFile(facts, objects, retired),
  }
}

/** Writes the files and says what a person still has to do. */
function refresh(factsPath, folder) {
  const files = catalogFiles(JSON.parse(readFileSync(factsPath, 'utf8')))
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  console.error(`Wrote ${Object.keys(files).join(', ')} to ${folder}.`)
  console.error(
    'Next: class new mitigations in mitigation-classes.yaml, update SOURCE.md, run scripts/compile-catalog.mjs.',
  )
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const factsPath = process.argv[2]
  if (factsPath === undefined) {
    console.error('usage: node scripts/refresh-catalog.mjs <facts.json>')
    process.exitCode = 2
  } else {
    refresh(factsPath, fileURLToPath(new URL('../atlas-data/catalog/', import.meta.url)))
  }
}
