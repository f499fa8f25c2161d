import { describe, expect, test } from 'vitest'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { ownRule as rule } from '../rules/own-rule.ts'
import { run } from './run.ts'

const system = `atlaslint: 1
system: { name: Mail helper }
owners: { ops: { name: Operations, contact: ops@example.com } }
zones: { internet: { trust: untrusted }, office: { trust: internal, owner: ops } }
components:
  stranger: { kind: outsider, zone: internet }
  mailbox: { kind: channel, zone: office, writable-by: [anyone] }
  agent: { kind: agent, zone: office, can: [send-messages], autonomy: autonomous, memory: none }
  model: { kind: llm, zone: office, provenance: vendor }
flows:
  - { from: stranger, to: mailbox, carries: [message] }
  - { from: mailbox, to: agent, carries: [message], automatic: true }
  - { from: agent, to: model, carries: [prompt], returns: [completion] }
controls:
  guard: { implements: [AML.M0020], on: ["mailbox -> agent"], status: implemented, owner: ops }
`
const files = { 'ai-system.yaml': system }

describe('rules', () => {
  test('list: a table with a count', async () => {
    const { code, stdout } = await run(['rules', 'list', '--covers', 'AML.T0051'], { engine })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^rule +technique +title +from\n/)
    expect(stdout).toMatch(/outsider-content-reaches-prompt +AML\.T0051\.001/)
    expect(stdout).toMatch(/\n\d+ rules\n$/)
  })

  test.each([
    ['AML.T9999', /^atlaslint: no such technique: AML\.T9999/],
    ['aml.t0051', /no such technique: aml\.t0051 \(did you mean AML\.T0051/],
    ['AML.T0104', /^atlaslint: ATLAS has retired AML\.T0104: use AML\.T/],
  ])('list: %s is covered by nothing, which is no answer', async (technique, message) => {
    const { code, stdout, stderr } = await run(['rules', 'list', '--covers', technique], { engine })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  test("list: by technique, a parent with its sub-techniques, with the user's own, as JSON", async () => {
    const { stdout } = await run(['rules', 'list', '--covers', 'AML.T0051', '--rules', 'mine.yaml', '--json'], {
      engine,
      files: { 'mine.yaml': rule.replace('Own rule', '"Own \\e[2J \\u202e ::rule ##[x]"') },
    })
    const rules = JSON.parse(stdout) as { id: string; technique: string; origin: string }[]
    expect(rules.every(({ technique }) => technique.startsWith('AML.T0051'))).toBe(true)
    expect(rules.find(({ id }) => id === 'own-rule')).toMatchObject({
      origin: 'mine.yaml',
      title: 'Own \u001b[2J \u202e ::rule ##[x]',
    })
    expect(stdout).not.toMatch(/\u202e|##/)
  })

  test('test: 0 when all examples hold, 1 when one does not', async () => {
    const mine = {
      'good.yaml': rule,
      'bad.yaml': rule.replace('own-rule', 'bad-rule').replace('fires-on: [agent]', 'fires-on: [mailbox]'),
    }
    expect(await run(['rules', 'test', 'good.yaml'], { engine, files: mine })).toMatchObject({
      code: 0,
      stdout: '1 rule, 2 examples: 0 failed\n',
    })
    const both = await run(['rules', 'test', 'good.yaml', 'bad.yaml'], { engine, files: mine })
    expect(both.code).toBe(1)
    expect(both.stdout).toBe(
      "bad-rule: an open mailbox: Rule 'bad-rule' should fire on mailbox; it fires on agent.\n2 rules, 4 examples: 1 failed\n",
    )
  })

  test('test: a snippet that is no manifest proves nothing', async () => {
    const broken = {
      'broken.yaml': rule.replace('kind: agent } }\n          flows', 'kind: agnet } }\n          flows'),
    }
    const { code, stdout } = await run(['rules', 'test', 'broken.yaml'], { engine, files: broken })
    expect([code, stdout]).toEqual([1, expect.stringMatching(/cannot be 'agnet'/)])
  })

  test('test: the bundled rules pass their own', async () => {
    const { code, stdout } = await run(['rules', 'test'], { engine })
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d{3} rules, \d{4} examples: 0 failed\n$/)])
  })

  test('validate: 0 for good files, 2 with the place of each mistake', async () => {
    expect(await run(['rules', 'validate', 'good.yaml'], { engine, files: { 'good.yaml': rule } })).toMatchObject({
      code: 0,
      stdout: '1 rule file valid\n',
    })
    const bad = rule.replace('kind: channel, written-by', 'kind: chanel, writen-by')
    const { code, stderr } = await run(['rules', 'validate', 'bad.yaml'], { engine, files: { 'bad.yaml': bad } })
    expect(code).toBe(2)
    expect(stderr).toMatch(/bad\.yaml:7:\d+: 'chanel' is not a component kind\. Did you mean 'channel'\?/)
    expect(stderr).toMatch(
      /bad\.yaml:7:\d+: 'writen-by' is not something a component can be asked for\. Did you mean 'written-by'\?/,
    )
  })

  test('a switch of no rule is an error, for validate and for lint: misspelt, it would leave the rule on', async () => {
    const text = (id: string) => `rules: [{ id: ${id}, off: true }]\n`
    const scene = {
      ...files,
      'bad.yaml': text('strangers-promt-directly'),
      'good.yaml': text('strangers-prompt-directly'),
    }
    for (const argv of [
      ['rules', 'validate'],
      ['lint', 'ai-system.yaml', '--exit-zero', '--rules'],
    ]) {
      const { code, stdout, stderr } = await run([...argv, 'bad.yaml'], { engine, files: scene })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(
        /bad\.yaml:1:15: there is no rule 'strangers-promt-directly' to switch; did you mean 'strangers-prompt-directly'\?/,
      )
      expect(await run([...argv, 'good.yaml'], { engine, files: scene })).toMatchObject({ code: 0 })
    }
  })
})

