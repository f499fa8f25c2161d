import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import {
  exitCode,
  formats,
  KnowledgeError,
  knowledgeFrom,
  type LintOptions,
  lint,
  render,
} from '../../src/library/api.ts'
import { reporters } from '../../src/report/reporters.ts'
import { run } from '../cli/run.ts'

const knowledge = knowledgeFrom('dist')
const options: LintOptions = { knowledge, now: '2026-11-24' }
const text = readFileSync('examples/support-chatbot/ai-system.yaml', 'utf8')
const input = { name: 'shop/ai-system.yaml', text }

describe('lint', () => {
  test('says what the command line says, in every format, with the same exit code', async () => {
    const report = lint([input], { ...options, evidenceExists: () => false })
    for (const format of formats) {
      const { code, stdout } = await run(['shop', '-f', format, '--now', '2026-11-24'], {
        engine: lintEngine,
        files: { 'shop/ai-system.yaml': text },
      })
      expect(code).toBe(exitCode(report))
      expect(render(report, format)).toBe(stdout)
    }
  })

  test('text and bytes, any iterable, in the order given', () => {
    const bytes = { name: 'b', text: new TextEncoder().encode(text) }
    const { manifests } = lint(new Set([{ ...input, name: 'z' }, bytes]), options)
    expect(manifests.map(({ file }) => file)).toEqual(['z', 'b'])
    expect(manifests[0]?.findings).toEqual(manifests[1]?.findings)
  })

  test('the same arguments, the same report', () => {
    expect(lint([input], options)).toEqual(lint([input], options))
    expect(JSON.stringify(lint([input], { ...options, knowledge: knowledgeFrom('dist') }))).toBe(
      JSON.stringify(lint([input], options)),
    )
  })

  test('a broken manifest is a report', () => {
    const report = lint([{ name: 'x', text: 'a: [\nb: }\n' }], options)
    expect(report.manifests[0]).toMatchObject({ judged: false, findings: [{ kind: 'input' }, { kind: 'input' }] })
    expect(exitCode(report)).toBe(1)
    expect(exitCode(lint([{ name: 'x', text: '' }], { ...options, exitZero: true }))).toBe(1)
  })

  test('options of the gate and of the checks', () => {
    const rules = (more: object) =>
      new Set(lint([input], { ...options, ...more }).manifests[0]?.findings.map(({ rule }) => rule))
    expect(lint([input], { ...options, failOn: 'none' }).gate).toMatchObject({ failOn: 'none', verdict: 'pass' })
    expect(rules({ minimumMitigated: 1 })).toContain('too-little-mitigated')
    expect(rules({})).not.toContain('too-little-mitigated')
    expect(rules({ evidenceExists: () => false })).toContain('missing-evidence-file')
    expect(rules({ evidenceMaxAge: 1 })).toContain('stale-evidence')
  })

  test.each<[string, () => unknown, RegExp]>([
    ['knowledge', () => lint([input], { ...options, knowledge: { ...knowledge } }), /options\.knowledge/],
    ['no options', () => lint([input], undefined as never), /options\.knowledge/],
    ['date', () => lint([input], { ...options, now: '2026-02-30' }), /options\.now.*2026-02-30/],
    ['threshold', () => lint([input], { ...options, failOn: 'severe' as never }), /options\.failOn: severe/],
    ['an input', () => lint(['x' as never], options), /inputs: each is/],
    ['two of one name', () => lint([input, input], options), /two are called shop\/ai-system\.yaml/],
    ['inputs', () => lint(input as never, options), /inputs: not a list/],
    ['one text', () => lint(text as never, options), /inputs: not a list/],
    ['days', () => lint([input], { ...options, evidenceMaxAge: '5d' as never }), /options\.evidenceMaxAge: .*: 5d/],
    ['no number', () => lint([input], { ...options, evidenceMaxAge: Number.NaN }), /options\.evidenceMaxAge: .*: NaN/],
    ['days before', () => lint([input], { ...options, evidenceMaxAge: -1 }), /options\.evidenceMaxAge/],
    ['percent', () => lint([input], { ...options, minimumMitigated: 60 }), /minimumMitigated: not a .* 0 to 1: 60/],
    ['share', () => lint([input], { ...options, minimumMitigated: 'x' as never }), /options\.minimumMitigated/],
    ['strict', () => lint([input], { ...options, strict: 'no' as never }), /options\.strict: neither .*: no/],
    ['exitZero', () => lint([input], { ...options, exitZero: 1 as never }), /options\.exitZero/],
    ['a file', () => lint([input], { ...options, evidenceExists: 'x' as never }), /options\.evidenceExists/],
    [
      'an object',
      () => lint([input], { ...options, failOn: Object.create(null) }),
      /options\.failOn: an object is none/,
    ],
    ['rules', () => knowledgeFrom('dist', { rules: 'x' as never }), /options\.rules: not a list: x/],
    ['one rule file', () => knowledgeFrom('dist', { rules: input as never }), /options\.rules: not a list/],
    ['catalog', () => knowledgeFrom('dist', { catalog: 'x' as never }), /options\.catalog: each is/],
    ['options', () => knowledgeFrom('dist', null as never), /options: not an object: null/],
    ['width', () => render(lint([input], options), 'pretty', { width: '80' as never }), /options\.width/],
    ['unicode', () => render(lint([input], options), 'pretty', { unicode: 1 as never }), /options\.unicode/],
    ['quiet', () => render(lint([input], options), 'pretty', { quiet: 'no' as never }), /options\.quiet/],
    ['details', () => render(lint([input], options), 'pretty', { maxDetails: -1 }), /options\.maxDetails/],
    ['report', () => render({} as never, 'pretty'), /report: pass what lint/],
    ['no report', () => exitCode(undefined as never), /report: pass what lint/],
    ['format', () => render(lint([input], options), 'xml' as never), /format: xml is none of pretty/],
  ])('wrong arguments are a TypeError: %s', (_what, wrong, message) => {
    expect(wrong).toThrow(TypeError)
    expect(wrong).toThrow(message)
  })
})

describe('knowledge', () => {
  test('tells what it is', () => {
    expect(knowledge).toEqual({
      release: expect.stringMatching(/^\d{4}\./),
      techniques: expect.any(Number),
      rules: expect.any(Number),
    })
    expect(Object.isFrozen(knowledge)).toBe(true)
  })

  test('rule files and catalogs of others; what is wrong with them is told at its place', () => {
    const off = knowledgeFrom('dist', {
      rules: [{ name: 'r.yaml', text: 'rules:\n  - { id: outsider-content-reaches-prompt, off: true }\n' }],
    })
    expect(off.rules).toBe(knowledge.rules - 1)
    const broken = () =>
      knowledgeFrom('dist', { rules: [{ name: 'r.yaml', text: 'rules:\n  - { id: mine, title: none }\n' }] })
    expect(broken).toThrow(KnowledgeError)
    expect(broken).toThrow(/^r\.yaml:2:\d+: /)
    const catalog = () => knowledgeFrom('dist', { catalog: { name: 'c.yaml', text: 'x: 1\n' } })
    expect(catalog).toThrow(KnowledgeError)
    expect(catalog).toThrow(/^c\.yaml:1:1: this is no ATLAS data/)
    expect(() => knowledgeFrom('dist', { rules: [{ name: 'r' } as never] })).toThrow(TypeError)
  })
})

test('all formats are there', () => {
  expect([...formats].sort()).toEqual(Object.keys(reporters).sort())
})
