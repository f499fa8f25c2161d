import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { normalize } from '../../src/manifest/normalize.ts'
import { askRule, matchRule, placesIn, supportOf } from '../../src/rules/match.ts'
import { assembleRules } from '../../src/rules/rule-set.ts'
import { cutRun, systemFacts } from '../../src/rules/run.ts'
import { Places } from '../../src/rules/support.ts'
import { readSource } from '../../src/source/reader.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import type { System } from '../../src/system/system.ts'
import { cutting } from '../rules/ask.ts'
import { compiledRules } from '../rules/compiled.ts'

const root = join(import.meta.dirname, '../..')
const { rules } = assembleRules(compiledRules)

function systemAt(file: string): System {
  const { source } = readSource(file, readFileSync(join(root, file)))
  return buildSystem(normalize(source.value as Manifest))
}

// A control is told of an exposure when it stands on the support; so nothing that would end a match may be missing there.
test.each(['examples/support-chatbot', 'examples/coding-agent', 'examples/card-fraud', 'examples/internal-llm'])(
  'whatever would end a match takes part in it: %s',
  (folder) => {
    const system = systemAt(join(folder, 'ai-system.yaml'))
    const facts = systemFacts(system)
    const places = [...system.components, ...system.flows].map(({ id }) => ({
      id,
      run: cutRun(facts, cutting(system, [id])),
    }))
    const missing: string[] = []
    let ended = 0
    for (const rule of rules) {
      for (const { subject, truth } of matchRule(rule, facts)) {
        if (truth < 2) continue
        const support = supportOf(rule, subject, facts.drawn)
        const inSupport = new Set([
          ...system.components.filter(({ index }) => support.components.has(index)).map(({ id }) => id),
          ...system.flows.filter(({ index }) => support.flows.has(index)).map(({ id }) => id),
        ])
        for (const { id, run } of places) {
          if (askRule(rule, subject, run) >= 2) continue
          ended += 1
          if (!inSupport.has(id)) missing.push(`${rule.id}: ${id}`)
        }
      }
    }
    expect(ended).toBeGreaterThan(20)
    expect(missing).toEqual([])
  },
)

// The lint asks for places, the plan for everything: two walks, which have to come to the same.
const corpus = readdirSync(join(root, 'test/corpus')).filter((name) => name.startsWith('AML.'))
test.each([
  ...['support-chatbot', 'coding-agent', 'card-fraud', 'door-camera'].map((name) => `examples/${name}/ai-system.yaml`),
  ...corpus.map((name) => `test/corpus/${name}`),
])('a place takes part exactly when something of it does: %s', (file) => {
  const system = systemAt(file)
  const facts = systemFacts(system)
  const single = [
    ...system.components.map(({ index }) => ({ components: [index], flows: [] as number[] })),
    ...system.flows.map(({ index }) => ({ components: [] as number[], flows: [index] })),
  ]
  const pairs = single.map((place, index) => {
    const other = single[(index * 7 + 3) % single.length] as (typeof single)[number]
    return { components: [...place.components, ...other.components], flows: [...place.flows, ...other.flows] }
  })
  const places = new Places([...single, ...pairs])
  let hits = 0
  for (const rule of rules) {
    for (const { subject } of matchRule(rule, facts)) {
      const { components, flows } = supportOf(rule, subject, facts.drawn)
      const expected = places.all.flatMap((place, index) =>
        place.components.some((one) => components.has(one)) || place.flows.some((one) => flows.has(one)) ? [index] : [],
      )
      const found = [...placesIn(rule, subject, facts.drawn, places)].sort((one, other) => one - other)
      expect(found, `${rule.id} on ${JSON.stringify(subject.type)}`).toEqual(expected)
      hits += found.length
    }
  }
  expect(hits).toBeGreaterThan(10)
})