describe('explain', () => {
  test.each([
    'AML.T0051.001',
    'AML.M0020',
    'AML.CS0035',
    'AML.TA0005',
    'outsider-content-reaches-prompt',
    'component-without-owner',
  ])('%s has a page', async (id) => {
    const { code, stdout } = await run(['explain', id], { engine })
    expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining(id)])
    expect(stdout.split('\n').length).toBeGreaterThan(5)
  })
  test('a retired id names its successor', async () => {
    expect((await run(['explain', 'AML.T0104'], { engine })).stdout).toContain('AML.T0115.002')
  })
  test('an unknown word gets the nearest', async () => {
    expect(await run(['explain', 'AML.T0951'], { engine })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/did you mean/),
    })
    expect((await run(['explain', 'a', 'b'], { engine })).code).toBe(2)
  })
})

describe('why', () => {
  test('shows the conditions, the way and the control', async () => {
    const { code, stdout } = await run(['why', 'ai-system.yaml', 'agent', 'AML.T0051.001'], { engine, files })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^AML\.T0051\.001 LLM Prompt Injection: Indirect on agent: applies, mitigated/)
    expect(stdout).toMatch(/yes .*reached-from/)
    expect(stdout).toMatch(/way: .*mailbox -> agent \(cut\)/)
    expect(stdout).toMatch(/control guard cuts on mailbox -> agent/)
  })
  test('tells a flow named by its ends from one with the same ends and a name of its own', async () => {
    const flows = `atlaslint: 1
system: { name: Two flows }
components: { a: { kind: app }, b: { kind: app } }
flows:
  - { id: first, from: a, to: b, carries: [telemetry] }
  - { from: a, to: b, carries: [prompt] }
`
    const own = `rules:
  - { id: mine, technique: AML.T0113, title: Mine, why: Because it is so here., severity: low, subject: { flow: { carries: prompt } }, message: "{subject} carries prompts.", impact: [integrity], fix: Do something., examples: [{ title: prompts, system: { components: { a: { kind: app }, b: { kind: app } }, flows: [{ from: a, to: b, carries: [prompt] }] }, fires-on: [a -> b], near-misses: [{ title: others, set: { flows.0.carries: [message] } }] }] }
`
    const told = async (name: string) => {
      const argv = ['why', 'ai-system.yaml', name, 'AML.T0113', '--rules', 'own.yaml']
      const { stdout } = await run(argv, { engine, files: { 'ai-system.yaml': flows, 'own.yaml': own } })
      return stdout.slice(stdout.indexOf('rule mine'))
    }
    expect(await told('a -> b')).toMatch(/yes carries: prompt\n {2}=> matches/)
    expect(await told('first')).toMatch(/no {2}carries: prompt\n {2}=> does not match/)
  })
  test('shows what failed', async () => {
    const { stdout } = await run(['why', 'ai-system.yaml', 'model', 'AML.T0020'], { engine, files })
    expect(stdout).toMatch(/does not apply/)
  })
  test.each([
    [['why', 'ai-system.yaml', 'agnet', 'AML.T0051'], /no such component or flow: agnet \(did you mean agent\?\)/],
    [['why', 'ai-system.yaml', 'agent', 'AML.T9999'], /no such technique/],
    [['why', 'ai-system.yaml', 'agent', 'AML.T0104'], /ask for AML\.T0115\.002/],
  ])('%s', async (argv, message) => {
    expect(await run(argv, { engine, files })).toMatchObject({ code: 2, stderr: expect.stringMatching(message) })
  })
})

