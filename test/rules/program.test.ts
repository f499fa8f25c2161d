import { describe, expect, test } from 'vitest'
import { compileRules } from '../../src/rules/compile.ts'
import { bytesOf, readCompiledRules } from '../../src/rules/compiled-rules.ts'
import { askRule, matchRule } from '../../src/rules/match.ts'
import type { RuleEntry } from '../../src/rules/rule.ts'
import { systemFacts } from '../../src/rules/run.ts'
import { writeCompiledRules } from '../../src/rules/write-compiled-rules.ts'
import { payloadWords } from '../../src/vocabulary.ts'
import { cutting, firing, ruleOf, subjectsIn, systemOf } from './ask.ts'
import { compiledRules } from './compiled.ts'

const entry = (id: string, subject: unknown, when?: unknown): RuleEntry => ({
  id,
  technique: 'AML.T0051',
  title: 'Ümlaute — and more',
  why: 'Test.',
  subject,
  ...(when === undefined ? {} : { when }),
  message: '{subject}',
  impact: ['integrity'],
  fix: 'Test.',
})

const definitions = new Map<string, unknown>([['talks', { kind: ['agent', 'llm'] }]])

describe('a program', () => {
  const reached = { 'reached-from': { from: { kind: 'outsider' }, carrying: 'content' } }
  const nodes = (...entries: readonly RuleEntry[]) => compileRules(entries, definitions).program.nodes

  test('has the same condition of several rules once', () => {
    const one = entry('one', { component: { kind: 'agent' } }, reached)
    const other = entry('other', { component: { is: 'talks' } }, reached)
    expect(nodes(one, one)).toBe(nodes(one))
    // What it adds: the definition, and the conjunction of it with the way.
    expect(nodes(one, other)).toBe(nodes(one) + 2)
  })

  test('has two nodes where `unknown` differs', () => {
    const rule = entry('one', { component: { auth: 'none' } })
    expect(nodes(rule, { ...rule, unknown: { auth: 'yes' } })).toBe(2)
  })
})

describe('compiled rules', () => {
  const rules = [
    entry('first', { component: { is: 'talks' } }, { not: { powers: 'run-code' } }),
    entry('second', { flow: { carries: 'prompt' } }),
    entry('third', 'system', { has: { kind: 'outsider' } }),
  ]
  const files = writeCompiledRules(
    { definitions, notJudged: { 'AML.T0000': 'No fact tells.' } },
    rules.map((rule, index) => ({ entry: rule, factsNeeded: index })),
  )
  const read = readCompiledRules(files)

  test('come back as they were written', () => {
    expect(read.rules.map((rule) => rule.entry)).toEqual(rules)
    expect(read.rules.map(({ id, on, factsNeeded }) => [id, on, factsNeeded])).toEqual([
      ['first', 'component', 0],
      ['second', 'flow', 1],
      ['third', 'system', 2],
    ])
    expect(read.definitions()).toEqual(definitions)
    expect(read.notJudged).toEqual({ 'AML.T0000': 'No fact tells.' })
  })

  test('match as those that are compiled when they are read', () => {
    const system = systemOf(`components:
  stranger: { kind: outsider }
  desk: { kind: agent, can: [read-data] }
  helper: { kind: agent, can: [run-code] }
flows:
  - { from: stranger, to: desk, carries: [prompt] }`)
    const facts = systemFacts(system)
    for (const [index, rule] of read.rules.entries()) {
      const { id: _, ...conditions } = rules[index] as RuleEntry
      const own = ruleOf(JSON.stringify(conditions), Object.fromEntries(definitions))
      expect(matchRule(rule, facts)).toEqual(matchRule(own, facts))
      expect(matchRule(rule, facts)).not.toEqual([])
    }
  })

  test('are numbers with the lowest byte first, on every machine', () => {
    expect([...bytesOf(Int32Array.of(1, -2))]).toEqual([1, 0, 0, 0, 254, 255, 255, 255])
  })
})

