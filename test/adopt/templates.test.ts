/** What `init` writes: each template, with and without answers, is a manifest that lints, and shows what such a system is known for. */

import '../../src/cli/extra.ts'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fillIn, readTemplates, type Template } from '../../src/cli/init/templates.ts'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { defaultGate } from '../../src/report/gate.ts'
import type { ManifestReport } from '../../src/report/report.ts'

const dist = join(import.meta.dirname, '../../dist')
const engine = lintEngine.prepare(dist, [])
const { manifests } = readTemplates(dist)
const answers = { name: 'Ours: "the \\1 $1"', owner: 'our-team', contact: '#ours' }

function judge(text: string): ManifestReport {
  const input = { name: 'ai-system.yaml', bytes: Buffer.from(text) }
  const report = engine.lint([input], { ...defaultGate, version: '0.0.0', now: '2026-11-24' })
  return report.manifests[0] as ManifestReport
}

const rulesOf = ({ findings }: ManifestReport) => new Set(findings.map(({ rule }) => rule))

/** The examples in comments, as they are once somebody takes the comment signs away. */
function uncommented(text: string): string {
  return text.replaceAll(/^# (?:controls|decisions):\n(?:#.*\n)+/gm, (block) => block.replaceAll(/^# ?/gm, ''))
}

/** A few that everybody who knows such systems would expect, by their place. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'retrieval-chatbot': ['AML.T0051.000 chat', 'AML.T0051.001 chat', 'AML.T0085.000 chat', 'AML.T0057 chat'],
  'agent-with-tools': [
    'AML.T0051.001 agent',
    'AML.T0053 agent',
    'AML.T0086 agent',
    'AML.T0110.000 agent',
    'AML.T0080.000 agent',
  ],
  'coding-agent': ['AML.T0051.001 agent', 'AML.T0050 agent', 'AML.T0110.001 issue-mcp', 'AML.T0010.001 package-index'],
  'fine-tuned-open-model': ['AML.T0010.003 base-model', 'AML.T0025 notebooks', 'AML.T0011.001 notebooks'],
  'vendor-api-in-product': ['AML.T0051.001 summariser', 'AML.T0077 summariser', 'AML.T0057 summariser'],
  'trained-classifier': ['AML.T0015 fraud-model', 'AML.T0020 payment-history', 'AML.T0010.001 packages'],
  recommender: ['AML.T0020 click-history', 'AML.T0015 ranker', 'AML.T0031 ranker'],
  'speech-or-vision-at-edge': ['AML.T0015 detector', 'AML.T0025 detector', 'AML.T0048 camera'],
}

test('there are these', () => {
  expect(manifests.map(({ id }) => id)).toEqual(Object.keys(expected).sort())
})

describe.each(manifests)('$id', (template: Template) => {
  const bare = judge(fillIn(template, 'schema.json', {}))
  const named = judge(fillIn(template, 'schema.json', answers))

  test('is judged, and leaves no fact open that a rule asks for', () => {
    expect(bare.findings.filter(({ kind, rule }) => kind === 'input' || rule === 'unknown-fact')).toEqual([])
    expect(bare.judged).toBe(true)
    expect(bare.components).toBeGreaterThanOrEqual(8)
    expect(bare.components).toBeLessThanOrEqual(14)
  })

  test('names the schema first, then says what it is', () => {
    const lines = fillIn(template, 'schema.json', {}).split('\n')
    expect(lines[0]).toBe('# yaml-language-server: $schema=schema.json')
    expect(lines[1]).toBe(`# ${template.title}`)
  })

  test('without an owner the run says who is missing', () => {
    expect([...rulesOf(bare)]).toEqual(expect.arrayContaining(['system-without-owner', 'component-without-owner']))
  })

  test('with one it does not, and the rest is the same', () => {
    const owners = /-without-(owner|contact)$/
    const others = ({ findings }: ManifestReport) =>
      findings.filter(({ rule }) => !owners.test(rule)).map(({ rule, subject }) => `${rule} ${subject.id}`)
    expect([...rulesOf(named)].filter((rule) => owners.test(rule))).toEqual([])
    expect(named.system).toBe(answers.name)
    expect(others(named)).toEqual(others(bare))
    expect(fillIn(template, 'schema.json', answers)).not.toMatch(/TODO(?! marks)/)
  })

  test('shows what such a system is known for', () => {
    const found = bare.exposures
      .filter(({ status }) => status === 'open')
      .map((each) => `${each.technique} ${each.subject.id}`)
    expect(found).toEqual(expect.arrayContaining([...(expected[template.id] ?? ['?'])]))
  })

  test('holds no control that the reader may not have', () => {
    expect(bare.exposures.filter(({ status }) => status !== 'open')).toEqual([])
  })

  test('the examples in its comments are right', () => {
    const full = judge(uncommented(fillIn(template, 'schema.json', {})))
    expect(full.findings.filter(({ kind }) => kind === 'input').map(({ message }) => message)).toEqual([])
    expect(
      [...rulesOf(full)].filter((rule) => /^(unused-decision|control-on-nothing|idle-control)$/.test(rule)),
    ).toEqual([])
    expect(full.exposures.map(({ status }) => status)).toEqual(expect.arrayContaining(['planned', 'accepted']))
  })
})
