import { expect, test } from 'vitest'
import { readTexts, type Texts } from '../../src/explain/texts.ts'
import { compiled } from '../atlas/compiled.ts'
import { library } from '../docs/library.ts'

/** Loosely typed: the tests break it on purpose. */
// biome-ignore lint/suspicious/noExplicitAny: deliberately broken in tests
type Files = any

interface Compiler {
  checkTexts(files: Files, full: unknown): { texts: Texts; problems: string[] }
}

// The script is plain JavaScript: a path in a variable keeps the type checker from following it.
const path = '../../scripts/compile-texts.mjs'
const { checkTexts }: Compiler = await import(path)

function files(): Files {
  const { techniques, tactics, mitigations, caseStudies } = structuredClone(library.texts)
  return { techniques, tactics, mitigations, 'case-studies': caseStudies }
}

function problemsAfter(change: (broken: Files) => void): string[] {
  const broken = files()
  change(broken)
  return checkTexts(broken, compiled.full).problems
}

test('the texts of the build are whole', () => {
  expect(checkTexts(files(), compiled.full)).toEqual({ texts: library.texts, problems: [] })
  expect(Object.keys(library.texts.caseStudies)).toHaveLength(library.catalog.caseStudies.size)
})

const long = 'AML.CS0020'

test.each<[string, (broken: Files) => void, string]>([
  ['a technique without text', (all) => delete all.techniques['AML.T0051'], 'techniques.yaml: AML.T0051 has no text'],
  ['a tactic without text', (all) => delete all.tactics['AML.TA0005'], 'tactics.yaml: AML.TA0005 has no text'],
  [
    'a mitigation without text',
    (all) => delete all.mitigations['AML.M0020'],
    'mitigations.yaml: AML.M0020 has no text',
  ],
  ['a case study without text', (all) => delete all['case-studies'][long], `case-studies.yaml: ${long} has no text`],
  ['a whole file', (all) => delete all.tactics, 'tactics.yaml: AML.TA0005 has no text'],
  [
    'an object that is not there',
    (all) => (all.techniques['AML.T9999'] = 'x'),
    'techniques.yaml: ATLAS has no AML.T9999',
  ],
  [
    'an id in a text',
    (all) => (all.tactics['AML.TA0005'] = 'See AML.T9999.'),
    'tactics.yaml: AML.TA0005: ATLAS has no AML.T9999',
  ],
  [
    'an empty text',
    (all) => (all.techniques['AML.T0051'] = ' '),
    'techniques.yaml: AML.T0051: the text is empty or no text',
  ],
  [
    'a missing part',
    (all) => delete all.mitigations['AML.M0020'].what,
    "mitigations.yaml: AML.M0020: 'what' is missing, empty or no text",
  ],
  [
    'an unknown part',
    (all) => (all.mitigations['AML.M0020'].wat = 'x'),
    "mitigations.yaml: AML.M0020: unknown part 'wat'",
  ],
  [
    'an entry that is no map',
    (all) => (all.mitigations['AML.M0020'] = 'x'),
    'mitigations.yaml: AML.M0020: expected what, sits-on, works-when, does-not-stop',
  ],
  [
    'a step too few',
    (all) => all['case-studies'][long].steps.pop(),
    `case-studies.yaml: ${long}: 4 steps are told, the procedure has 5`,
  ],
  [
    'steps that are no list',
    (all) => (all['case-studies'][long].steps = 'x'),
    `case-studies.yaml: ${long}: 'steps' is no list of texts`,
  ],
  [
    'no lesson',
    (all) => delete all['case-studies'][long].lesson,
    `case-studies.yaml: ${long}: 'lesson' is missing, empty or no text`,
  ],
  [
    'a case study that is nothing',
    (all) => (all['case-studies'][long] = 'x'),
    `case-studies.yaml: ${long}: expected summary, steps, lesson`,
  ],
])('%s is a problem', (_, change, problem) => expect(problemsAfter(change)).toContain(problem))

test('what is wrong is left out, the rest is there', () => {
  const broken = files()
  broken.mitigations['AML.M0020'] = {}
  const { texts } = checkTexts(broken, compiled.full)
  expect(texts.mitigations['AML.M0020']).toBeUndefined()
  expect(texts.mitigations['AML.M0019']).toEqual(library.texts.mitigations['AML.M0019'])
})

test('the file of the case studies may still be missing', () => {
  expect(problemsAfter((all) => delete all['case-studies'])).toEqual([])
})

test('texts of another format are refused', () => {
  expect(() => readTexts({ format: 2 })).toThrow('texts: expected format 1, found 2')
})