describe('answers', () => {
  // More than there is room for at first: rows are moved while they are filled.
  const count = 400
  const kinds = ['outsider', 'app', 'agent', 'llm', 'tool', 'document-store', 'host']
  const components = Array.from({ length: count }, (_, at) => `  c${at}: { kind: ${kinds[at % kinds.length]} }`)
  const flows = Array.from({ length: count - 1 }, (_, at) => `  - { from: c${at}, to: c${at + 1}, carries: [prompt] }`)
  const system = systemOf(['components:', ...components, 'flows:', ...flows].join('\n'))

  test('are the same for a large system, asked of all at once and one by one', () => {
    const facts = systemFacts(system)
    const { drawn } = systemFacts(system)
    let matches = 0
    for (const rule of compiledRules.rules) {
      const asked = subjectsIn(facts)
        .map((subject) => ({ subject, truth: askRule(rule, subject, drawn) }))
        .filter(({ truth }) => truth !== 0)
      expect(matchRule(rule, facts)).toEqual(asked)
      matches += asked.length
    }
    expect(matches).toBeGreaterThan(300)
  })

  // Somewhere here there is no room left.
  test.each([1021, 1022, 1023, 1024, 1025])('are not lost while rows are moved: %i conditions on flows', (count) => {
    const few = systemOf(`components:
  desk: { kind: app }
  agent: { kind: agent }
flows:
  - { id: first, from: desk, to: agent, carries: [message], auth: none }
  - { id: second, from: agent, to: desk, carries: [message], auth: none }`)
    const others = payloadWords.filter((word) => word !== 'message').slice(0, 11)
    const conditions = Array.from({ length: count }, (_, at) => {
      const words = others.filter((_, bit) => (at + 1) & (1 << bit))
      return `{ carries: [${words.join(', ')}] }`
    })
    const rule = ruleOf(`subject: { flow: { any: [${conditions.join(', ')}, { auth: none }] } }`)
    expect(firing(rule, few)).toEqual({ first: 3, second: 3 })
  })

  test('of a disjunction are those of its surest part', () => {
    const rule = ruleOf('subject: { component: { any: [{ kind: llm }, { auth: none }] } }\nunknown: { auth: ask }')
    const found = firing(rule, system)
    expect([found.c3, found.c2]).toEqual([3, 1])
  })
})

describe('a cut somewhere behind', () => {
  const system = systemOf(`components:
  stranger: { kind: outsider }
  mail: { kind: channel }
  reader: { kind: agent }
  site: { kind: app, uses: [reader] }
  other: { kind: app, uses: [stranger] }
flows:
  - { from: stranger, to: mail, carries: [message] }
  - { from: mail, to: reader, carries: [message] }
  - { from: site, to: reader, carries: [prompt] }`)
  const reached = '{ reached-from: { from: { kind: outsider }, carrying: content, through: { kind: channel } } }'
  const left = (when: string) => {
    const rule = ruleOf(`subject: { component: { kind: app } }\nwhen: ${when}`)
    return [firing(rule, system), firing(rule, system, cutting(system, ['mail']))]
  }

  test.each([`{ calls: { to: ${reached} } }`, `{ uses: ${reached} }`])('ends what rests on it: %s', (when) => {
    expect(left(when)).toEqual([{ site: 3 }, {}])
  })

  test('ends nothing that a rule asks of the system as drawn', () => {
    expect(left(`{ as-drawn: { uses: ${reached} } }`)).toEqual([{ site: 3 }, { site: 3 }])
  })

  test('what is named must not match, under `not`', () => {
    expect(left('{ not: { uses: { kind: outsider } } }')).toEqual([{ site: 3 }, { site: 3 }])
  })
})

test.each([
  ['{ at-most: moderate }', ['low', 'moderate']],
  ['{ at-least: high }', ['high', 'critical']],
  ['[low, critical]', ['low', 'critical']],
])('criticality %s', (asked, expected) => {
  const rule = ruleOf(`subject: system\nwhen: { criticality: ${asked} }`)
  const found = ['low', 'moderate', 'high', 'critical'].filter((criticality) => {
    const system = systemOf('components: { desk: { kind: app } }')
    const { manifest } = system
    const facts = systemFacts({
      ...system,
      manifest: { ...manifest, system: { ...manifest.system, criticality } } as never,
    })
    return matchRule(rule, facts).length > 0
  })
  expect(found).toEqual(expected)
})
