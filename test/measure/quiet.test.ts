import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/analysis/exposures.ts'
import { readCatalog } from '../../src/atlas/read.ts'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { normalize } from '../../src/manifest/normalize.ts'
import { askRule, matchRule } from '../../src/rules/match.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { assembleRules } from '../../src/rules/rule-set.ts'
import { systemFacts } from '../../src/rules/run.ts'
import { readSource } from '../../src/source/reader.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import type { System } from '../../src/system/system.ts'
import { subjectsIn } from '../rules/ask.ts'
import { compiledRules } from '../rules/compiled.ts'

const root = join(import.meta.dirname, '../..')
const catalog = readCatalog(JSON.parse(readFileSync(join(root, 'dist/catalog.json'), 'utf8')))
const { rules } = assembleRules(compiledRules)

function systemAt(file: string): System {
  const { source } = readSource(file, readFileSync(join(root, file)))
  return buildSystem(normalize(source.value as Manifest))
}

function techniques(name: string): string[] {
  const system = systemAt(`test/corpus/nonincident-${name}.ai-system.yaml`)
  return [
    ...new Set(analyse({ system, catalog, rules, now: '2026-11-24' }).exposures.map(({ technique }) => technique)),
  ]
}

const names = (id: string): string => catalog.techniques.get(id)?.fullName ?? id

describe('the rules stay quiet', () => {
  test.each(['nonai-webshop', 'nonai-payroll'])('about %s, which has no AI part', (name) => {
    expect(techniques(name).length).toBeLessThanOrEqual(1)
  })
  test.each(['forecast-internal', 'spam-filter', 'vendor-vision-door'])(
    'about prompts in %s, which has no language model',
    (name) => {
      expect(techniques(name).filter((id) => /LLM|Prompt|RAG|Agent/.test(names(id)))).toEqual([])
    },
  )
  test.each(['vendor-vision-door', 'internal-rag'])('about training data in %s, which trains nothing', (name) => {
    const training = ['AML.T0020', 'AML.T0059', 'AML.T0010.002', 'AML.T0031', 'AML.T0115.000', 'AML.T0018.000']
    expect(techniques(name).filter((id) => training.includes(id))).toEqual([])
  })
  test('about outsiders in internal-rag, where only staff write and read', () => {
    expect(techniques('internal-rag').filter((id) => /^AML\.T0(051\.00[12]|093|070)/.test(id))).toEqual([])
  })
})

// Most rules are seen to hold nowhere without asking; that may never leave out one that would match.
describe('matching a rule', () => {
  const manifests = ['card-fraud', 'coding-agent', 'door-camera', 'internal-llm', 'support-chatbot'].map(
    (name) => `examples/${name}/ai-system.yaml`,
  )
  const corpus = ['AML.CS0021', 'AML.CS0023', 'AML.CS0049', 'AML.CS0063', 'AML.CS0068'].map(
    (id) => `test/corpus/${id}.ai-system.yaml`,
  )
  test.each([...manifests, ...corpus])('finds in %s what asking of each subject finds', (file) => {
    const facts = systemFacts(systemAt(file))
    const matching = (rule: Rule) => [rule.id, matchRule(rule, facts)] as const
    const asked = (rule: Rule) => {
      const { drawn } = systemFacts(facts.system)
      const answers = subjectsIn(facts).map((subject) => ({ subject, truth: askRule(rule, subject, drawn) }))
      return [rule.id, answers.filter(({ truth }) => truth !== 0)] as const
    }
    const all = rules.map(asked)
    expect(all.filter(([, matches]) => matches.length > 0).length).toBeGreaterThan(5)
    expect(rules.map(matching)).toEqual(all)
  })
})
