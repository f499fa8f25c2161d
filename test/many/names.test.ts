import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { knowledgeFrom, lint } from '../../src/library/api.ts'

const knowledge = knowledgeFrom('dist')
const corpus = readdirSync('test/corpus').filter((name) => name.endsWith('.yaml'))

// A shard may hold a manifest of which a technique is only asked about, and merging knows no other names.
test('a report names every technique that it speaks of, also one that is only asked about', () => {
  let asked = 0
  for (const name of corpus) {
    const input = { name, text: readFileSync(`test/corpus/${name}`, 'utf8') }
    const { catalog, manifests } = lint([input], { knowledge, now: '2026-11-24' })
    const exposed = new Set(manifests.flatMap(({ exposures }) => exposures.map(({ technique }) => technique)))
    for (const { technique } of manifests.flatMap(({ findings }) => findings)) {
      if (technique === undefined) continue
      expect(catalog.names?.[technique]).toMatch(/^[A-Z]/)
      if (!exposed.has(technique)) asked += 1
    }
  }
  expect(asked).toBeGreaterThan(0)
})
