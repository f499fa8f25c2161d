import { describe, expect, test } from 'vitest'
import { docsUrl } from '../../src/docs-url.ts'
import { explain, explainable, type Library } from '../../src/explain/explain.ts'
import { rulesFrom } from '../../src/rules/read-rules.ts'
import type { RuleEntry } from '../../src/rules/rule.ts'
import { library } from '../docs/library.ts'

/** The page as one line, so that a test need not know where lines break. */
function flat(id: string, from: Library = library): string {
  return (explain(id, from) ?? '').replace(/\s+/g, ' ')
}

describe('every page', () => {
  const ids = explainable(library)

  test('has its own id', () => {
    expect(ids.length).toBeGreaterThan(600)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !explain(id, library)?.startsWith(id))).toEqual([])
  })

  test('is 96 wide, save for addresses that cannot be broken', () => {
    const wide = ids.flatMap((id) => (explain(id, library) ?? '').split('\n').filter((line) => line.length > 96))
    expect(wide.filter((line) => !/^\s*(More: )?https?:\S+$/.test(line))).toEqual([])
  })

  test('holds no empty value and no space at the end of a line', () => {
    for (const id of ids) expect(explain(id, library), id).not.toMatch(/undefined|\[object|NaN|[ \t]$|\n{3}/m)
  })

  test.each([
    ['AML.T0051.001', docsUrl('technique', 'AML.T0051.001')],
    ['AML.M0020', docsUrl('mitigation', 'AML.M0020')],
    ['unknown-fact', docsUrl('check', 'unknown-fact')],
    ['outsider-content-reaches-prompt', docsUrl('rule', 'outsider-content-reaches-prompt')],
    ['AML.T0104', docsUrl('technique', 'AML.T0115.002')],
  ])('of %s ends with the link to its docs', (id, url) => {
    expect(explain(id, library)?.split('\n').at(-1)).toBe(`More: ${url}`)
  })

  test('is undefined for what nobody knows', () => {
    for (const id of ['AML.T9999', 'no-such-rule', '', 'constructor', '__proto__'])
      expect(explain(id, library)).toBeUndefined()
  })
})

describe('a technique', () => {
  const page = flat('AML.T0051.001')

  test('is told in our words', () => expect(page).toContain(library.texts.techniques['AML.T0051.001']))

  test('names its rules with what to do', () => {
    expect(page).toContain(
      "outsider-content-reaches-prompt: Content that outsiders write reaches the model's prompt Fix: ",
    )
  })

  test('names its mitigations with their class, and the way without one', () => {
    expect(page).toContain('AML.M0020 Generative AI Guardrails (prevents)')
    expect(page).toContain('a control with covers: [AML.T0051.001]')
  })

  test('names what its rules accept, whether or not ATLAS links it, and for which of them', () => {
    expect(flat('AML.T0113')).toContain(
      'Answered by: AML.M0033 Input and Output Validation for AI Agent Components (prevents) a control with covers: [AML.T0113]',
    )
    expect(flat('AML.T0047')).toMatch(/AML\.M0019 [^()]* \(prevents\), for product-asks-nobody-who-they-are AML\.M0024/)
    expect(flat('AML.T0051')).toMatch(/AML\.M0020 [^()]* \(prevents\), for \d+ of \d+ rules/)
  })

  test('tells what ATLAS links and no rule accepts apart from that', () => {
    const [answered, linked] = flat('AML.T0051').split('Linked by ATLAS, and accepted by no rule: ')
    expect(linked).toMatch(/^AML\.M0019 /)
    expect(answered).not.toContain('AML.M0019')
    expect(flat('AML.T0016')).toContain('Linked by ATLAS: AML.M0001')
    expect(flat('AML.T0016')).not.toContain('Answered by')
  })

  test('shows its newest case studies and counts the others', () => {
    const all = [...library.catalog.caseStudies.values()].filter(({ procedure }) =>
      procedure.some(({ technique }) => technique === 'AML.T0051.001'),
    )
    expect(page.match(/AML\.CS\d{4}/g)).toHaveLength(6)
    expect(page).toContain(`and ${all.length - 6} older`)
    const dates = [...page.matchAll(/AML\.CS\d{4} .*?\((\d{4}[-\d]*)\)/g)].map((match) => match[1] as string)
    expect(dates).toEqual([...dates].sort().reverse())
  })

  test('that no rule judges says why', () => {
    expect(flat('AML.T0016')).toContain(`Not judged: ${library.rules.notJudged.get('AML.T0016')}`)
  })

  test('that is retired names what stands for it now', () => {
    expect(flat('AML.T0104')).toContain('Retired: last in ATLAS 2026.06. AML.T0115.002')
    const retired = new Map([['AML.T0001', { name: 'Gone', after: '5.0.0', successor: undefined }]])
    const techniques = new Map()
    const alone = { ...library, catalog: { ...library.catalog, techniques, retired } } as unknown as Library
    expect(explain('AML.T0001', alone)).toBe(
      'AML.T0001 Gone\n\nRetired: last in ATLAS 5.0.0. Nothing stands for it now.',
    )
  })
})

