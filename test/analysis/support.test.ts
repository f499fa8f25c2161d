import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { normalize } from '../../src/manifest/normalize.ts'
import { readCompiledRules } from '../../src/rules/compiled-rules.ts'
import { askRule, matchRule, supportOf } from '../../src/rules/match.ts'
import { assembleRules } from '../../src/rules/rule-set.ts'
import { newRun, systemFacts } from '../../src/rules/run.ts'
import { readSource } from '../../src/source/reader.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import { cutting } from '../rules/ask.ts'

const root = join(import.meta.dirname, '../..')
const { rules } = assembleRules(readCompiledRules(readFileSync(join(root, 'dist/rules.jsonl'), 'utf8')))

// A control is told of an exposure when it stands on the support; so nothing that would end a match may be missing there.
test.each(['examples/support-chatbot', 'examples/coding-agent', 'examples/card-fraud', 'examples/internal-llm'])(
  'whatever would end a match takes part in it: %s',
  (folder) => {
    const { source } = readSource(folder, readFileSync(join(root, folder, 'ai-system.yaml')))
    const system = buildSystem(normalize(source.value as Manifest))
    const facts = systemFacts(system)
    const places = [...system.components, ...system.flows].map(({ id }) => ({
      id,
      run: newRun(facts, cutting(system, [id])),
    }))
    const missing: string[] = []
    let ended = 0
    for (const rule of rules) {
      for (const { subject, truth } of matchRule(rule, newRun(facts))) {
        if (truth < 2) continue
        const support = supportOf(rule, subject, newRun(facts))
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
