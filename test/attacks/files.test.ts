/** Things in a folder that are not what they look like, and ways out of it. */

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { reporterNames } from '../../src/report/reporters.ts'
import { folderWith, runIn } from '../cli/run.ts'
import { manifest } from '../decisions/scene.ts'

describe.runIf(process.platform !== 'win32')('a pipe that nobody writes to', () => {
  const withPipe = () => {
    const cwd = folderWith({ 'x.yaml': manifest })
    spawnSync('mkfifo', [join(cwd, 'ai-system.yaml')])
    expect(existsSync(join(cwd, 'ai-system.yaml'))).toBe(true)
    return cwd
  }

  test.each([
    ['as a manifest that is named', ['ai-system.yaml'], /not a regular file/],
    ['as a rule file', ['x.yaml', '--rules', 'ai-system.yaml'], /not a regular file/],
    ['as a configuration', ['x.yaml', '--config', 'ai-system.yaml'], /not a regular file/],
    ['as a baseline', ['x.yaml', '--baseline', 'ai-system.yaml'], /not a regular file/],
    ['as decisions', ['x.yaml', '--decisions', 'ai-system.yaml'], /not a regular file/],
    ['as a catalog', ['x.yaml', '--catalog', 'ai-system.yaml'], /not a regular file/],
    ['in a folder', [], /ai-system\.yaml/],
  ])('%s is not waited for, and fails the run', async (_, argv, message) => {
    const { code, stdout, stderr } = await runIn(withPipe(), argv, { engine })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})

test('a link that leads nowhere fails the run; a folder that links to itself is searched once', async () => {
  const cwd = folderWith({ 'a/ai-system.yaml': manifest })
  symlinkSync('.', join(cwd, 'a', 'again'))
  symlinkSync('..', join(cwd, 'a', 'up'))
  const found = await runIn(cwd, ['-f', 'json', '--exit-zero'], { engine })
  expect(JSON.parse(found.stdout).manifests).toHaveLength(1)
  symlinkSync('nowhere', join(cwd, 'a', 'b.ai-system.yaml'))
  const { code, stderr } = await runIn(cwd, [], { engine })
  expect([code, stderr]).toEqual([2, expect.stringMatching(/b\.ai-system\.yaml/)])
})

test('what evidence points to is looked for, and never read: nothing of it is in any report', async () => {
  const cwd = folderWith({ 'secret.txt': 'hunter2', 'in/ai-system.yaml': '' })
  const evidence = `controls:
  guard:
    implements: [AML.M0020]
    on: [agent]
    status: implemented
    owner: mail
    evidence: [{ type: test, ref: ../secret.txt }, { type: test, ref: ${join(cwd, 'secret.txt')} }]
`
  writeFileSync(join(cwd, 'in/ai-system.yaml'), manifest + evidence)
  for (const format of reporterNames) {
    const { code, stdout, stderr } = await runIn(join(cwd, 'in'), ['-f', format, '--exit-zero'], { engine })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).not.toContain('hunter2')
  }
})

test.each(reporterNames)('%s is written whole or not at all, and over nothing that was read', async (format) => {
  const cwd = folderWith({ 'ai-system.yaml': manifest, 'rules.yaml': 'rules: []\n' })
  const before = readdirSync(cwd)
  for (const target of ['ai-system.yaml', './ai-system.yaml', 'rules.yaml', 'no/where']) {
    const argv = ['ai-system.yaml', '--rules', 'rules.yaml', '-f', `${format}=${target}`]
    expect((await runIn(cwd, argv, { engine })).code).toBe(2)
  }
  expect(readdirSync(cwd)).toEqual(before)
  expect(readFileSync(join(cwd, 'ai-system.yaml'), 'utf8')).toBe(manifest)
})
