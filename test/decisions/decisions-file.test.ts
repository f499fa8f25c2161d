import { describe, expect, test } from 'vitest'
import { folderWith } from '../cli/run.ts'
import { decision, filed, findingsOf, lintIn, manifest, reportIn, withDecision } from './scene.ts'

const injection = 'AML.T0051.001'
const lintWith = (decisions: string, text = manifest) =>
  lintIn(folderWith({ 'ai-system.yaml': text, 'd.yaml': decisions }), '--decisions', 'd.yaml')
const reportWith = (decisions: string, text = manifest, ...argv: string[]) =>
  reportIn(folderWith({ 'ai-system.yaml': text, 'd.yaml': decisions }), '--decisions', 'd.yaml', ...argv)

describe('a decisions file', () => {
  test('counts like the decisions of the manifest', async () => {
    const report = await reportWith(filed())
    expect(findingsOf(report, injection)).toEqual([])
    expect(report.decisions).toEqual({ files: ['d.yaml'] })
    const [exposure] = report.manifests[0].exposures.filter((one: { technique: string }) => one.technique === injection)
    expect(exposure.status).toBe('accepted')
    expect(report.manifests[0].decisions[exposure.decision]).toMatchObject({
      file: 'd.yaml',
      state: 'counts',
      at: { line: 3 },
    })
  })

  test('is merged with the manifest: its own come first', async () => {
    const report = await reportWith(filed({ technique: 'AML.T0061' }), withDecision())
    expect(report.manifests[0].decisions.map(({ file }: { file?: string }) => file)).toEqual([undefined, 'd.yaml'])
    const doubled = await reportWith(filed(), withDecision())
    const found = doubled.manifests[0].findings.find(({ rule }: { rule: string }) => rule === 'duplicate-decision')
    expect(found).toMatchObject({ file: 'd.yaml', at: { line: 3 } })
    expect(found.related[0]).not.toHaveProperty('file')
  })

  test('what checks say of its decisions points into it, in every format', async () => {
    const old = filed({ expires: '2026-01-31' })
    const { stdout } = await lintWith(old)
    expect(stdout).toMatch(/^d\.yaml:3:\d+: high expired-decision /m)
    expect(stdout).toContain('expires: 2026-01-31')
    const folder = folderWith({ 'ai-system.yaml': manifest, 'd.yaml': old })
    for (const format of [
      'compact',
      'json',
      'sarif',
      'github',
      'gitlab',
      'checkstyle',
      'rdjson',
      'azure',
      'csv',
      'junit',
      'markdown',
      'teamcity',
    ]) {
      const { stdout: text, stderr } = await lintIn(folder, '--decisions', 'd.yaml', '-f', format)
      expect({ format, names: text.includes('d.yaml'), stderr }).toEqual({ format, names: true, stderr: '' })
    }
  })

  test('with findings of its own is no manifest in the summary', async () => {
    const report = await reportWith(filed({ system: 'Nobody' }))
    expect(report.manifests).toHaveLength(2)
    expect(report.summary).toMatchObject({ manifests: 1, invalid: 0 })
  })

  test('counts only for the system that it names', async () => {
    const report = await reportWith(filed({ system: 'Mail Helper' }))
    expect(findingsOf(report, injection).map(({ rule, fix }) => [rule, fix])).toContainEqual([
      'unresolved-decision',
      "Did you mean 'Mail helper'?",
    ])
    expect(report.manifests[0].decisions).toEqual([])
    expect(report.manifests[1]).toMatchObject({ file: 'd.yaml', isDecisionsFile: true })
  })

  test('of a system that may be elsewhere nothing is said', async () => {
    const folder = folderWith({ 'a/ai-system.yaml': manifest, 'd.yaml': filed({ system: 'Other' }) })
    const lost = async (...paths: string[]) =>
      findingsOf(await reportIn(folder, ...paths, '--decisions', 'd.yaml'), injection).filter(
        ({ rule }) => rule === 'unresolved-decision',
      ).length
    expect([await lost(), await lost('.'), await lost('a'), await lost('a/ai-system.yaml')]).toEqual([1, 1, 0, 0])
    expect(await lost('--shard', '1/1')).toBe(0)
  })

  test('two systems of one name share its decisions, and that is told', async () => {
    const folder = folderWith({ 'a/ai-system.yaml': manifest, 'b/ai-system.yaml': manifest, 'd.yaml': filed() })
    const { stdout } = await lintIn(folder, '--decisions', 'd.yaml', '-f', 'compact')
    expect(stdout).toContain("2 manifests are about a system called 'Mail helper'")
  })

  test.each([
    [{ technique: 'AML.T0999' }, 'technique', "ATLAS has no technique 'AML.T0999'"],
    [{ on: 'agnet' }, 'on', "no component or flow is called 'agnet'"],
    [{ on: '"agent -> inbox"' }, 'on', 'the flow is drawn the other way round'],
    [{ owner: 'nobody' }, 'owner', "no owner is called 'nobody'"],
  ])('%j is a finding', async (changes, key, reason) => {
    const report = await reportWith(filed(changes))
    const about = report.manifests[0].findings.filter(({ file }: { file?: string }) => file === 'd.yaml')
    expect(about.map(({ rule, message }: { rule: string; message: string }) => `${rule}: ${message}`)).toEqual([
      expect.stringContaining(`unresolved-decision: '${key}' of the decision for `),
    ])
    expect(about[0].message).toContain(reason)
  })

  test('settings of the configuration hold for its check as well', async () => {
    const files = {
      'ai-system.yaml': manifest,
      'd.yaml': filed({ system: 'Other' }),
      'atlaslint.config.yaml': 'decisions: d.yaml\nseverity:\n  unresolved-decision: critical\n',
    }
    const report = await reportIn(folderWith(files))
    expect(findingsOf(report, injection).map(({ severity, rule }) => [rule, severity])).toContainEqual([
      'unresolved-decision',
      'critical',
    ])
    const off = { ...files, 'atlaslint.config.yaml': 'decisions: d.yaml\nseverity:\n  unresolved-decision: off\n' }
    expect((await reportIn(folderWith(off))).manifests).toHaveLength(1)
  })
})

