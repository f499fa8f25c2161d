import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../cli/run.ts'
import { decision, filed, findingsOf, git, lintIn, manifest, reportIn, repositoryWith, withDecision } from './scene.ts'

const injection = 'AML.T0051.001'
const write = (folder: string, text: string, name = 'ai-system.yaml') => writeFileSync(join(folder, name), text)
const states = (report: { manifests: { decisions: { state: string }[] }[] }) =>
  report.manifests.flatMap(({ decisions }) => decisions.map(({ state }) => state))

describe('a pull request cannot excuse itself', () => {
  test('an acceptance that it adds settles its own run without the flag, and nothing with it', async () => {
    const folder = repositoryWith({ 'ai-system.yaml': manifest })
    write(folder, withDecision())
    expect(findingsOf(await reportIn(folder), injection)).toEqual([])
    const report = await reportIn(folder, '--decisions-from', 'main')
    expect(findingsOf(report, injection)).toHaveLength(1)
    expect(states(report)).toEqual(['pending'])
    expect(report.gate.verdict).toBe('fail')
    expect((await lintIn(folder, '--decisions-from', 'main', '--fail-on', 'high')).code).toBe(1)
    const { stdout } = await lintIn(folder, '--decisions-from', 'main')
    expect(stdout).toContain(`pending accept ${injection}`)
    expect(stdout).toContain('1 pending: not on main')
  })

  test('committed or not makes no difference, and after the merge it counts', async () => {
    const folder = repositoryWith({ 'ai-system.yaml': manifest })
    write(folder, withDecision())
    git(folder, 'commit', '-qam', 'accept')
    expect(findingsOf(await reportIn(folder, '--decisions-from', 'main'), injection)).toHaveLength(1)
    git(folder, 'branch', '-f', 'main', 'change')
    const report = await reportIn(folder, '--decisions-from', 'main')
    expect(findingsOf(report, injection)).toEqual([])
    expect(states(report)).toEqual(['counts'])
  })

  test('a longer acceptance waits for its merge, and the shorter one holds until then', async () => {
    const folder = repositoryWith({ 'ai-system.yaml': withDecision({ expires: '2026-11-30' }) })
    write(folder, withDecision({ expires: '2027-09-30' }))
    const report = await reportIn(folder, '--decisions-from', 'main')
    expect(states(report)).toEqual(['counts', 'pending'])
    expect(report.manifests[0].decisions[0].expires).toBe('2026-11-30')
    git(folder, 'commit', '-qam', 'longer')
    const later = await lintIn(folder, '--decisions-from', 'main', '-f', 'json', '--now', '2026-12-01')
    expect(findingsOf(JSON.parse(later.stdout), injection).length).toBe(0)
  })

  test('one that has run out on the branch that decides is not prolonged by the change', async () => {
    const folder = repositoryWith({ 'ai-system.yaml': withDecision({ expires: '2026-11-23' }) })
    write(folder, withDecision({ expires: '2027-09-30' }))
    const report = await reportIn(folder, '--decisions-from', 'main')
    expect(
      findingsOf(report, injection)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['check', 'exposure'])
  })

  test('deleting one takes effect at once; moving it to a decisions file changes nothing', async () => {
    const folder = repositoryWith({
      'ai-system.yaml': withDecision(),
      'decisions.yaml': filed({ on: 'model', technique: 'AML.T0024' }),
    })
    write(folder, manifest)
    expect(findingsOf(await reportIn(folder, '--decisions-from', 'main'), injection)).toHaveLength(1)
    write(folder, filed(), 'decisions.yaml')
    const moved = await reportIn(folder, '--decisions-from', 'main', '--decisions', 'decisions.yaml')
    expect(findingsOf(moved, injection)).toEqual([])
    expect(moved.manifests[0].decisions[0]).toMatchObject({ state: 'counts', file: 'decisions.yaml' })
  })

  test('a new manifest, a moved one, and a new decisions file bring no decisions', async () => {
    const folder = repositoryWith({ 'ai-system.yaml': withDecision() })
    mkdirSync(join(folder, 'new'))
    renameSync(join(folder, 'ai-system.yaml'), join(folder, 'new/ai-system.yaml'))
    expect(findingsOf(await reportIn(folder, '--decisions-from', 'main'), injection)).toHaveLength(1)
    const other = repositoryWith({ 'ai-system.yaml': manifest })
    write(other, filed(), 'decisions.yaml')
    const report = await reportIn(other, '--decisions-from', 'main', '--decisions', 'decisions.yaml')
    expect(findingsOf(report, injection)).toHaveLength(1)
    expect(states(report)).toEqual(['pending'])
  })

  test('taking the name of another system does not bring its decisions', async () => {
    const folder = repositoryWith({
      'ai-system.yaml': manifest.replace('Mail helper', 'Other'),
      'decisions.yaml': filed(),
    })
    write(folder, manifest)
    const report = await reportIn(folder, '--decisions-from', 'main', '--decisions', 'decisions.yaml')
    expect(findingsOf(report, injection)).toHaveLength(1)
  })

  test('a baseline that the change extends does not hide what is new', async () => {
    const folder = repositoryWith({ 'ai-system.yaml': manifest })
    await lintIn(folder, '--update-baseline')
    expect((await lintIn(folder)).code).toBe(0)
    const { code, stdout } = await lintIn(folder, '--decisions-from', 'main')
    expect(code).toBe(1)
    expect(stdout).toMatch(/0 findings known, \d+ pending: not on main/)
    git(folder, 'add', '-A')
    git(folder, 'commit', '-qm', 'baseline')
    git(folder, 'branch', '-f', 'main', 'change')
    expect((await lintIn(folder, '--decisions-from', 'main')).code).toBe(0)
  })

  test('a hundred forms of the same decision: names, spaces, order of keys', async () => {
    const folder = repositoryWith({
      'ai-system.yaml': withDecision({ on: '"agent -> model"', technique: 'AML.T0057' }),
    })
    write(folder, withDecision({ on: 'ask', technique: 'AML.T0057' }))
    const report = await reportIn(folder, '--decisions-from', 'main')
    expect(report.manifests[0].decisions[0]).toMatchObject({ state: 'counts', on: 'agent -> model' })
  })
})

