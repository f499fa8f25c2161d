/** What must not show in any output. Other versions of Node are tried by `.ci/run`, with the same outputs. */

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reporterNames } from '../../src/report/reporters.ts'
import { temporaryFolder } from './package.ts'

/** Each as its environment and options of lint. */
const places: Readonly<Record<string, readonly [env: Record<string, string>, ...options: string[]]>> = {
  'another locale, in which I is no capital of i': [{ LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
  'a time zone in which it is tomorrow': [{ TZ: 'Pacific/Kiritimati' }],
  'a time zone in which it is yesterday': [{ TZ: 'Pacific/Pago_Pago' }],
  'files named in another order': [{ REVERSED: '1' }],
  'another home, no cache, another user': [{ HOME: '/nowhere', ATLASLINT_NO_CACHE: '1', USER: 'somebody' }],
}

function outputs(env: Record<string, string>, options: readonly string[]): Record<string, string> {
  const folder = temporaryFolder()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['.ci/every-output.mjs', process.execPath, 'bin/atlaslint.js', folder, ...options],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  )
  expect([status, stderr]).toEqual([0, ''])
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

const here = outputs({ LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }, [])

test('every format is among the outputs, and says something', () => {
  expect(Object.keys(here)).toEqual(expect.arrayContaining(reporterNames.map((name) => `lint.${name}`)))
  for (const [name, text] of Object.entries(here)) expect(text.length, name).toBeGreaterThan(name === 'lint' ? 1 : 50)
})

test.each(Object.entries(places))(
  '%s does not show',
  (_, [env, ...options]) => {
    const there = outputs({ LC_ALL: 'C', LANG: 'C', TZ: 'UTC', ...env }, options)
    expect(Object.keys(there)).toEqual(Object.keys(here))
    for (const [name, text] of Object.entries(there)) expect(text === here[name], name).toBe(true)
  },
  120_000,
)
