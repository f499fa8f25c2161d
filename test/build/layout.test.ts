import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyOfPackage, manifest, packagesIn, runBin } from './package.ts'

test('the layout lies in a bundle of its own, which holds nothing else', async () => {
  expect([...(await packagesIn('layout'))]).toEqual(['@viz-js/viz'])
  for (const name of ['cli', 'extra']) expect([...(await packagesIn(name))]).not.toContain('@viz-js/viz')
})

test('only a picture loads it', () => {
  const folder = copyOfPackage()
  writeFileSync(join(folder, 'ai-system.yaml'), manifest)
  const run = (...args: string[]) => runBin(folder, args, { cwd: folder }).code
  expect(run('graph')).toBe(0)
  rmSync(join(folder, 'dist', 'layout.cjs'))
  expect(run('-f', 'sarif', '--color', 'always')).toBe(1)
  expect(run('explain', 'AML.T0051')).toBe(0)
  expect(run('graph', '--help')).toBe(0)
  expect(run('graph', '-f', 'dot')).toBe(0)
  expect(run('graph', '-f', 'mermaid')).toBe(0)
  expect(run('graph')).toBe(3)
})
