import { join } from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error: a script without types
import { renderReadme } from '../../scripts/readme.mjs'

test('the outputs in README.md are what the program prints (npm run docs writes them)', () => {
  const { text, rendered } = renderReadme(join(import.meta.dirname, '../..')) as { text: string; rendered: string }
  expect(text).toMatch(/<!-- output: /)
  expect(text).toBe(rendered)
})
