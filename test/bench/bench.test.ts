import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
// @ts-expect-error: a plain script
import { partsOf } from '../../scripts/bench/inside.mjs'
// @ts-expect-error: a plain script
import { exampleVariant, readExamples, usualManifest, writeManifests } from '../../scripts/bench/manifests.mjs'
// @ts-expect-error: a plain script
import { Bench, median, medianRatio, row, table } from '../../scripts/bench/measure.mjs'
// @ts-expect-error: a plain script
import { partsOfProfile } from '../../scripts/bench/profile.mjs'
// @ts-expect-error: a plain script
import { sections } from '../../scripts/bench/sections.mjs'
// @ts-expect-error: a plain script
import { manifestOfSize, shapedSystem } from '../../scripts/bench/shapes.mjs'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { folderWith } from '../cli/run.ts'

const options = { version: '0', now: '2026-11-24', failOn: 'none', strict: false, exitZero: true } as const

function judged(...texts: string[]): boolean[] {
  const inputs = texts.map((text, index) => ({ name: `${index}`, bytes: Buffer.from(text) }))
  return lintEngine
    .prepare('dist', [])
    .lint(inputs, options)
    .manifests.map((manifest) => manifest.judged)
}

describe('what is measured on', () => {
  test('generated manifests are those that the targets were set on', () => {
    const texts = Array.from({ length: 64 }, (_, number) => usualManifest(number) as string)
    expect(judged(...texts)).not.toContain(false)
    expect(new Set(texts).size).toBe(64)
    expect(usualManifest(3)).toBe(texts[3])
    for (const text of texts) {
      const { components, flows, controls, owners } = parse(text)
      const sizes = [Object.keys(components), flows, Object.keys(controls), Object.keys(owners)].map(
        (list) => list.length,
      )
      expect(sizes).toEqual([8, 11, 6, 3])
      expect(Math.abs(text.length - 5600)).toBeLessThan(300)
      expect(Math.abs(text.split('\n').length - 225)).toBeLessThan(10)
      for (const piece of ['# ', "'", '"', ': |\n', ': >\n', ': >-\n', '[one, two']) expect(text).toContain(piece)
    }
  })

  test('variants of the examples are valid, and no two are the same', () => {
    const examples = readExamples(process.cwd())
    const texts = Array.from({ length: 10 }, (_, number) => exampleVariant(examples, number) as string)
    expect(judged(...texts)).not.toContain(false)
    expect(new Set(texts).size).toBe(10)
  })

  test.each([
    ['chain', 99],
    ['star', 99],
    ['dense', 400],
  ])('a system in the shape of a %s', (shape, flows) => {
    const text = shapedSystem(shape, 100) as string
    const value = parse(text)
    expect([Object.keys(value.components).length, value.flows.length]).toEqual([100, flows])
    expect(judged(text)).toEqual([true])
  })

  test('a manifest of a size', () => {
    const text = manifestOfSize(50_000) as string
    expect(Math.abs(text.length - 50_000)).toBeLessThan(500)
    expect(judged(text)).toEqual([true])
  })

  test('folders of manifests', () => {
    const folder = folderWith({})
    writeManifests(folder, 3, (number: number) => `# ${number}\n`)
    expect(readFileSync(`${folder}/m2.ai-system.yaml`, 'utf8')).toBe('# 2\n')
  })
})

describe('how it is measured', () => {
  test('the ratio is the median of those of the rounds', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    // A round that was disturbed as a whole changes nothing.
    expect(medianRatio([20, 2000, 22], [10, 1000, 11])).toBe(2)
  })

  test('jobs run in turn, and the first round does not count', () => {
    const order: string[] = []
    const job = (name: string) => () => order.push(name)
    const samples = new Bench('.').rounds({ one: job('one'), other: job('other') }, 2)
    expect(order).toEqual(['one', 'other', 'one', 'other', 'one', 'other'])
    expect(samples).toEqual({ one: [3, 5], other: [4, 6] })
  })

  test.each([false, true])('a process is timed, and one that fails is an error (processor time: %s)', (usesCpu) => {
    const bench = new Bench(folderWith({}), { usesCpu })
    expect(bench.time([process.execPath, '-e', '0'])).toBeGreaterThan(0)
    expect(bench.time([process.execPath, '-e', 'process.exitCode=1'])).toBeGreaterThan(0)
    expect(() => bench.time([process.execPath, '-e', 'process.exitCode=2'])).toThrow('ended with 2')
    expect(() => bench.time(['no-such-program'])).toThrow()
  })

  test('peak memory is that of the process', () => {
    const bench = new Bench(folderWith({ 'small.cjs': '', 'large.cjs': 'Buffer.alloc(2e8, 1)' }))
    const [small, large] = ['small.cjs', 'large.cjs'].map((file) => bench.memory([file]))
    expect(large - small).toBeGreaterThan(150)
  })

  test('a target is a limit from above, or from below', () => {
    expect(row('T', 'w', 2, { target: 2, stretch: 1 })).toMatchObject({ reached: true, beyond: false })
    expect(row('T', 'w', 2.1, { target: 2, stretch: 1 })).toMatchObject({ reached: false, beyond: false })
    expect(row('T', 'w', 20, { target: 14, stretch: 18, atLeast: true })).toMatchObject({ reached: true, beyond: true })
    expect(row('T', 'w', 1, {})).toMatchObject({ reached: undefined })
  })

  test('the table says what is reached', () => {
    const text = table([row('T1', 'cold', 2, { target: 1.8 }), row('T7', 'faster', 20, { target: 14, atLeast: true })])
    expect(text).toMatch(/T1 +cold +2\.00x +1\.80x +NO$/m)
    expect(text).toMatch(/T7 +faster +20x +>= 14x +yes$/m)
  })

  test('the parts that are measured from the inside are there', async () => {
    const parts = Object.values(await partsOf(process.cwd()))
    expect(parts).toHaveLength(7)
    for (const part of parts) expect(part).toBeTypeOf('function')
  })

  test('sections', () => {
    expect(Object.keys(sections)).toEqual(['start', 'many', 'peers', 'cache', 'growth', 'memory', 'inside', 'profile'])
  })

  test('a profile counts each line for the source file that it came from, and what is built in for its caller', () => {
    const bundle = ['run()', '// src/source/reader.ts', 'read()', '// src/rules/ask.ts', 'ask()'].join('\n')
    const frame = (functionName: string, lineNumber: number, url = '/p/dist/cli.cjs') => ({
      callFrame: { functionName, url, lineNumber },
    })
    const nodes = [
      { id: 1, ...frame('(root)', -1, ''), children: [2, 3, 4, 6] },
      { id: 2, ...frame('read', 2) },
      { id: 3, ...frame('readFileSync', 7, 'node:fs') },
      { id: 4, ...frame('ask', 4), children: [5] },
      { id: 5, ...frame('flatMap', -1, '') },
      { id: 6, ...frame('(garbage collector)', -1, '') },
    ]
    const parts = partsOfProfile(nodes, '/p', () => bundle)
    expect([2, 3, 4, 5, 6].map((id) => parts.get(id))).toEqual([
      'YAML',
      'Node itself: start, modules, files',
      'rules: conditions, ways, evidence',
      'rules: conditions, ways, evidence',
      'garbage collection',
    ])
  })
})