describe('a decisions file that is not valid ends the run', () => {
  test.each([
    ['system: [', 'd.yaml:1:'],
    [
      'atlaslint-decisions: 2\ndecisions: []\n',
      "d.yaml:1:22: 'atlaslint-decisions' of the decisions file is '2'; only 1 is known",
    ],
    ['decisions: []\n', "d.yaml:1:1: the decisions file has no 'atlaslint-decisions'"],
    [`atlaslint-decisions: 1\ndecisions:\n  - ${decision()}\n`, "d.yaml:3:5: decision 1 has no 'system'"],
    [filed({ treatment: 'accpt' }), "'treatment' of decision 1 cannot be 'accpt'; did you mean 'accept'?"],
    [filed({ expires: '' }), "'treatment: accept' needs 'expires'"],
    [filed({ expires: '2027-02-30' }), "there is no day '2027-02-30'"],
    [filed({ technique: 'T0051' }), 'is no ATLAS technique'],
    [filed({ reason: '""' }), 'is empty'],
    [filed().replace('reason', 'reazon'), "did you mean 'reason'?"],
  ])('%j', async (text, message) => {
    const { code, stdout, stderr } = await lintWith(text)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain('the decisions file is not valid: nothing was judged')
  })

  test('so does one that is not there', async () => {
    const folder = folderWith({ 'ai-system.yaml': manifest })
    const { code, stderr } = await lintIn(folder, '--decisions', 'd.yaml')
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'atlaslint: no such file: d.yaml\n' })
  })
})

test('--show-accepted lists who decided what, until when, and why', async () => {
  const folder = folderWith({ 'ai-system.yaml': withDecision() })
  expect((await lintIn(folder)).stdout).not.toContain('Read by a person')
  expect((await lintIn(folder, '--show-accepted')).stdout).toMatch(
    /ai-system\.yaml:\d+:5: accepted \w+ AML\.T0051\.001 .* on agent by mail, approved by risk office, until 2027-03-31: Read by a person/,
  )
})

test('text of a decision cannot give commands or move the cursor', async () => {
  const hostile = '"x\\n::error::y\\e[2J##vso[task.complete]"'
  const folder = folderWith({
    'ai-system.yaml': manifest,
    'd.yaml': filed({ reason: hostile, 'approved-by': hostile, system: '"Mail helper"' }),
  })
  const { stdout } = await lintIn(folder, '--decisions', 'd.yaml', '--show-accepted')
  expect(stdout).toContain('error')
  expect(stdout).not.toMatch(/^\s*::|##vso\[/m)
  expect(stdout).not.toContain(String.fromCharCode(27))
})

test('the commands about one system count its decisions, too', async () => {
  const folder = folderWith({
    'ai-system.yaml': manifest,
    'd.yaml': filed(),
    'atlaslint.config.yaml': 'decisions: d.yaml\n',
  })
  const why = (...argv: string[]) => lintIn(folder, 'why', 'ai-system.yaml', 'agent', injection, ...argv)
  expect((await why()).stdout).toContain('accepted')
  expect((await why('--no-config')).stdout).not.toContain('accepted')
  expect((await why('--no-config', '--decisions', 'd.yaml')).stdout).toContain('accepted')
  const open = async (...argv: string[]) => JSON.parse((await lintIn(folder, 'plan', '--json', ...argv)).stdout).open
  expect(await open('--no-config')).toBe((await open()) + 1)
  const what = ['--what-if', '{ implements: [AML.M0020], on: [agent] }']
  expect((await lintIn(folder, 'plan', ...what)).code).toBe(0)
  const settled = async (...argv: string[]) =>
    JSON.parse((await lintIn(folder, 'coverage', '--json', ...argv)).stdout).settled[0]
  expect(await settled()).toBeGreaterThan(await settled('--no-config'))
})
