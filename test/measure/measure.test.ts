import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Exposure } from '../../src/analysis/exposure.ts'
import { readCatalog } from '../../src/atlas/read.ts'
import { measureAll, measureCase } from '../../src/measure/measure.ts'
import { type FolderResult, measureFolder, measureText } from '../../src/measure/measure-folder.ts'
import { compiledFiles } from '../rules/compiled.ts'

const root = join(import.meta.dirname, '../..')
const dist = (name: string): string => readFileSync(join(root, 'dist', name), 'utf8')

/** Judges every manifest of a folder; those without an expectation are judged, too, and expected to have none. */
function measured(folder: string): FolderResult {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
  const ids = readdirSync(folder)
    .filter((name) => name.endsWith('.ai-system.yaml'))
    .map((name) => name.replace('.ai-system.yaml', ''))
  return measureFolder({
    expected,
    texts: new Map(
      ids.filter((id) => id in expected).map((id) => [id, readFileSync(join(folder, `${id}.ai-system.yaml`), 'utf8')]),
    ),
    catalog: JSON.parse(dist('catalog.json')),
    rules: compiledFiles,
    now: '2026-11-24',
  })
}

// Systems that were the victims of published incidents, described as their owners would have before, by an author who knew neither
// the rules nor the procedures. A guard against rules that are tuned to the systems at hand: what follows is not a target, but what
// the rules reached when they were first held against these systems, less a margin.
describe('on systems that no rule author looked at', () => {
  const result = measured(join(root, 'test/corpus'))
  test('all are read', () => expect([result.unreadable, result.cases.length]).toEqual([[], 43]))
  test('recall stays high', () => expect(result.recall).toBeGreaterThanOrEqual(0.88))
  test('little is flagged in vain', () => expect(result.flaggedShare).toBeLessThanOrEqual(0.2))
  test('what happens comes early', () => expect(result.recallAt20).toBeGreaterThanOrEqual(0.74))
  test('the text says what was missed', () =>
    expect(measureText(result)).toMatch(/missed AML\.T[\s\S]*recall {9}0\.\d{3}/))
})

const shared = join(root, '../shared/cases')
describe.skipIf(!existsSync(shared))('on the reference cases (skipped where they are not there)', () => {
  const result = existsSync(shared) ? measured(shared) : undefined
  test('recall >= 0.92', () => expect(result?.recall).toBeGreaterThanOrEqual(0.92))
  test('flagged share <= 0.20', () => expect(result?.flaggedShare).toBeLessThanOrEqual(0.2))
  test('recall at 20 >= 0.85', () => expect(result?.recallAt20).toBeGreaterThanOrEqual(0.85))
})

describe('the numbers', () => {
  const catalog = readCatalog(JSON.parse(dist('catalog.json')))
  const exposures = ['AML.T0051.001', 'AML.T0015', 'AML.T0065'].map((technique) => ({ technique }) as Exposure)
  test('a flagged sub-technique counts for its parent, not the other way round', () => {
    const expected = { name: 'x', 'on-target': ['AML.T0051', 'AML.T0015', 'AML.T0020'] }
    expect(measureCase('x', expected, exposures, catalog)).toMatchObject({
      expected: 3,
      found: 2,
      missed: ['AML.T0020'],
      flagged: 2,
    })
    expect(
      measureCase('x', { name: 'x', 'on-target': ['AML.T0043.001'] }, [{ technique: 'AML.T0043' } as Exposure], catalog)
        .found,
    ).toBe(0)
  })
  test('only the first 20 distinct techniques are early', () => {
    const many = [...catalog.techniques.values()].filter(({ tactics }) => tactics.includes('AML.TA0011')).slice(0, 20)
    const late = measureCase(
      'x',
      { name: 'x', 'on-target': ['AML.T0015'] },
      [
        ...many.filter(({ id }) => id !== 'AML.T0015'),
        { id: 'AML.T0051.001' },
        { id: 'AML.T0053' },
        { id: 'AML.T0015' },
      ].map(({ id }) => ({ technique: id }) as Exposure),
      catalog,
    )
    expect([late.found, late.foundEarly, late.late]).toEqual([1, 0, ['AML.T0015']])
  })
  test('shares are averaged over the systems, recall over all expectations', () => {
    const one = measureCase('a', { name: 'a', 'on-target': ['AML.T0015'] }, exposures, catalog)
    const two = measureCase('b', { name: 'b', 'on-target': ['AML.T0020', 'AML.T0031', 'AML.T0012'] }, [], catalog)
    const all = measureAll([one, two], catalog)
    expect(all.recall).toBe(0.25)
    expect(all.flaggedShare).toBeCloseTo(1 / all.possible, 10)
  })
})