describe('what git is asked', () => {
  test.each([
    '--upload-pack=touch owned',
    '-h',
    'main..change',
    'main:ai-system.yaml',
    ':/text',
    'main^{/text}',
    '^main',
    'main*',
    'm[a]in',
    'ma\\in',
    'a b',
    '$(touch owned)',
    'main\nchange',
    '',
  ])('%j is no ref', async (ref) => {
    const folder = repositoryWith({ 'ai-system.yaml': manifest })
    const { code, stdout, stderr } = await lintIn(folder, `--decisions-from=${ref}`)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('is no name of a branch, tag or commit')
  })

  test.each(['größe', 'rel,1', 'fix(x)', 'a&b;c|$d', "o'neil", 'feature/#12+=%'])('%s is a branch', async (branch) => {
    const folder = repositoryWith({ 'ai-system.yaml': withDecision() })
    git(folder, 'branch', branch, 'main')
    expect(await lintIn(folder, `--decisions-from=${branch}^{commit}`)).toMatchObject({ code: 1, stderr: '' })
    expect(await lintIn(folder, `--changed-since=${branch}`)).toMatchObject({ code: 0, stderr: '' })
  })

  test('a ref that is not there ends the run: no history must not look like no decisions', async () => {
    const folder = repositoryWith({ 'ai-system.yaml': withDecision() })
    const { code, stderr } = await lintIn(folder, '--decisions-from', 'origin/main')
    expect(code).toBe(2)
    expect(stderr).toContain("git knows no 'origin/main' here; a pipeline may have to fetch it first")
    expect((await lintIn(folder, '--decisions-from', 'HEAD')).code).toBe(1)
    expect((await lintIn(folder, '--decisions-from', 'main~0')).code).toBe(1)
  })

  test('without a repository there is nothing to ask', async () => {
    const folder = folderWith({ 'ai-system.yaml': withDecision() })
    const { code, stderr } = await lintIn(folder, '--decisions-from', 'main')
    expect(code).toBe(2)
    expect(stderr).toContain('no git repository')
  })

  test('odd names of files', async () => {
    const name = 'a b/ü [x]/"q".ai-system.yaml'
    const folder = repositoryWith({ [name]: withDecision() })
    const report = await reportIn(folder, '--decisions-from', 'main')
    expect(states(report)).toEqual(['counts'])
  })

  test('from a folder below the top', async () => {
    const folder = repositoryWith({ 'deep/down/ai-system.yaml': withDecision() })
    expect(states(await reportIn(join(folder, 'deep'), '--decisions-from', 'main'))).toEqual(['counts'])
  })

  test('a decision that is not sound there does not count', async () => {
    const folder = repositoryWith({ 'ai-system.yaml': withDecision({ expires: '' }) })
    write(folder, withDecision())
    expect(states(await reportIn(folder, '--decisions-from', 'main'))).toEqual(['pending'])
  })
})

test('--ignore-decisions shows everything, and says what it left out of account', async () => {
  const folder = folderWith({ 'ai-system.yaml': withDecision() })
  const report = await reportIn(folder, '--ignore-decisions')
  expect(findingsOf(report, injection)).toHaveLength(1)
  expect(states(report)).toEqual(['ignored'])
  expect((await lintIn(folder, '--ignore-decisions')).stdout).toContain('1 ignored (--ignore-decisions)')
  expect((await lintIn(folder, '--ignore-decisions', '--decisions-from', 'main')).code).toBe(2)
})

test('the scene is what it seems', async () => {
  const folder = folderWith({ 'ai-system.yaml': manifest })
  expect(findingsOf(await reportIn(folder), injection)).toHaveLength(1)
  expect(decision()).toContain('expires: 2027-03-31')
})
