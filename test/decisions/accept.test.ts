import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../cli/run.ts'
import { filed, findingsOf, lintIn, manifest, reportIn, withDecision } from './scene.ts'

const injection = 'AML.T0051.001'
const why = [
  '--reason',
  'Read by a person',
  '--owner',
  'mail',
  '--approved-by',
  'risk office',
  '--expires',
  '2027-03-31',
]
const textOf = (folder: string, name = 'ai-system.yaml') => readFileSync(join(folder, name), 'utf8')

async function fingerprintIn(folder: string, technique = injection): Promise<string> {
  const [found] = findingsOf(await reportIn(folder), technique)
  return found.fingerprint
}

describe('a decision is written', () => {
  test('by fingerprint, at the end, with everything else as it was', async () => {
    const folder = folderWith({ 'ai-system.yaml': manifest })
    const id = (await fingerprintIn(folder)).slice(0, 12)
    expect((await lintIn(folder)).stdout.replace(/\s+/g, ' ')).toContain(`atlaslint accept ${id}`)
    expect((await lintIn(folder, '-f', 'compact')).stdout).toContain(` id: ${id}\n`)
    const { code, stdout, stderr } = await lintIn(folder, 'accept', id, ...why, '--ticket', '42')
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `ai-system.yaml:28: accept ${injection} on agent until 2027-03-31: 1 finding decided\n`,
      stderr: '',
    })
    expect(textOf(folder)).toBe(`${manifest}
decisions:
  - technique: ${injection}
    on: agent
    treatment: accept
    reason: Read by a person
    owner: mail
    approved-by: risk office
    decided: 2026-11-24
    expires: 2027-03-31
    ticket: "42"
`)
    expect(findingsOf(await reportIn(folder), injection)).toEqual([])
  })

  test.each(['decisions: []', "decisions: [{ technique: AML.T0043, treatment: avoid, reason: 'x' }]"])(
    'one after the other into %s',
    async (list) => {
      const folder = folderWith({ 'ai-system.yaml': `${manifest}${list}\n` })
      const { exposures } = (await reportIn(folder)).manifests[0]
      const open = exposures.filter(({ status }: { status: string }) => status === 'open')
      for (const technique of [...new Set<string>(open.map((each: { technique: string }) => each.technique))].slice(
        0,
        3,
      )) {
        const { code, stderr } = await lintIn(folder, 'accept', '--technique', technique, '--on', '*', ...why)
        expect([code, stderr]).toEqual([0, expect.not.stringContaining('would')])
      }
      expect(textOf(folder).match(/treatment: accept/g)).toHaveLength(3)
    },
  )

  test('what else it settles is said', async () => {
    const folder = folderWith({ 'ai-system.yaml': readFileSync('examples/card-fraud/ai-system.yaml', 'utf8') })
    const { exposures, findings } = (await reportIn(folder)).manifests[0]
    const family = exposures.filter(
      (each: { technique: string; subject: { id: string }; status: string }) =>
        each.technique.startsWith('AML.T0043') && each.subject.id === 'fraud-model' && each.status !== 'mitigated',
    )
    expect(family.length).toBeGreaterThan(1)
    const parent = findings.find(
      (each: { technique?: string; subject: { id: string } }) =>
        each.technique === 'AML.T0043' && each.subject.id === 'fraud-model',
    )
    const { code, stdout } = await lintIn(folder, 'accept', parent.fingerprint, '--treatment', 'avoid', '--reason', 'x')
    expect(code).toBe(0)
    expect(stdout).toContain(`${family.length} findings decided\nwith it: AML.T0043.00`)
    expect(stdout.match(/^with it: /gm)).toHaveLength(family.length - 1)
  })

  test('by technique and subject; a parent speaks for its sub-techniques', async () => {
    const folder = folderWith({ 'ai-system.yaml': manifest })
    expect((await lintIn(folder, 'accept', '--technique', 'AML.T0051', '--on', 'agent', ...why)).code).toBe(0)
    expect(findingsOf(await reportIn(folder), injection)).toEqual([])
    const whole = folderWith({ 'ai-system.yaml': manifest })
    expect((await lintIn(whole, 'accept', '--technique', injection, '--on', '*', ...why)).code).toBe(0)
    expect(textOf(whole)).not.toMatch(/^ {4}on: /m)
  })

  test('as a promise, which is then reported as planned', async () => {
    const folder = folderWith({ 'ai-system.yaml': manifest })
    const promise = ['--treatment', 'mitigate', '--reason', 'guard', '--owner', 'mail', '--due', '2027-01-31']
    expect((await lintIn(folder, 'accept', '--technique', injection, '--on', 'agent', ...promise)).code).toBe(0)
    expect(findingsOf(await reportIn(folder), injection).map(({ severity }) => severity)).toEqual(['low'])
  })

  test('into the decisions file that the configuration names, or a new one', async () => {
    const folder = folderWith({
      'ai-system.yaml': manifest,
      'd.yaml': `# by the risk office\n${filed({ technique: 'AML.T0061' })}# end\n`,
      'atlaslint.config.yaml': 'decisions: d.yaml\n',
    })
    expect((await lintIn(folder, 'accept', await fingerprintIn(folder), ...why)).code).toBe(0)
    expect(textOf(folder)).toBe(manifest)
    expect(textOf(folder, 'd.yaml')).toMatch(
      /^# by the risk office\n[\s\S]*\n {2}- system: Mail helper\n {4}technique: AML\.T0051\.001\n[\s\S]*# end\n$/,
    )
    expect(findingsOf(await reportIn(folder), injection)).toEqual([])
    const other = folderWith({ 'ai-system.yaml': manifest })
    const id = await fingerprintIn(other)
    expect((await lintIn(other, 'accept', id, ...why, '--decisions', 'new.yaml')).code).toBe(0)
    expect(textOf(other, 'new.yaml')).toMatch(/^atlaslint-decisions: 1\n\ndecisions:\n {2}- system: Mail helper\n/)
    const third = await lintIn(other, 'accept', id, ...why, '--to', 'decisions')
    expect(third.stderr).toContain('there is no decisions file')
    expect((await lintIn(other, 'accept', id, ...why, '--to', 'manifest')).code).toBe(0)
  })

  test('in place of one that has run out', async () => {
    const folder = folderWith({ 'ai-system.yaml': withDecision({ expires: '2026-01-31' }) })
    expect((await lintIn(folder, 'accept', '--technique', injection, '--on', 'agent', ...why)).code).toBe(0)
    expect(findingsOf(await reportIn(folder), injection).map(({ rule }) => rule)).toEqual(['expired-decision'])
  })

  test('with a byte-order mark and Windows line ends', async () => {
    const text = `\ufeff${manifest.replaceAll('\n', '\r\n')}`
    const folder = folderWith({ 'ai-system.yaml': text })
    expect((await lintIn(folder, 'accept', await fingerprintIn(folder), ...why)).code).toBe(0)
    expect(textOf(folder).startsWith(text)).toBe(true)
    expect(textOf(folder).slice(text.length)).not.toMatch(/[^\r]\n/)
  })

  test('and what is still wrong with it is said', async () => {
    const folder = folderWith({ 'ai-system.yaml': manifest })
    const { code, stderr } = await lintIn(
      folder,
      'accept',
      await fingerprintIn(folder),
      ...why.slice(0, 4),
      ...why.slice(6),
    )
    expect(code).toBe(0)
    expect(stderr).toContain('is accepted without approval')
  })
})

