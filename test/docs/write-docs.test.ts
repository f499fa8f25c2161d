import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Writer {
  writePages(
    folder: string,
    pages: ReadonlyMap<string, string>,
  ): { pages: number; written: string[]; deleted: string[] }
}

// The script is plain JavaScript: a path in a variable keeps the type checker from following it.
const path = '../../scripts/write-docs.mjs'
const { writePages }: Writer = await import(path)

test('writes what is missing or stale, deletes what is no page, and leaves the rest alone', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'atlaslint-docs-')), 'reference')
  mkdirSync(join(folder, 'rules'), { recursive: true })
  for (const name of ['same.md', 'stale.md', 'gone.md']) writeFileSync(join(folder, 'rules', name), 'same')
  utimesSync(join(folder, 'rules/same.md'), 1, 1)
  const pages = new Map([
    ['README.md', 'index'],
    ['rules/same.md', 'same'],
    ['rules/stale.md', 'new'],
  ])
  const { written, deleted } = writePages(folder, pages)
  expect(written).toEqual(['README.md', 'rules/stale.md'])
  expect(deleted).toEqual(['rules/gone.md'])
  expect(existsSync(join(folder, 'rules/gone.md'))).toBe(false)
  expect(readFileSync(join(folder, 'rules/stale.md'), 'utf8')).toBe('new')
  expect(statSync(join(folder, 'rules/same.md')).mtimeMs).toBe(1000)
  expect(writePages(folder, pages)).toEqual({ pages: 3, written: [], deleted: [] })
})
