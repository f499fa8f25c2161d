import '../../src/cli/extra.ts'
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { folderWith, runIn } from '../cli/run.ts'

const system = (name: string) => `atlaslint: 1
system: { name: ${name} }
components:
  stranger: { kind: outsider }
  mailbox: { kind: channel, writable-by: [anyone] }
  agent: { kind: agent, can: [send-messages] }
flows:
  - { from: stranger, to: mailbox, carries: [message] }
  - { from: mailbox, to: agent, carries: [message] }
controls:
  guard: { implements: [AML.M0020], on: [agent], status: implemented, evidence: [{ type: test, ref: ../${name}.txt, date: 2026-11-01, result: pass }] }
`

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false']
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** Two manifests on the branch main; the work tree is on the branch ours, one commit later. */
function repository(): string {
  const cwd = folderWith({ 'a/ai-system.yaml': system('a'), 'b/ai-system.yaml': system('b'), 'a.txt': '', 'b.txt': '' })
  git(cwd, 'init', '-q', '-b', 'main')
  git(cwd, 'add', '.')
  git(cwd, 'commit', '-q', '-m', 'one')
  git(cwd, 'checkout', '-q', '-b', 'ours')
  return cwd
}

function change(cwd: string, file: string, text = '# changed\n'): void {
  mkdirSync(join(cwd, file, '..'), { recursive: true })
  appendFileSync(join(cwd, file), text)
}

interface Json {
  manifests: { file: string; findings: unknown[] }[]
  changedSince?: { ref: string; leftOut: number }
  gate: { failing: number }
}

async function reported(cwd: string, argv: readonly string[] = ['--changed-since', 'main']) {
  const { code, stdout, stderr } = await runIn(cwd, ['lint', '-f', 'json', ...argv], { engine })
  const report = JSON.parse(stdout) as Json
  const files = report.manifests.filter(({ findings }) => findings.length > 0).map(({ file }) => file)
  return {
    code,
    stderr,
    files,
    manifests: report.manifests.length,
    findings: report.manifests.reduce((sum, { findings }) => sum + findings.length, 0),
    ...report.changedSince,
    failing: report.gate.failing,
  }
}