describe('plan, incidents and coverage', () => {
  test('plan: steps that close what is open, ready to paste', async () => {
    const { code, stdout } = await run(['plan'], {
      engine,
      files: { 'ai-system.yaml': system.replace('status: implemented', 'status: retired') },
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Mail helper: \d+ open exposures; \d+ controls? would close \d+ of them \(greedy/)
    expect(stdout).toMatch(/1\. AML\.M\d{4} .* on .* \(owner ops \(ops@example\.com\)\)/)
    expect(stdout).toMatch(/\| {3}status: planned/)
  })
  test('plan --without: what would be open again', async () => {
    const { stdout } = await run(['plan', '--without', 'guard'], { engine, files })
    expect(stdout).toMatch(/^Without guard:\n\nOpen again \(\d+\):/)
    expect((await run(['plan', '--without', 'gaurd'], { engine, files })).stderr).toMatch(/did you mean guard\?/)
  })
  test('plan --what-if: what would be closed', async () => {
    const open = { 'ai-system.yaml': system.replace('status: implemented', 'status: retired') }
    const whatIf = async (control: string) =>
      (await run(['plan', '--what-if', control], { engine, files: open })).stdout
    expect(await whatIf('{ covers: [AML.T0051], on: [agent] }')).toMatch(/^With \{ covers.*:\n\nClosed \(\d+\):/)
    expect(await whatIf('{ covers: [AML.T0051], on: [agent], status: retired }')).toContain('no exposure changes')
    expect((await run(['plan', '--what-if', '{ implments: [AML.M0020], on: [agent] }'], { engine, files })).code).toBe(
      2,
    )
  })
  test('incidents: those that would work first', async () => {
    const { code, stdout } = await run(['incidents', '--json'], { engine, files })
    const { incidents } = JSON.parse(stdout) as { incidents: { works: boolean }[] }
    expect(code).toBe(0)
    const flags = incidents.map(({ works }) => works)
    expect(flags).toEqual([...flags].sort((one, other) => Number(other) - Number(one)))
    expect(incidents.length).toBeGreaterThan(60)
  })
  test('coverage: side by side, and --fail-under', async () => {
    const two = { 'a.ai-system.yaml': system, 'b.ai-system.yaml': system.replace('Mail helper', 'Other') }
    const { code, stdout } = await run(['coverage', '--fail-under', '0'], { engine, files: two })
    expect([code, stdout]).toEqual([0, expect.stringMatching(/column 1 {2}Mail helper.*\n.*column 2 {2}Other/)])
    const open = { 'ai-system.yaml': system.replace('status: implemented', 'status: retired') }
    expect((await run(['coverage', '--fail-under', '1'], { engine, files: open })).code).toBe(1)
    expect((await run(['coverage', '--fail-under', '2'], { engine, files: two })).code).toBe(2)
  })
  test.each([
    ['a.ai-system.yaml', / mitigated +\?$/],
    ['z.ai-system.yaml', / \? +mitigated$/],
  ])('coverage: what one system has switched off is not judged there, and is elsewhere (%s)', async (name, row) => {
    const two = {
      'atlaslint.config.yaml': '{}',
      [name]: system,
      'sub/atlaslint.config.yaml': 'severity: { AML.T0051.001: off }',
      'sub/ai-system.yaml': system.replace('Mail helper', 'Other'),
    }
    const { stdout } = await run(['coverage'], { engine, files: two })
    expect(stdout.split('\n').filter((line) => line.includes('AML.T0051.001'))).toEqual([
      expect.stringMatching(row),
      '  AML.T0051.001 LLM Prompt Injection: Indirect: no rule judges it in Other',
    ])
  })
  test.each(['plan', 'incidents', 'coverage'])('%s: an invalid manifest is not judged', async (command) => {
    const broken = { 'ai-system.yaml': system.replace('kind: agent', 'kind: agnet') }
    expect(await run([command], { engine, files: broken })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/did you mean 'agent'/),
    })
  })
  test.each(['plan', 'incidents'])('%s: of several manifests one has to be named', async (command) => {
    const two = { 'a.ai-system.yaml': system, 'b.ai-system.yaml': system }
    expect(await run([command], { engine, files: two })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/name one/),
    })
  })
})
