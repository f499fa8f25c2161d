import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { folderWith, runIn } from '../cli/run.ts'

/** An agent that anybody can prompt; the rule below finds it, so that nothing here depends on the bundled rules. */
const manifest = `atlaslint: 1
system: { name: Shop, owner: shop }
owners: { shop: { contact: shop@example.com } }
components:
  agent: { kind: agent, owner: shop }
controls:
  log: { covers: [AML.T0034], on: [agent], status: planned, due: 2027-01-01, owner: shop }
decisions:
  - { technique: AML.T0034, on: agent, treatment: accept, reason: Known., owner: shop, approved-by: risk, decided: 2026-11-01, expires: 2027-04-01 }
`

const rule = (id: string, technique: string, more = '') => `
  - id: ${id}
    technique: ${technique}
    title: Mine
    why: Because it is mine and stands here for a test.
    subject: { component: { kind: agent } }
    message: "{subject} is an agent."
    impact: [integrity]
    fix: Do something.
    ${more}
    examples:
      - { title: one, system: { components: { a: { kind: agent } } }, fires-on: [a], near-misses: [{ title: none, without: [a] }] }
`
const rules = `rules:${rule('mine', 'AML.T0034', 'severity: high')}${rule('yours', 'AML.T0051.000', 'severity: medium')}`

let cwd: string
const write = (name: string, text: string) => {
  mkdirSync(dirname(join(cwd, name)), { recursive: true })
  writeFileSync(join(cwd, name), text)
}
const lint = (args: string[] = [], env: Record<string, string> = {}, from = '.') =>
  runIn(join(cwd, from), args, { engine, env })
const findings = async (args: string[] = [], env: Record<string, string> = {}, from = '.') => {
  const { stdout, stderr } = await lint([...args, '-f', 'json'], env, from)
  if (stdout === '') throw new Error(stderr)
  const report = JSON.parse(stdout)
  const all = report.manifests.flatMap((entry: { file: string; findings: { rule: string; severity: string }[] }) =>
    entry.findings.map((finding) => `${entry.file} ${finding.rule} ${finding.severity}`),
  )
  return { report, all, of: (id: string) => all.filter((line: string) => line.includes(` ${id} `)) }
}
const trouble = async (args: string[] = [], env: Record<string, string> = {}) => {
  const { code, stdout, stderr } = await lint(args, env)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  return stderr
}
const config = (text: string) => write('atlaslint.config.yaml', text)

beforeEach(() => {
  cwd = folderWith({ '.git/HEAD': '', 'ai-system.yaml': manifest, 'rules/mine.yaml': rules })
})