describe('nothing is written', () => {
  const refused: Record<string, [argv: string[], message: string, files?: Record<string, string>]> = {
    'without what is needed': [['--reason', 'x'], '--treatment accept needs --owner, --expires'],
    'for longer than a year': [
      [...why.slice(0, 6), '--expires', '2028-01-01'],
      'holds until 2028-01-01, 403 days after',
    ],
    'when it has run out': [
      [...why.slice(0, 6), '--expires', '2026-11-23'],
      "atlaslint: --expires: Decision 'accept' for AML.T0051.001 on agent has expired on 2026-11-23, and AML.T0051.001 is open.\natlaslint: the decision would not be right: nothing was written\n",
    ],
    'for longer than the configuration allows': [
      why,
      'the configuration allows 30 for a',
      { 'atlaslint.config.yaml': 'longest-acceptance: { critical: 30d, high: 30d, medium: 30d, low: 30d }\n' },
    ],
    'about what is locked': [why, 'nothing was written', { 'atlaslint.config.yaml': `locked: [${injection}]\n` }],
    'by somebody who is not there': [
      ['--reason', 'x', '--owner', 'mial', '--expires', '2027-03-31'],
      "no owner is called 'mial'; did you mean 'mail'?",
    ],
    'when a decision is there already': [
      why,
      'is accepted already by the decision at ai-system.yaml:28',
      { 'ai-system.yaml': withDecision() },
    ],
    'in a manifest that is not valid': [
      why,
      'is not valid: nothing was written',
      { 'ai-system.yaml': `${manifest}oops: 1\n` },
    ],
    'in one that is one flow map': [
      why,
      'write the decision by hand',
      {
        'ai-system.yaml':
          '{ "atlaslint": 1, "system": { "name": "Mail helper" }, "owners": { "mail": {} }, "components": { "inbox": { "kind": "channel", "writable-by": ["anyone"] }, "agent": { "kind": "agent", "autonomy": "autonomous" }, "model": { "kind": "llm" } }, "flows": [{ "from": "inbox", "to": "agent", "carries": ["message"] }, { "from": "agent", "to": "model", "carries": ["prompt"] }] }\n',
      },
    ],
  }
  test.each(Object.entries(refused))('%s', async (_, [argv, message, files]) => {
    const all = { 'ai-system.yaml': manifest, ...files }
    const folder = folderWith(all)
    const { code, stdout, stderr } = await lintIn(folder, 'accept', '--technique', injection, '--on', 'agent', ...argv)
    expect(stderr).toContain(message)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    for (const [name, text] of Object.entries(all)) expect(textOf(folder, name)).toBe(text)
  })

  test.each([
    [['0123456789ab'], 'no finding of this run has the fingerprint'],
    [['0123'], 'Not a fingerprint'],
    [[], 'name a finding by its fingerprint'],
    [['--technique', injection], 'name a finding by its fingerprint'],
    [['0123456789ab', '--on', 'agent'], 'not both'],
    [['--technique', 'AML.T0018', '--on', 'agent'], 'no rule finds that AML.T0018 applies to agent'],
    [['--technique', injection, '--on', 'agnet'], 'no such component or flow: agnet (did you mean agent?)'],
    [['--technique', injection, '--on', 'agent->model'], 'applies to agent -> model: there is nothing to decide'],
    [['--technique', 'AML.T9999', '--on', 'agent'], 'no such technique: AML.T9999'],
    [['--technique', 'AML.T0104', '--on', 'agent'], 'ATLAS has retired AML.T0104: use AML.T'],
  ])('%j', async (argv, message) => {
    const folder = folderWith({ 'ai-system.yaml': manifest })
    const { code, stderr } = await lintIn(folder, 'accept', ...argv, ...why)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(textOf(folder)).toBe(manifest)
  })

  test('about a check: that can only be put right', async () => {
    const folder = folderWith({ 'ai-system.yaml': manifest })
    const report = await reportIn(folder)
    const check = report.manifests[0].findings.find(({ kind }: { kind: string }) => kind === 'check')
    const { code, stderr } = await lintIn(folder, 'accept', check.fingerprint, ...why)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('is about the manifest itself') })
  })

  test('when several manifests could be meant', async () => {
    const folder = folderWith({ 'a/ai-system.yaml': manifest, 'b/ai-system.yaml': manifest })
    const id = await fingerprintIn(folder)
    expect((await lintIn(folder, 'accept', id, ...why)).stderr).toContain('2 findings have it')
    expect((await lintIn(folder, 'accept', '--technique', injection, '--on', 'agent', ...why)).stderr).toContain(
      '--file',
    )
    expect((await lintIn(folder, 'accept', id, ...why, '--file', 'b/ai-system.yaml')).code).toBe(0)
    expect(textOf(folder, 'a/ai-system.yaml')).toBe(manifest)
    expect(existsSync(join(folder, 'd.yaml'))).toBe(false)
  })
})
