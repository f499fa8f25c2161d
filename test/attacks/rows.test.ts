import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rows } from './rows.ts'

/** Lines that name a test, a group of tests, or a row of its table; a comment names nothing. */
const names = /\b(?:test|describe)[\w.]*\(|^\s*[[\](){},]*\s*['"`]/

describe.each(Object.entries(rows))('%s', (_, tests) => {
  test.each(tests)('is tested in %s', (file, ...wanted) => {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => names.test(line))
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter((name) => !lines.some((line) => line.includes(name)))).toEqual([])
  })
})