describe('which file counts', () => {
  test('in a monorepo the nearest one, for each manifest, wherever the run starts', async () => {
    for (const folder of ['a', 'a/deep', 'b']) write(`${folder}/ai-system.yaml`, manifest)
    config('rules: [rules]\nseverity: { yours: low }')
    write('a/atlaslint.config.yaml', 'rules: [../rules]\nseverity: { yours: critical }')
    write('b/atlaslint.config.yaml', 'severity: { system-without-owner: low }')
    const { report, of } = await findings(['--exit-zero'])
    expect(of('yours')).toEqual([
      'a/ai-system.yaml yours critical',
      'a/deep/ai-system.yaml yours critical',
      'ai-system.yaml yours low',
    ])
    expect(report.configurations).toEqual([
      { file: 'a/atlaslint.config.yaml', manifests: 2, rulesOff: 0, checksOff: 0 },
      { file: 'atlaslint.config.yaml', manifests: 1, rulesOff: 0, checksOff: 0 },
      { file: 'b/atlaslint.config.yaml', manifests: 1, rulesOff: 0, checksOff: 0 },
    ])
    expect((await findings([], {}, 'a/deep')).of('yours')).toEqual(['ai-system.yaml yours critical'])
    expect((await findings(['-c', 'atlaslint.config.yaml', 'a', 'b'])).of('yours')).toEqual([
      'a/ai-system.yaml yours low',
      'a/deep/ai-system.yaml yours low',
      'b/ai-system.yaml yours low',
    ])
  })

  test('nobody looks beyond the repository, nor without one beyond the working folder', async () => {
    config('rules: [rules]')
    write('inner/.git', 'gitdir: elsewhere')
    write('inner/sub/ai-system.yaml', manifest)
    expect((await findings(['inner'])).of('mine')).toEqual([])
    expect((await findings([])).of('yours')).toHaveLength(1)
    const alone = folderWith({ 'atlaslint.config.yaml': 'fail-on: none', 'sub/ai-system.yaml': manifest })
    expect((await runIn(alone, [], { engine })).stdout).toContain('--fail-on none')
    expect((await runIn(join(alone, 'sub'), [], { engine })).stdout).toContain('--fail-on medium')
  })

  test('flag before environment before nearest; --no-config before all', async () => {
    config('fail-on: low')
    write('other.yaml', 'fail-on: high')
    write('third.yaml', 'fail-on: critical')
    const gate = async (args: string[], env = {}) => (await findings(args, env)).report.gate.failOn
    expect(await gate([])).toBe('low')
    expect(await gate([], { ATLASLINT_CONFIG: 'other.yaml' })).toBe('high')
    expect(await gate([], { ATLASLINT_CONFIG: '' })).toBe('low')
    expect(await gate(['--config', 'third.yaml'], { ATLASLINT_CONFIG: 'other.yaml' })).toBe('critical')
    expect(await gate(['--no-config'], { ATLASLINT_CONFIG: 'other.yaml' })).toBe('medium')
    expect(await gate(['--fail-on', 'none'])).toBe('none')
    expect(await trouble(['--no-config', '-c', 'other.yaml'])).toMatch(/exclude each other/)
    expect(await trouble(['-c', 'gone.yaml'])).toBe('atlaslint: no such configuration: gone.yaml\n')
  })

  test('standard input has the configuration of its name', async () => {
    write('a/atlaslint.config.yaml', 'fail-on: none')
    const piped = (args: string[]) => runIn(cwd, [...args, '-f', 'json'], { engine, stdin: manifest })
    expect(JSON.parse((await piped(['--stdin-filename', 'a/x.yaml'])).stdout).gate.failOn).toBe('none')
    expect(JSON.parse((await piped(['-'])).stdout).gate.failOn).toBe('medium')
  })

  test('one run has one gate and one catalog', async () => {
    write('a/ai-system.yaml', manifest)
    write('a/atlaslint.config.yaml', 'fail-on: high')
    expect(await trouble()).toMatch(
      /differ in fail-on: high \(a\/atlaslint\.config\.yaml:1:1\), the default; name one with --fail-on/,
    )
    expect((await findings(['--fail-on', 'low'])).report.gate.failOn).toBe('low')
  })

  test('a name that is almost right is not passed over', async () => {
    write('atlaslint.config.yml', 'fail-on: none')
    expect(await trouble()).toMatch(/atlaslint\.config\.yml is not read: call it atlaslint\.config\.yaml/)
  })
})