describe('--changed-since', () => {
  test('before the first commit everything is new; a ref that is not there stays an error', async () => {
    const cwd = folderWith({ 'a/ai-system.yaml': system('a'), 'a.txt': '' })
    git(cwd, 'init', '-q')
    git(cwd, 'add', '.')
    expect(await reported(cwd, ['--changed-since', 'HEAD'])).toMatchObject({ files: ['a/ai-system.yaml'], leftOut: 0 })
    expect((await runIn(cwd, ['--changed-since', 'main'], { engine })).code).toBe(2)
    expect((await runIn(cwd, ['--decisions-from', 'HEAD'], { engine })).stderr).toBe('')
    // A branch without a commit, in a repository that has some.
    git(cwd, 'commit', '-q', '-m', 'one')
    git(cwd, 'checkout', '-q', '--orphan', 'other')
    expect((await runIn(cwd, ['--changed-since', 'HEAD'], { engine })).code).toBe(2)
  })

  test('without a change nothing is reported, all is judged, and the summary says what is left out', async () => {
    const cwd = repository()
    const { leftOut, ...rest } = await reported(cwd)
    expect(rest).toEqual({ code: 0, stderr: '', files: [], manifests: 2, findings: 0, ref: 'main', failing: 0 })
    const all = await reported(cwd, [])
    expect([all.code, all.files.length, all.leftOut]).toEqual([1, 2, undefined])
    expect(leftOut).toBe(all.findings)
    const { stdout } = await runIn(cwd, ['--changed-since', 'main'], { engine })
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      `only what changed since main: ${leftOut} findings in other manifests left out`,
    )
    expect(stdout).toContain('PASS: no findings at or above medium')
  })

  test.each([
    ['in the work tree', () => {}],
    ['in the index', (cwd: string) => git(cwd, 'add', '.')],
    [
      'in a commit',
      (cwd: string) => {
        git(cwd, 'add', '.')
        git(cwd, 'commit', '-q', '-m', 'two')
      },
    ],
  ])('a change %s', async (_, then) => {
    const cwd = repository()
    change(cwd, 'b/ai-system.yaml')
    then(cwd)
    expect(await reported(cwd)).toMatchObject({ code: 1, files: ['b/ai-system.yaml'] })
  })

  test('seen from a folder below the root', async () => {
    const cwd = repository()
    change(cwd, 'b/ai-system.yaml')
    expect((await reported(join(cwd, 'b'))).files).toEqual(['ai-system.yaml'])
    expect((await reported(join(cwd, 'a'))).files).toEqual([])
  })

  test('a new manifest, that git does not know', async () => {
    const cwd = repository()
    change(cwd, 'c ä/ai-system.yaml', system('c'))
    expect((await reported(cwd)).files).toEqual(['c ä/ai-system.yaml'])
  })

  test('what has happened on the other branch since is not ours', async () => {
    const cwd = repository()
    change(cwd, 'b/ai-system.yaml')
    git(cwd, 'commit', '-q', '-am', 'ours')
    git(cwd, 'checkout', '-q', 'main')
    change(cwd, 'a/ai-system.yaml')
    git(cwd, 'commit', '-q', '-am', 'theirs')
    git(cwd, 'checkout', '-q', 'ours')
    expect((await reported(cwd)).files).toEqual(['b/ai-system.yaml'])
  })

  test('evidence that changed, or has gone, touches the manifest that refers to it', async () => {
    const cwd = repository()
    rmSync(join(cwd, 'a.txt'))
    expect((await reported(cwd)).files).toEqual(['a/ai-system.yaml'])
  })

  test('rules that changed touch everything', async () => {
    const cwd = repository()
    const file = 'rules.yaml'
    writeFileSync(join(cwd, file), 'rules: [{ id: public-inlet-feeds-model, off: true }]\n')
    const argv = ['--changed-since', 'main', '--rules', file]
    expect((await reported(cwd, argv)).files).toHaveLength(2)
    git(cwd, 'add', '.')
    git(cwd, 'commit', '-q', '-m', 'rules')
    expect((await reported(cwd, argv)).files).toHaveLength(2)
    expect((await reported(cwd, ['--changed-since', 'HEAD', '--rules', file])).files).toEqual([])
  })

  test('a configuration that changed touches everything', async () => {
    const cwd = repository()
    writeFileSync(join(cwd, 'atlaslint.config.yaml'), 'fail-on: high\n')
    expect((await reported(cwd)).files).toHaveLength(2)
    git(cwd, 'add', '.')
    git(cwd, 'commit', '-q', '-m', 'configuration')
    expect((await reported(cwd, ['--changed-since', 'HEAD'])).files).toEqual([])
  })

  test.each(['atlaslint.config.yaml', 'atlaslint-baseline.json'])('%s that was deleted, too', async (file) => {
    const cwd = repository()
    const text = file.endsWith('yaml') ? 'fail-on: high\n' : ''
    if (text === '') await runIn(cwd, ['--update-baseline'], { engine })
    else writeFileSync(join(cwd, file), text)
    git(cwd, 'add', '.')
    git(cwd, 'commit', '-q', '-m', 'shared')
    expect((await reported(cwd, ['--changed-since', 'HEAD'])).files).toEqual([])
    rmSync(join(cwd, file))
    expect((await reported(cwd, ['--changed-since', 'HEAD'])).files).toHaveLength(2)
  })

  test.each(['rules', 'rules/below'])('a rule file that was deleted from %s, too', async (folder) => {
    const cwd = repository()
    change(cwd, 'atlaslint.config.yaml', 'rules: [rules]\n')
    change(cwd, 'rules/one.yaml', 'rules: [{ id: public-inlet-feeds-model, off: true }]\n')
    change(cwd, `${folder}/two.yaml`, 'rules:\n  - { id: account-is-the-prize, off: true }\n')
    change(cwd, 'notes/old.yaml', 'notes: none\n')
    git(cwd, 'add', '.')
    git(cwd, 'commit', '-q', '-m', 'rules')
    rmSync(join(cwd, 'notes/old.yaml'))
    expect((await reported(cwd, ['--changed-since', 'HEAD'])).files).toEqual([])
    git(cwd, 'rm', '-q', `${folder}/two.yaml`)
    git(cwd, 'commit', '-q', '-m', 'fewer rules')
    expect((await reported(cwd, ['--changed-since', 'HEAD~1'])).files).toHaveLength(2)
  })

  test('a decision for a system that is gone is reported where the change takes the system or the decision', async () => {
    const cwd = repository()
    const decision = (name: string) =>
      `  - { system: ${name}, technique: AML.T0051, treatment: accept, reason: known, owner: me, expires: 2999-01-01 }\n`
    change(cwd, 'atlaslint.config.yaml', 'decisions: decisions.yaml\n')
    change(cwd, 'decisions.yaml', `atlaslint-decisions: 1\ndecisions:\n${decision('gone')}`)
    git(cwd, 'add', '.')
    git(cwd, 'commit', '-q', '-m', 'decisions')
    const since = () => reported(cwd, ['--changed-since', 'HEAD', '--fail-on', 'low'])
    const clean = await since()
    expect(clean).toMatchObject({ code: 0, files: [], manifests: 2 })
    expect(clean.leftOut).toBe((await reported(cwd, [])).findings)
    rmSync(join(cwd, 'b/ai-system.yaml'))
    expect(await since()).toMatchObject({ code: 1, files: ['decisions.yaml'] })
    git(cwd, 'checkout', '-q', '.')
    change(cwd, 'c/ai-system.yaml', system('c'))
    expect((await since()).files).toContain('decisions.yaml')
    rmSync(join(cwd, 'c'), { recursive: true })
    change(cwd, 'decisions.yaml', decision('other'))
    expect((await since()).files).toEqual(['a/ai-system.yaml', 'b/ai-system.yaml', 'decisions.yaml'])
  })

  test('an installed configuration, which git does not know, changes with what says its version', async () => {
    const cwd = repository()
    change(cwd, '.gitignore', 'node_modules\n')
    change(cwd, 'package-lock.json', '{}\n')
    change(cwd, 'node_modules/@acme/base/atlaslint.config.yaml', 'severity: { account-is-the-prize: off }\n')
    change(cwd, 'atlaslint.config.yaml', 'extends: "@acme/base"\n')
    git(cwd, 'add', '.')
    git(cwd, 'commit', '-q', '-m', 'base')
    const since = () => reported(cwd, ['--changed-since', 'HEAD'])
    expect((await since()).files).toEqual([])
    change(cwd, 'package-lock.json', '\n')
    expect((await since()).files).toHaveLength(2)
    git(cwd, 'checkout', '-q', '.')
    // One that is checked in is a file like any other.
    git(cwd, 'add', '-f', 'node_modules')
    git(cwd, 'commit', '-q', '-m', 'installed')
    expect((await since()).files).toEqual([])
    change(cwd, 'node_modules/@acme/base/atlaslint.config.yaml')
    expect((await since()).files).toHaveLength(2)
  })

  test('a manifest that is not valid is reported whatever changed', async () => {
    const cwd = repository()
    change(cwd, 'a/ai-system.yaml', 'odd: 1\n')
    git(cwd, 'commit', '-q', '-am', 'broken')
    expect(await reported(cwd, ['--changed-since', 'HEAD'])).toMatchObject({ code: 1, files: ['a/ai-system.yaml'] })
  })

  test.each([
    ['no-such-branch', /git knows no 'no-such-branch'/],
    ['--output=x', /is no name of a branch, tag or commit/],
    ['main..ours', /is no name/],
  ])('%s ends the run', async (ref, message) => {
    const cwd = repository()
    const { code, stdout, stderr } = await runIn(cwd, [`--changed-since=${ref}`], { engine })
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)])
  })

  test('outside of a repository', async () => {
    const cwd = folderWith({ 'ai-system.yaml': system('a') })
    const { code, stdout, stderr } = await runIn(cwd, ['--changed-since', 'main'], { engine })
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/in no git repository/)])
  })

  test('a branch without a common commit', async () => {
    const cwd = repository()
    git(cwd, 'checkout', '-q', '--orphan', 'strange')
    git(cwd, 'commit', '-q', '-m', 'other')
    const { code, stderr } = await runIn(cwd, ['--changed-since', 'main'], { engine })
    expect([code, stderr]).toEqual([2, expect.stringMatching(/no common history/)])
  })
})
