import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error: a script without types
import { renderPictures, renderReadme } from '../../scripts/readme.mjs'

test('the outputs in README.md are what the program prints (npm run docs writes them)', () => {
  const { text, rendered } = renderReadme(join(import.meta.dirname, '../..')) as { text: string; rendered: string }
  expect(text).toMatch(/<!-- output: /)
  expect(text).toBe(rendered)
})

test('the pictures in README.md are what the program draws (npm run docs writes them)', () => {
  const pictures = renderPictures(join(import.meta.dirname, '../..')) as { file: string; rendered: string }[]
  expect(pictures.length).toBeGreaterThan(0)
  for (const { file, rendered } of pictures) {
    expect(rendered).toContain('</svg>')
    expect(readFileSync(file, 'utf8')).toBe(rendered)
  }
})