describe('what the keys do', () => {
  test('manifests: used when no path is given, from where the file stands', async () => {
    write('x/one.yaml', manifest)
    write('x/two.ai-system.yaml', manifest)
    config('manifests: [x/one.yaml, "x/*.ai-system.yaml"]')
    const files = async (args: string[] = [], from = '.') =>
      (await findings(args, {}, from)).report.manifests.map(({ file }: { file: string }) => file)
    expect(await files()).toEqual(['x/one.yaml', 'x/two.ai-system.yaml'])
    expect(await files([], 'x')).toEqual(['one.yaml', 'two.ai-system.yaml'])
    expect(await files(['ai-system.yaml'])).toEqual(['ai-system.yaml'])
    config('fail-on: low\nmanifests:\n  - x/one.yaml\n  - x/three.yaml\n')
    expect(await trouble()).toMatch(/atlaslint\.config\.yaml:4:5: no such file: x\/three\.yaml/)
  })

  test('severity: of a rule, of a technique with its sub-techniques, of a check; off takes out and is counted', async () => {
    config('rules: [rules]\nseverity: { AML.T0051: critical, agent-without-tools: high, agent-without-memory: off }')
    const { of, report } = await findings()
    expect(of('yours')).toEqual(['ai-system.yaml yours critical'])
    expect(
      report.manifests[0].exposures.find(({ rule }: { rule: string }) => rule === 'yours').reasons.overriddenBy,
    ).toBe('configuration')
    expect(of('agent-without-tools')).toEqual(['ai-system.yaml agent-without-tools high'])
    expect(of('agent-without-memory')).toEqual([])
    config('rules: [rules]\nseverity: { AML.T0051: critical, AML.T0051.000: low, yours: off, mine: off }')
    const off = await findings()
    expect(off.of('yours')).toEqual([])
    expect(off.report.configurations[0].rulesOff).toBe(2)
    expect((await lint()).stdout).toContain('configuration: atlaslint.config.yaml (2 rules off)')
    expect(
      (await lint(['why', 'ai-system.yaml', 'agent', 'AML.T0051.000', '--no-config', '--rules', 'rules'])).stdout,
    ).toContain('yours')
    expect((await lint(['why', 'ai-system.yaml', 'agent', 'AML.T0051.000'])).stdout).not.toContain('yours')
  })

  test('unknown ids are errors with the nearest one', async () => {
    config('rules: [rules]\nseverity: { your: off }\nlocked: [AML.T0019, AML.T9999]')
    const said = await trouble()
    expect(said).toContain(
      "atlaslint.config.yaml:2:13: no rule, check or technique is called 'your'; did you mean 'yours'?",
    )
    expect(said).toMatch(/3:10: ATLAS has retired AML\.T0019; AML\.T0115\.000 stands for it now/)
    expect(said).toMatch(/3:21: no rule, check or technique is called 'AML\.T9999'/)
  })

  test('evidence, coverage, longest-acceptance', async () => {
    const text = manifest.replace(
      'status: planned, due: 2027-01-01',
      'status: implemented, evidence: [{ type: test, ref: x, date: 2026-10-01, result: pass }]',
    )
    write('ai-system.yaml', text)
    expect((await findings()).of('stale-evidence')).toEqual([])
    config('rules: [rules]\nevidence: { max-age: 4w }\ncoverage: { minimum: 1 }')
    const { of } = await findings()
    expect(of('stale-evidence')).toHaveLength(1)
    expect(of('too-little-mitigated')).toHaveLength(1)
    write('ai-system.yaml', manifest)
    config('rules: [rules]\nevidence: { required-for: [planned] }\nlongest-acceptance: { high: 90d }')
    const strict = await findings()
    expect(strict.of('control-without-evidence')).toHaveLength(1)
    expect(strict.of('long-acceptance')).toHaveLength(1)
  })

  test('owners: a teams file, and CODEOWNERS with a line for the manifest', async () => {
    write('teams.yaml', 'shop: { name: Shop }')
    write('CODEOWNERS', '/other/ @acme/shop')
    config('owners: { teams: teams.yaml, codeowners: CODEOWNERS }')
    const { of } = await findings()
    expect(of('manifest-without-codeowner')).toHaveLength(1)
    // The approver stands in neither.
    expect(of('owner-unknown-to-teams')).toHaveLength(1)
    write('CODEOWNERS', '* @acme/risk')
    expect((await findings()).all.filter((line: string) => /codeowner|teams/.test(line))).toEqual([])
    write('teams.yaml', 'Shop: 5')
    expect(await trouble()).toMatch(/teams\.yaml:1:1: 'Shop' is no owner id/)
  })

  test('decisions: the file that another part reads', async () => {
    config('decisions: gone.yaml')
    expect(await trouble()).toMatch(/atlaslint\.config\.yaml:1:1: no such file: gone\.yaml/)
  })

  test('a report never overwrites the configuration or a rule file of it', async () => {
    config('rules: [rules]')
    expect(await trouble(['-f', 'json=atlaslint.config.yaml'])).toMatch(/would overwrite its input/)
    expect(await trouble(['-f', 'json=rules/mine.yaml'])).toMatch(/would overwrite its input/)
  })
})