test('a mitigation says what it is, where it sits, when it works, what it does not stop, and how it counts', () => {
  const page = flat('AML.M0020')
  const text = library.texts.mitigations['AML.M0020']
  expect(page).toContain(text?.what)
  expect(page).toContain(`Sits on: ${text?.['sits-on']}`)
  expect(page).toContain(`Works when: ${text?.['works-when']}`)
  expect(page).toContain(`Does not stop: ${text?.['does-not-stop']}`)
  expect(page).toContain('How it counts: prevents: in force, it cuts')
  expect(page).toContain(`why: ${library.catalog.mitigations.get('AML.M0020')?.reason}`)
  expect(page).toContain('defends: language models and agents only')
})

test('a tactic lists its techniques with their rules', () => {
  const page = flat('AML.TA0005')
  const rules = library.rules.rules.filter(({ entry }) => entry.technique.startsWith('AML.T0051'))
  expect(page).toContain(library.texts.tactics['AML.TA0005'])
  expect(page).toContain(`AML.T0051 LLM Prompt Injection (3 sub-techniques, ${rules.length} rules)`)
  expect(page).not.toContain('AML.T0051.000')
})

describe('a case study', () => {
  const study = library.catalog.caseStudies.get('AML.CS0020')
  const steps = ['They wrote.', 'They hid.', 'It read.', 'It asked.', 'They took.']
  const told = { 'AML.CS0020': { summary: 'Text on a page.', steps, lesson: 'Pages are not orders.' } }
  const given: Library = { ...library, texts: { ...library.texts, caseStudies: told } }

  test('is told step by step, each with technique and tactic', () => {
    const page = flat('AML.CS0020', given)
    expect(page).toContain(
      'exercise, 2023 Text on a page. Steps: 1. They wrote. AML.T0017 Develop Capabilities (Resource Development',
    )
    expect(page).toContain('3. It read. AML.T0051.001 LLM Prompt Injection: Indirect (Execution) 4. It asked.')
    expect(page).toContain('Lesson: Pages are not orders. References: ')
    expect(page).toContain(study?.references[0])
  })

  test('says where no rule judges a step', () => {
    const unruled: Library = { ...given, rules: { ...given.rules, rules: [] } }
    expect(flat('AML.CS0020', unruled)).toContain('(Execution, no rule)')
    expect(flat('AML.CS0020', given)).not.toContain('(Execution, no rule)')
  })

  test('without a text still names its steps', () => {
    const bare: Library = { ...given, texts: { ...library.texts, caseStudies: {} } }
    expect(flat('AML.CS0020', bare)).toContain('Steps: 1. AML.T0017 Develop Capabilities')
  })
})

describe('a rule', () => {
  const entry: RuleEntry = {
    id: 'our-rule',
    technique: 'AML.T0051.001',
    title: 'Our own',
    why: 'Because.',
    subject: { component: { kind: 'agent' } },
    when: { 'written-by': 'anyone' },
    unknown: { 'written-by': 'ask' },
    message: '{subject}',
    impact: ['integrity'],
    'answered-by': ['AML.M0033'],
    severity: 'low',
    fix: 'Do it.',
  }
  const rules = { ...library.rules, rules: rulesFrom([entry], 'ours.yaml', new Map()) }
  const page = flat('our-rule', { ...library, rules })

  test('says why, when, what to do and what answers it', () => {
    expect(page).toContain('Why: Because. Fix: Do it. Answered by: AML.M0033')
    expect(page).toContain('When: subject: { component: { kind: agent } } when: { written-by: anyone }')
    expect(page).toContain('written-by: not judged, and a finding asks for it')
    expect(page).toContain('Severity: low')
  })

  test('of a user names its file and promises no page', () => {
    expect(page).toContain('From: ours.yaml')
    expect(page).not.toContain('More:')
  })
})

test('a check says what it is about, why and what to do', () => {
  const check = library.checks.find(({ id }) => id === 'unknown-fact')
  const page = flat('unknown-fact')
  expect(page).toContain('Check of the manifest (what the manifest does not say), severity medium')
  expect(page).toContain(`Why: ${check?.why} Fix: ${check?.fix}`)
})
