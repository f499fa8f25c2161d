/** The YAML files against where they come from. What lies beside this repository may be missing: then these tests show as skipped. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { catalogFiles, readSources, root } from './compiled.ts'

const upstream = join(root, '..', 'shared', 'atlas')
const factsPath = join(upstream, 'facts.json')
const releasePath = join(upstream, 'releases', 'ATLAS-5.6.1.yaml')
const folder = join(root, 'atlas-data')
const changeFields = ['renamed', 'maturity-changed', 'tactics-changed', 'links-changed']

// biome-ignore lint/suspicious/noExplicitAny: facts of several shapes
type Objects = Record<string, any>

const sources = readSources(root)
const { history } = sources.history

/** An object of the YAML files with its history, as a facts file has it. */
function withPast(id: string, object: object) {
  const added = Object.keys(history.added).find((release) => history.added[release].includes(id))
  const changes = changeFields.filter((field) => history[field][id]).map((field) => [field, history[field][id]])
  return { ...object, added, ...Object.fromEntries(changes) }
}

function withPasts(objects: Objects) {
  return Object.fromEntries(Object.entries(objects).map(([id, object]) => [id, withPast(id, object)]))
}

describe.skipIf(!existsSync(factsPath))('YAML files equal facts.json', () => {
  const facts = existsSync(factsPath) ? JSON.parse(readFileSync(factsPath, 'utf8')) : {}

  test('byte for byte what the refresh script writes', () => {
    for (const [name, text] of Object.entries(catalogFiles(facts)))
      expect(readFileSync(join(folder, 'catalog', name), 'utf8'), name).toBe(text)
  })

  test('releases', () => expect(history.releases).toEqual(facts.releases))

  test('tactics, in order', () => {
    const tactics = Object.entries(withPasts(sources.tactics.tactics))
    const ordered = tactics.map(([id, tactic], order) => [id, { ...tactic, order }])
    expect(Object.fromEntries(ordered)).toEqual(facts.tactics)
  })

  test('techniques, retired ones included', () => {
    expect(withPasts({ ...sources.techniques.techniques, ...history.retired })).toEqual(facts.techniques)
  })

  test('mitigations', () => expect(withPasts(sources.mitigations.mitigations)).toEqual(facts.mitigations))

  test('case studies', () => {
    expect(withPasts(sources['case-studies']['case-studies'])).toEqual(facts['case-studies'])
  })
})

/** All text of all files under atlas-data, comparable. */
function ownText(): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map((file) => plainWords(readFileSync(join(file.parentPath, file.name), 'utf8'))).join('\n')
}

/** Lower-case words and single spaces: no mark-up, line break or punctuation hides a copy. Addresses are facts. */
function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\/\/[^\s)>"]+/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** All sentences of at least eight words in the descriptions of an upstream release. */
function longSentences(release: unknown): string[] {
  const texts: string[] = []
  const collect = (value: unknown, key: string) => {
    if (typeof value === 'string' && (key === 'description' || key === 'summary' || key === 'use')) texts.push(value)
    else if (typeof value === 'object' && value !== null)
      for (const [inner, child] of Object.entries(value)) collect(child, Array.isArray(value) ? key : inner)
  }
  collect(release, '')
  return texts
    .flatMap((text) => text.split(/[.!?:;](?:\s|$)|\n\s*\n|\n\s*[-*]/))
    .map(plainWords)
    .filter((sentence) => sentence.split(' ').length >= 8)
}

describe.skipIf(!existsSync(releasePath))('no sentence of MITRE’s', () => {
  const sentences = existsSync(releasePath) ? longSentences(load(readFileSync(releasePath, 'utf8'))) : []

  test('is in atlas-data', () => {
    const text = ownText()
    expect(sentences.length).toBeGreaterThan(1000)
    expect(sentences.filter((sentence) => text.includes(sentence))).toEqual([])
  })
})

describe('every mitigation is classed', () => {
  const classes: Objects = sources.classes.classes
  test.each(Object.entries(sources.mitigations.mitigations as Objects))('%s', (id, { name }) => {
    expect(classes[id]?.reason).toMatch(/^[A-Z].{30,}\.$/)
    if (name.startsWith('Predictive AI')) expect(classes[id].defends).toBe('predictive')
    if (name.startsWith('Generative AI') || name.includes('AI Agent')) expect(classes[id].defends).toBe('generative')
  })

  test('what only watches or proves does not cut', () => {
    for (const id of ['AML.M0023', 'AML.M0024', 'AML.M0035', 'AML.M0038', 'AML.M0039'])
      expect(['detects', 'governs'], id).toContain(classes[id].class)
  })
})

test('SOURCE.md and NOTICE name the release of the files', () => {
  const source = readFileSync(join(folder, 'catalog', 'SOURCE.md'), 'utf8')
  expect(source).toContain(`| Release | ${sources.tactics.release} |`)
  for (const name of ['tactics', 'techniques', 'mitigations', 'case-studies'])
    expect(source).toContain(`${sources[name].count} ${name.replace('-', ' ')}`)
  expect(readFileSync(join(root, 'NOTICE'), 'utf8')).toContain(`release ${sources.tactics.release}`)
})