describe('locks', () => {
  const base = 'rules: [rules]\nlocked: [mine, AML.T0051, system-without-owner]\n'

  test('no decision settles what is locked, and one that tries is told', async () => {
    config('rules: [rules]')
    expect((await findings()).of('mine')).toEqual([])
    config(base)
    const { of } = await findings()
    expect(of('mine')).toEqual(['ai-system.yaml mine high'])
    expect(of('locked-decision')).toHaveLength(1)
  })

  test.each([
    ['switches off', 'rules: [{ id: mine, off: true }]'],
    ['lowers', 'rules: [{ id: mine, severity: medium }]'],
    ['lowers what is computed', 'rules: [{ id: yours, severity: low }]'],
    ['replaces', `rules:${rule('mine', 'AML.T0034')}`],
  ])('a rule file that %s is refused', async (_, text) => {
    config(base)
    write('more.yaml', text)
    expect(await trouble(['--rules', 'more.yaml'])).toMatch(
      /more\.yaml:\d+:\d+: rule '(mine|yours)' is locked \(atlaslint\.config\.yaml:2\)/,
    )
  })

  test('a rule file may raise', async () => {
    config(base)
    write('more.yaml', 'rules: [{ id: mine, severity: critical }]')
    expect((await findings(['--rules', 'more.yaml'])).of('mine')).toEqual(['ai-system.yaml mine critical'])
  })

  test.each([
    ['mine: off', true],
    ['mine: medium', true],
    ['mine: high', false],
    ['AML.T0051: low', true],
    ['AML.T0051.000: off', true],
    ['yours: critical', false],
    ['system-without-owner: low', true],
    ['system-without-owner: high', false],
    ['agent-without-tools: off', false],
  ])('a configuration built on it with %s: refused %s', async (severity, isRefused) => {
    write('base.yaml', base)
    config(`extends: ./base.yaml\nseverity: { ${severity} }`)
    const { code, stderr } = await lint(['--exit-zero'])
    expect(code).toBe(isRefused ? 2 : 0)
    if (isRefused) expect(stderr).toMatch(/atlaslint\.config\.yaml:2:13: '[^']+' is locked \(base\.yaml:2\)/)
  })

  test('who locks may also set the severity, but not to off', async () => {
    config(`${base}severity: { mine: low }`)
    expect((await findings()).of('mine')).toEqual(['ai-system.yaml mine low'])
    config(`${base}severity: { mine: off }`)
    expect(await trouble()).toMatch(/'mine' is locked/)
  })
})

