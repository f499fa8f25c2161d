import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileCatalog, compiled, compileSources, readSources, root, type Sources } from './compiled.ts'

const intact = readSources(root)

/** Compiles the catalog after one deliberate mistake. */
function compiledAfter(mistake: (sources: Sources) => void) {
  const sources = structuredClone(intact)
  mistake(sources)
  return () => compileSources(sources)
}

test('compiling twice gives the same bytes', () => {
  expect(JSON.stringify(compileSources(readSources(root)))).toBe(JSON.stringify(compiled))
})

test('both files are written to dist', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'atlaslint-catalog-'))
  try {
    cpSync(join(root, 'atlas-data', 'catalog'), join(elsewhere, 'atlas-data', 'catalog'), { recursive: true })
    expect(compileCatalog(elsewhere)).toEqual(compiled)
    const written = (name: string) => JSON.parse(readFileSync(join(elsewhere, 'dist', name), 'utf8'))
    expect(written('catalog.json')).toEqual(compiled.slim)
    expect(written('catalog-full.json')).toEqual(JSON.parse(JSON.stringify(compiled.full)))
  } finally {
    rmSync(elsewhere, { recursive: true })
  }
})

test('the slim catalog stays slim', () => {
  expect(JSON.stringify(compiled.slim).length).toBeLessThan(20_000)
})

const mistakes: readonly (readonly [string, (sources: Sources) => void, string])[] = [
  ['a lost technique', ({ techniques }) => delete techniques.techniques['AML.T0133'], 'count says 208, found 207'],
  ['another release', ({ mitigations }) => (mitigations.release = '2026.08'), 'mitigations: release 2026.08'],
  ['a missing field', ({ techniques }) => delete techniques.techniques['AML.T0000'].maturity, 'maturity is missing'],
  ['an unknown field', ({ tactics }) => (tactics.tactics['AML.TA0000'].nmae = 'x'), 'unknown field nmae'],
  ['a malformed date', ({ tactics }) => (tactics.tactics['AML.TA0000'].created = '2026'), 'created is no date'],
  ['a wrong parent', ({ techniques }) => (techniques.techniques['AML.T0000.001'].parent = 'AML.T0001'), 'the id says'],
  [
    'an unknown tactic',
    ({ techniques }) => (techniques.techniques['AML.T0000'].tactics = ['AML.TA9']),
    'tactic AML.TA9',
  ],
  ['no tactic', ({ techniques }) => delete techniques.techniques['AML.T0000'].tactics, 'tactics belong to'],
  [
    'an unknown maturity',
    ({ techniques }) => (techniques.techniques['AML.T0000'].maturity = 'x'),
    'unknown maturity x',
  ],
  ['an unknown platform', ({ techniques }) => techniques.techniques['AML.T0000'].platforms.push('x'), 'platform x'],
  ['a link to nowhere', ({ mitigations }) => mitigations.mitigations['AML.M0000'].techniques.push('AML.T9'), 'AML.T9'],
  ['a link twice', ({ mitigations }) => mitigations.mitigations['AML.M0000'].techniques.push('AML.T0000'), 'repeated'],
  [
    'a mitigation without class',
    ({ classes }) => swap(classes.classes, 'AML.M0000', 'AML.M0090'),
    'AML.M0000: not classed',
  ],
  ['a class without reason', ({ classes }) => (classes.classes['AML.M0000'].reason = ''), 'reason is missing'],
  ['two sentences of reason', ({ classes }) => (classes.classes['AML.M0000'].reason = 'A b. C d.'), 'one sentence'],
  ['an unknown class', ({ classes }) => (classes.classes['AML.M0000'].class = 'stops'), 'unknown class stops'],
  ['an unknown step', (sources) => (firstStep(sources).technique = 'AML.T0104'), 'unknown technique AML.T0104'],
  ['a step of an unknown tactic', (sources) => (firstStep(sources).tactic = 'AML.TA9'), 'unknown tactic AML.TA9'],
  [
    'a successor that is gone',
    ({ history }) => (history.history.retired['AML.T0104'].successor = 'AML.T0058'),
    'successor',
  ],
  [
    'a retired id still current',
    (sources) => (retired(sources)['AML.T0000'] = retired(sources)['AML.T0019']),
    'AML.T0000',
  ],
  [
    'an object that never came',
    ({ history }) => swap(history.history.added['4.1.0'], '0', '0', 'AML.T0000'),
    'repeated',
  ],
  ['an unknown release', ({ history }) => (history.history.renamed['AML.T0000'][0].in = '9.9'), 'unknown release 9.9'],
]

/** Moves a value to another key, or puts another value there. */
function swap(object: Sources, from: string, to: string, value = object[from]) {
  delete object[from]
  object[to] = value
}

function firstStep(sources: Sources) {
  return sources['case-studies']['case-studies']['AML.CS0000'].procedure[0]
}

function retired(sources: Sources) {
  return sources.history.history.retired
}

describe('the compiler refuses', () => {
  test.each(mistakes)('%s', (_, mistake, words) => {
    expect(compiledAfter(mistake)).toThrow(words)
  })

  test('a parent that comes after its sub-technique', () => {
    const late = compiledAfter(({ techniques: { techniques } }) => swap(techniques, 'AML.T0051', 'AML.T0051'))
    expect(late).toThrow('in which a parent comes first')
  })

  test('everything that is wrong at once', () => {
    const wrong = compiledAfter(({ techniques, mitigations }) => {
      techniques.techniques['AML.T0000'].maturity = 'x'
      mitigations.mitigations['AML.M0000'].techniques.push('AML.T9')
    })
    expect(wrong).toThrow(/2 problem\(s\).*unknown maturity x.*AML\.T9/s)
  })
})
