import { expect, test, vi } from 'vitest'
import { manifest, runBin } from '../build/package.ts'
import { run } from './run.ts'

const small = 'atlaslint: 1\n'
const large = `${small}#${'-'.repeat(600_000)}\n`

test.each([
  ['one small manifest', ['lint'], { 'ai-system.yaml': small }, false],
  ['a page', ['lint', '-f', 'html'], { 'ai-system.yaml': small }, true],
  ['one large manifest', ['lint'], { 'ai-system.yaml': large.slice(0, 70_000) }, true],
  [
    'some that are large together',
    ['.'],
    { 'a.ai-system.yaml': large.slice(0, 60_000), 'b.ai-system.yaml': large.slice(0, 60_000) },
    false,
  ],
  [
    'many manifests',
    ['.'],
    { 'a.ai-system.yaml': large.slice(0, 300_000), 'b.ai-system.yaml': large.slice(0, 300_000) },
    true,
  ],
  ['another command', ['rules', 'list'], {}, true],
])('the optimiser is asked for where it pays: %s', async (_, argv, files, pays) => {
  const optimize = vi.fn()
  await run(argv, { files, optimize })
  expect(optimize.mock.calls.length > 0).toBe(pays)
})

test.each([
  ['small: to switch it off costs more', [small], false],
  ['large', [small + '#'.repeat(5000)], true],
  ['large together', [small + '#'.repeat(3000), small + '#'.repeat(3000)], true],
])('the optimiser is switched off for manifests that are %s', async (_, texts, pays) => {
  const withoutOptimizer = vi.fn()
  const files = Object.fromEntries(texts.map((text, index) => [`${index}.ai-system.yaml`, text]))
  await run(['.'], { files, withoutOptimizer })
  expect(withoutOptimizer.mock.calls.length > 0).toBe(pays)
})

test('a short run makes no optimised code', () => {
  const { stdout } = runBin('.', ['lint', '-'], { input: `${manifest}#${'-'.repeat(5000)}\n` }, ['--trace-opt'])
  expect(stdout).toContain('findings')
  expect(stdout).not.toContain('completed optimizing')
  expect(runBin('.', ['rules', 'test'], {}, ['--trace-opt']).stdout).toContain('completed optimizing')
})