describe('extends and packages', () => {
  test('an installed package, its rules, and a package of the package', async () => {
    write('node_modules/@acme/base/atlaslint.config.yaml', 'extends: inner\nrules: ["@acme/base"]\nfail-on: critical')
    write('node_modules/@acme/base/rules/mine.yaml', rules)
    write('node_modules/@acme/base/index.js', 'throw new Error("run")')
    write('node_modules/inner/atlaslint.config.yaml', 'fail-on: low\nseverity: { unused-owner: high }')
    write('sub/ai-system.yaml', manifest)
    write('sub/atlaslint.config.yaml', 'extends: "@acme/base"\nseverity: { yours: low }')
    const { of, report } = await findings(['sub'])
    expect(report.gate.failOn).toBe('critical')
    expect(of('yours')).toEqual(['sub/ai-system.yaml yours low'])
    write('sub/atlaslint.config.yaml', 'rules: ["@acme/base/rules/mine.yaml"]')
    expect((await findings(['sub'])).of('yours')).toHaveLength(1)
    write('sub/atlaslint.config.yaml', 'rules: [missing-package]')
    expect(await trouble(['sub'])).toMatch(
      /sub\/atlaslint\.config\.yaml:1:9: no such file or installed package: missing-package/,
    )
  })

  test('circles, depth, addresses', async () => {
    config('extends: ./b.yaml')
    write('b.yaml', 'extends: ./atlaslint.config.yaml')
    expect(await trouble()).toMatch(/b\.yaml:1:1: atlaslint\.config\.yaml builds on this file: they go in a circle/)
    const chain = (length: number) => {
      for (let index = 1; index < length; index++)
        write(`c${index}.yaml`, index + 1 < length ? `extends: c${index + 1}.yaml` : 'fail-on: none')
      config('extends: c1.yaml')
    }
    chain(8)
    expect((await findings()).report.gate.failOn).toBe('none')
    chain(9)
    expect(await trouble()).toMatch(/c7\.yaml:1:1: configurations build on each other more than 8 deep/)
    config('extends: https://example.com/base.yaml')
    expect(await trouble()).toMatch(/1:1: a configuration is never fetched/)
    config('extends: [./gone.yaml]')
    expect(await trouble()).toMatch(/1:11: no such file or installed package/)
  })

  test('one base on two ways is read once', async () => {
    config('extends: [./a.yaml, ./b.yaml]')
    write('a.yaml', 'extends: ./c.yaml')
    write('b.yaml', 'extends: ./c.yaml\nfail-on: high')
    write('c.yaml', 'fail-on: low')
    expect((await findings()).report.gate.failOn).toBe('high')
  })

  test('a base that is named after one that builds on it wins, and what it locks stays locked', async () => {
    write('rules/mine.yaml', rules)
    config('extends: [./b.yaml, ./c.yaml]')
    write('b.yaml', 'extends: ./c.yaml\nfail-on: high\nseverity: { yours: high }')
    write('c.yaml', 'fail-on: low\nrules: [rules]\nseverity: { mine: critical, yours: low }\nlocked: [mine]')
    const { of, report } = await findings()
    expect(report.gate.failOn).toBe('low')
    expect(of('yours')).toEqual(['ai-system.yaml yours low'])
    write('b.yaml', 'extends: ./c.yaml\nseverity: { mine: low }')
    expect((await findings()).of('mine')).toEqual(['ai-system.yaml mine critical'])
    config('extends: [./c.yaml, ./b.yaml]')
    expect(await trouble()).toMatch(/'mine' is locked \(c\.yaml:4\)/)
  })
})

describe('hostile configurations', () => {
  test.each([
    ['extends', (path: string) => `extends: ${path}`],
    ['rules', (path: string) => `rules: [${path}]`],
    ['manifests', (path: string) => `manifests: [${path}]`],
    ['teams', (path: string) => `owners: { teams: ${path} }`],
    ['decisions', (path: string) => `decisions: ${path}`],
    ['catalog', (path: string) => `catalog: ${path}`],
  ])('%s does not leave the repository, by path or by link', async (_, text) => {
    const outside = folderWith({ 'secret/x.yaml': 'rules: []' })
    symlinkSync(join(outside, 'secret'), join(cwd, 'link'))
    config(text(join(outside, 'secret/x.yaml')))
    expect(await trouble()).toMatch(/lies outside .*--allow-outside/)
    config(text('link/x.yaml'))
    expect(await trouble()).toMatch(/lies outside .*--allow-outside/)
    expect((await lint(['--allow-outside'])).stderr).not.toMatch(/lies outside/)
  })

  test.each([
    ['a way through a file', './ai-system.yaml/x'],
    ['a folder without one', './rules'],
    ['a name with a null byte', '"./a\\0b"'],
    ['a name that is too long', `./${'x'.repeat(400)}`],
    ['a way upward out of a package', '"inner/../../x"'],
  ])('%s is an error with a place', async (_, path) => {
    for (const text of [`extends: ${path}`, `catalog: ${path}`, `owners: { teams: ${path} }`]) {
      config(text)
      expect(await trouble()).toMatch(/^atlaslint: atlaslint\.config\.yaml:1:\d+: /)
    }
  })

  test('the file itself may not be a link to elsewhere', async () => {
    const outside = folderWith({ 'x.yaml': 'fail-on: none' })
    symlinkSync(join(outside, 'x.yaml'), join(cwd, 'atlaslint.config.yaml'))
    expect(await trouble()).toMatch(/lies outside/)
  })

  test('a bomb of braces is refused before it is expanded', async () => {
    const started = performance.now()
    config(`manifests: ["${'{a,b}'.repeat(22)}"]`)
    expect(await trouble()).toMatch(/atlaslint\.config\.yaml:1:13: pattern is too complex/)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('an alias bomb is refused, and text of the file does no harm on the terminal', async () => {
    config('a: &a [x]\nb: [*a]')
    expect(await trouble()).toMatch(/atlaslint\.config\.yaml:2:5: anchors and aliases are not/)
    config('"::error::\\u001b[31mx": 1')
    const said = await trouble()
    expect(said).not.toContain('\u001b')
    expect(said.split('\n').every((line) => line === '' || line.startsWith('atlaslint: '))).toBe(true)
  })
})

describe('config show and schema', () => {
  test('every value with its origin', async () => {
    write('base.yaml', 'evidence: { max-age: 6m }')
    config('extends: ./base.yaml\nseverity:\n  unused-owner: off\nlocked: [mine]\nrules: [rules]')
    const { stdout } = await lint(['config', 'show', '--json', '--fail-on', 'low', '--rules', 'rules/mine.yaml'])
    const from = Object.fromEntries(
      JSON.parse(stdout).values.map(({ key, value, from }: Record<string, string>) => [`${key} ${value}`, from]),
    )
    expect(from).toMatchObject({
      'configuration atlaslint.config.yaml': 'nearest file',
      'manifests .': 'default',
      'rules rules': 'atlaslint.config.yaml:5',
      'rules rules/mine.yaml': 'flag --rules',
      'severity.unused-owner off': 'atlaslint.config.yaml:3',
      'fail-on low': 'flag --fail-on',
      'evidence.max-age 6m': 'base.yaml:1',
      'locked mine': 'atlaslint.config.yaml:4',
    })
    expect((await lint(['config', 'show'], { ATLASLINT_CONFIG: 'base.yaml' })).stdout).toContain(
      'environment ATLASLINT_CONFIG',
    )
    expect((await lint(['config', 'show', '--no-config'])).stdout).toContain('flag --no-config')
    for (const path of ['gone/ai-system.yaml', 'gone', 'rules/gone.yaml', ''])
      expect((await lint(['config', 'show', path])).code, path).toBe(2)
    for (const path of ['ai-system.yaml', 'rules', '.', '-'])
      expect((await lint(['config', 'show', path])).code, path).toBe(0)
  })

  test('refuses what lint refuses', async () => {
    config('severity: { nothing: off }')
    expect((await lint(['config', 'show'])).code).toBe(2)
  })

  test.each(['manifest', 'config', 'rules', 'report'])('schema %s', async (name) => {
    const { code, stdout } = await lint(['config', 'schema', name])
    expect(code).toBe(0)
    expect(JSON.parse(stdout).$schema).toMatch(/json-schema\.org/)
  })

  test('an unknown schema', async () => {
    const { code, stderr } = await lint(['config', 'schema', 'manifset'])
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean manifest?')
  })
})
