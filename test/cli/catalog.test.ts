import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { format3, format5, format6 } from '../atlas/import-snippets.ts'
import { folderWith, run, runIn } from './run.ts'

const catalog = (args: string[], files: Record<string, string> = {}) => run(['catalog', ...args], { engine, files })

/** An agent that fetches and then sends; the mail guard stands for M0020. */
const manifest = `atlaslint: 1
system: { name: Fetcher, catalog: '5.6.1' }
components:
  web: { kind: web }
  fetch: { kind: tool, can: [browse-web] }
  mail: { kind: tool, can: [send-messages] }
  agent: { kind: agent }
flows:
  - { from: fetch, to: web, carries: [query], returns: [web-content] }
  - { from: agent, to: fetch, carries: [tool-call], returns: [tool-result] }
  - { from: agent, to: mail, carries: [tool-call] }
controls:
  guard: { implements: [AML.M0020], on: [agent], status: implemented }
`

/** Rules of our own, so that nothing here depends on the bundled ones. */
const rule = (technique: string, id = 'mine') => `rules:
  - id: ${id}
    technique: ${technique}
    title: Mine
    why: Because it is mine and stands here for a test.
    subject: { component: { kind: agent } }
    message: "{subject} is an agent."
    impact: [integrity]
    fix: Do something.
    examples:
      - { title: one, system: { components: { a: { kind: agent } } }, fires-on: [a], near-misses: [{ title: none, without: [a] }] }
`

/** A release after the bundled one, with one technique of the bundled catalog and two that came with it. */
const future = (link: string) => `
format-version: 6.0.0
collection: { version: '2030.01' }
tactics:
  AML.TA0007: { id: AML.TA0007, name: Defense Evasion }
techniques:
  AML.T0134: { id: AML.T0134, name: AI Targeted Cloaking, maturity: Feasible }
  AML.T0998: { id: AML.T0998, name: Something judged, maturity: Realized }
  AML.T0999: { id: AML.T0999, name: Something new, maturity: Realized }
mitigations:
  AML.M0020: { id: AML.M0020, name: Generative AI Guardrails }
  AML.M0999: { id: AML.M0999, name: Something that helps }
relationships:
  ATLAS-matrix:
    sequences: [{ target: AML.TA0007, position: 1 }]
  AML.T0134: { achieves: [{ target: AML.TA0007 }] }
  AML.T0998: { achieves: [{ target: AML.TA0007 }] }
  AML.T0999: { achieves: [{ target: AML.TA0007 }] }
  AML.M0020: { mitigates: [${link}] }
  AML.M0999: { mitigates: [{ target: AML.T0998 }] }
`
const unlinked = future('')
const linked = future('{ target: AML.T0998 }')

describe('show', () => {
  test('the bundled catalog', async () => {
    const { code, stdout, stderr } = await catalog(['show'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^MITRE ATLAS 2026\.09 \(bundled\)\nsource: MITRE ATLAS \(Apache-2\.0\), facts only\nlicence: Apache License 2\.0/,
    )
    expect(stdout).toContain('16 tactics, 120 techniques, 88 sub-techniques, 40 mitigations, 73 case studies\n')
    expect(stdout).not.toContain('not judged')
  })

  test('a file, with what no rule judges', async () => {
    const { stdout } = await catalog(['show', '--catalog', 'new.yaml'], { 'new.yaml': linked })
    expect(stdout).toContain('MITRE ATLAS 2030.01 (new.yaml)\n')
    expect(stdout).toContain('not judged (2): AML.T0998, AML.T0999\n')
  })

  test('as JSON', async () => {
    const { stdout } = await catalog(['show', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      release: '2026.09',
      counts: { subTechniques: 88 },
      notJudged: [],
    })
  })
})

describe('list', () => {
  test('every technique, with its rules or the reason why there is none', async () => {
    const { code, stdout } = await catalog(['list'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^id +technique +tactics +maturity +judged by\n/)
    expect(stdout).toMatch(/\nAML\.T0051\.001 +LLM Prompt Injection: Indirect +Execution +demonstrated +\d+ rules?\n/)
    expect(stdout).toMatch(/\n208 techniques\n$/)
  })

  test('as JSON, with rules of the user', async () => {
    const { stdout } = await catalog(['list', '--json', '--catalog', 'new.yaml', '--rules', 'mine.yaml'], {
      'new.yaml': linked,
      'mine.yaml': rule('AML.T0998'),
    })
    const { release, techniques } = JSON.parse(stdout)
    expect(release).toBe('2030.01')
    expect(techniques).toEqual([
      expect.objectContaining({ id: 'AML.T0134', tactics: ['Defense Evasion'] }),
      expect.objectContaining({ id: 'AML.T0998', rules: ['mine'] }),
      expect.objectContaining({ id: 'AML.T0999', maturity: 'realized', rules: [], reason: 'no rule judges it' }),
    ])
  })
})

describe('import', () => {
  test('writes a catalog to stdout, everything else to stderr', async () => {
    const { code, stdout, stderr } = await catalog(['import', 'a.yaml'], { 'a.yaml': format6 })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ format: 2, slim: { release: '2026.09' } })
    expect(stderr).toContain(
      'atlaslint: ATLAS 2026.09: 3 techniques, 1 mitigation, 1 case study; 0 slips in the file\n',
    )
    expect(stderr).toContain('a.yaml: ATLAS 2026.09 has techniques that the file has not: ')
  })

  test('writes a file that --catalog takes, and tells each slip with its place', async () => {
    const text = format5.replace('[Deployment]', '[Deployment, { id: AML.T0000, use: Hide it. }]')
    const dash = await catalog(['import', 'a.yaml', '-o', '-'], { 'a.yaml': text })
    expect(dash.stdout).toBe((await catalog(['import', 'a.yaml'], { 'a.yaml': text })).stdout)
    const first = await catalog(['import', 'a.yaml', '-o', 'out.json'], { 'a.yaml': text })
    expect(first.stdout).toBe('')
    expect(first.stderr).toContain(
      "atlaslint: a.yaml:19:32: AML.T0000 stands in 'ml-lifecycle' of AML.M0004: taken as a link of the mitigation\n",
    )
    expect(first.stderr).toContain('written to out.json; 1 slip in the file')
    const second = await runIn(first.cwd, ['catalog', 'show', '--catalog', 'out.json'], { engine })
    expect(second.stdout).toContain('source: MITRE ATLAS (Apache-2.0), facts only; imported from a.yaml\n')
  })

  test('never over its source', async () => {
    const { code, stderr, cwd } = await catalog(['import', 'a.yaml', '-o', './a.yaml'], { 'a.yaml': format3 })
    expect(code).toBe(2)
    expect(stderr).toContain('the catalog would overwrite its input a.yaml')
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(format3)
  })

  test('never over a manifest', async () => {
    const files = { 'a.yaml': format3, 'ai-system.yaml': manifest }
    const { code, stderr, cwd } = await catalog(['import', 'a.yaml', '-o', 'ai-system.yaml'], files)
    expect(code).toBe(2)
    expect(stderr).toContain('the catalog would overwrite ai-system.yaml: give it another name')
    expect(readFileSync(join(cwd, 'ai-system.yaml'), 'utf8')).toBe(manifest)
  })

  test('what is no ATLAS data is exit 2, with a place', async () => {
    const { code, stdout, stderr } = await catalog(['import', 'a.yaml', '-o', 'out.json'], { 'a.yaml': manifest })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^atlaslint: a\.yaml:1:1: this is no ATLAS data but a manifest: read are/)
    expect(stderr).toMatch(/a\.yaml is no catalog that can be read\n$/)
  })

  test.each([
    ['a file that is not there', ['import', 'b.yaml'], /no such file: b\.yaml/],
    ['no file', ['import'], /missing required argument/],
    ['a folder of files', ['import', '.'], /more than one file: name one catalog/],
    ['an unknown subcommand', ['improt', 'a.yaml'], /unknown command 'improt'/],
  ])('%s is exit 2', async (_, args, message) => {
    const { code, stderr } = await catalog(args, { 'a.yaml': format3, 'c.json': '{}' })
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('a file that is too large is exit 2', async () => {
    const { code, stderr } = await catalog(['import', 'a.yaml'], { 'a.yaml': `${format3}# ${'x'.repeat(5_000_000)}` })
    expect(code).toBe(2)
    expect(stderr).toContain('larger than 5000000 bytes')
  })

  test('what a hostile file says cannot move the cursor', async () => {
    const evil = format5
      .replace('name: Ask the model', 'name: "Ask \\e[2J \\u202e the model"')
      .replace('AML.TA0000, technique', '"\\e[31m", technique')
    const { stdout, stderr } = await catalog(['import', 'a.yaml'], { 'a.yaml': evil })
    expect(stderr).toContain('\\x1b[31m')
    for (const evilCharacter of ['\u001b', '\u202e']) expect(stdout + stderr).not.toContain(evilCharacter)
    expect(JSON.parse(stdout).slim.techniques[2][1]).toBe('Ask \u001b[2J \u202e the model')
  })

  test('what a hostile file says stays JSON', async () => {
    const evil = linked.replace('name: Something new', 'name: "x\\u202e\\x9b"')
    const { stdout } = await catalog(['list', '--json', '--catalog', 'a.yaml'], { 'a.yaml': evil })
    expect(JSON.parse(stdout).techniques[2].name).toBe('x\u202e\u009b')
    expect(stdout).not.toContain('\u202e')
  })

  test('hundreds of slips are counted', async () => {
    const many = Array.from({ length: 300 }, () => '- { id: nothing }').join('\n')
    const { stderr } = await catalog(['import', 'a.yaml'], {
      'a.yaml': format3.replace('case-studies:', `${many}\ncase-studies:`),
    })
    expect(stderr.match(/'nothing' is no id of a technique/g)).toHaveLength(100)
    expect(stderr).toContain('atlaslint: a.yaml: 200 more of that kind\n')
  })
})

describe('pointers', () => {
  const pointing = (text: string) => {
    const cwd = folderWith({ 'dist/ATLAS-latest.yaml': text, 'secret.yaml': format3 })
    mkdirSync(join(cwd, 'dist', 'v6'))
    writeFileSync(join(cwd, 'dist', 'v6', 'ATLAS-latest.yaml'), 'ATLAS-2026.09.yaml')
    writeFileSync(join(cwd, 'dist', 'v6', 'ATLAS-2026.09.yaml'), format6)
    return runIn(cwd, ['catalog', 'show', '--catalog', 'dist/ATLAS-latest.yaml'], { engine })
  }

  test('a pointer to a pointer is followed, as ATLAS has them', async () => {
    const { code, stdout } = await pointing('v6/ATLAS-latest.yaml')
    expect(code).toBe(0)
    expect(stdout).toContain('MITRE ATLAS 2026.09')
  })

  test.each([
    ['out of the folder', '../secret.yaml', /points to \.\.\/secret\.yaml, which is not beside it: name that file/],
    ['to an absolute path', '/etc/secret.yaml', /points to \/etc\/secret\.yaml, which is not beside it/],
    ['to nothing', 'v6/gone.yaml', /no such file: .*gone\.yaml/],
    ['to itself', 'ATLAS-latest.yaml', /points to a file that points to a file/],
  ])('not %s', async (_, text, message) => {
    const { code, stderr } = await pointing(text)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('a link is not followed: the file that it points to has to be named', async () => {
    const cwd = folderWith({ 'a.yaml': format6 })
    symlinkSync('a.yaml', join(cwd, 'latest.yaml'))
    const { code, stderr } = await runIn(cwd, ['catalog', 'import', 'latest.yaml'], { engine })
    expect(code).toBe(2)
    expect(stderr).toContain('is a symbolic link')
  })
})

describe('diff', () => {
  test('two releases of the history', async () => {
    const { code, stdout, stderr } = await catalog(['diff', '5.6.1', '2026.09'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^ATLAS 5\.6\.1 -> 2026\.09\n/)
    expect(stdout).toContain(
      '\nTechniques added (41):\n  AML.T0000.003 Search Open Technical Databases: Scan Databases (Reconnaissance; realized)\n',
    )
    expect(stdout).toMatch(
      /\nTechniques retired \(3\):\n {2}AML\.T0019 Publish Poisoned Datasets: now AML\.T0115\.000 /,
    )
    expect(stdout).toContain('\n  AML.T0020 Poison Training Data -> Training Data Poisoning\n')
    expect(stdout).toContain('\n  AML.T0065 LLM Prompt Crafting: + AI Attack Adaptation, - Resource Development\n')
    expect(stdout).toContain('\n  AML.M0014 Verify AI Artifacts: -AML.T0019\n')
  })

  test('a release and a file; nothing changed', async () => {
    const { stdout } = await catalog(['diff', '2026.09', 'new.yaml'], { 'new.yaml': linked })
    expect(stdout).toContain(
      '\nTechniques added (2):\n  AML.T0998 Something judged (Defense Evasion; realized)\n  AML.T0999 Something new (Defense Evasion; realized)\n',
    )
    expect(stdout).toContain('\n  AML.T0051 LLM Prompt Injection: not in 2030.01, and nothing stands for it\n')
    expect((await catalog(['diff', '5.6.0', '5.6.1'])).stdout).toBe('ATLAS 5.6.0 -> 5.6.1: nothing changed\n')
  })

  test('an unknown release is exit 2', async () => {
    const { code, stderr } = await catalog(['diff', '4.3.0', '2026.09'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/no such release: 4\.3\.0; known are 3\.0\.0, .*2026\.09, and files/)
  })

  test('what the step means for a system: what applies newly', async () => {
    const files = { 'ai-system.yaml': manifest, 'mine.yaml': rule('AML.T0134') }
    const args = ['diff', '5.6.1', '2026.09', '--manifest', 'ai-system.yaml', '--rules', 'mine.yaml']
    const { code, stdout } = await catalog(args, files)
    expect(code).toBe(0)
    const impact = stdout.slice(stdout.indexOf('\n= ai-system.yaml\n'))
    expect(impact).toMatch(/Newly applicable \(\d+\):\n[\s\S]*AML\.T0134 AI Targeted Cloaking on agent: /)
    expect(impact).not.toContain('AML.T0051 ')
  })

  test('retired ids are told with lines and successors, and the rest is judged as if they were replaced', async () => {
    const decided = `${manifest}decisions:\n  - { technique: AML.T0019, treatment: not-applicable, reason: We publish nothing. }\n`
    const files = { 'ai-system.yaml': decided, 'mine.yaml': rule('AML.T0134') }
    const args = ['diff', '5.6.1', '2026.09', '--manifest', 'ai-system.yaml', '--rules', 'mine.yaml']
    const { code, stdout } = await catalog(args, files)
    expect(code).toBe(0)
    expect(stdout).toMatch(/Retired, and in the manifest \(1\):\n {2}AML\.T0019 in line 15: write AML\.T0115\.000 /)
    expect(stdout).toMatch(/AML\.T0134 AI Targeted Cloaking on agent/)
  })

  test('changed links that change what a control answers', async () => {
    const files = {
      'ai-system.yaml': manifest,
      'mine.yaml': rule('AML.T0998'),
      'from.yaml': unlinked,
      'to.yaml': linked,
    }
    const { stdout } = await catalog(
      ['diff', 'from.yaml', 'to.yaml', '--manifest', 'ai-system.yaml', '--rules', 'mine.yaml'],
      files,
    )
    expect(stdout).toContain('Mitigation links changed (1):\n  AML.M0020 Generative AI Guardrails: +AML.T0998\n')
    expect(stdout).toMatch(
      /Answered differently \(1\):\n {2}AML\.T0998 Something judged on agent: open -> mitigated; guard cuts it now\n/,
    )
    const back = await catalog(
      ['diff', 'to.yaml', 'from.yaml', '--manifest', 'ai-system.yaml', '--rules', 'mine.yaml'],
      files,
    )
    expect(back.stdout).toMatch(/on agent: mitigated -> open; guard cuts it no more\n/)
  })

  test('a step that has nothing to do with the system', async () => {
    const { stdout } = await catalog(['diff', '5.6.0', '5.6.1', '--manifest', 'ai-system.yaml'], {
      'ai-system.yaml': manifest,
    })
    expect(stdout).toContain('= ai-system.yaml: nothing in this step concerns it\n')
  })

  test('a manifest that is not valid is exit 1, with what is wrong', async () => {
    const { code, stderr } = await catalog(['diff', '5.6.1', '2026.09', '--manifest', 'ai-system.yaml'], {
      'ai-system.yaml': 'atlaslint: 1\n',
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(/ai-system\.yaml:1:1: /)
  })

  test('as JSON', async () => {
    const args = ['diff', '5.6.1', '2026.09', '--manifest', 'ai-system.yaml', '--rules', 'mine.yaml', '--json']
    const { stdout } = await catalog(args, { 'ai-system.yaml': manifest, 'mine.yaml': rule('AML.T0134') })
    const value = JSON.parse(stdout)
    expect(value).toMatchObject({
      schemaVersion: 1,
      from: '5.6.1',
      to: '2026.09',
      manifests: [{ manifest: 'ai-system.yaml', retired: [] }],
    })
    expect(value.techniques.added).toHaveLength(41)
    expect(value.manifests[0].applicable).toContainEqual(
      expect.objectContaining({ technique: 'AML.T0134', subject: 'agent' }),
    )
  })
})

describe('--catalog', () => {
  const lint = (files: Record<string, string>, ...args: string[]) =>
    run(['lint', ...args], { engine, files: { 'ai-system.yaml': manifest, 'mine.yaml': rule('AML.T0998'), ...files } })
  const report = async (files: Record<string, string>, ...args: string[]) => {
    const { stdout } = await lint(files, '-f', 'json', ...args)
    return JSON.parse(stdout)
  }

  /** How our own technique stands. */
  const standing = (value: { manifests: { exposures: { technique: string; status: string }[] }[] }) =>
    value.manifests[0]?.exposures.find(({ technique }) => technique === 'AML.T0998')?.status

  test('lint holds against it, an official file or what import wrote', async () => {
    const direct = await report({ 'new.yaml': linked }, '--catalog', 'new.yaml', '--rules', 'mine.yaml')
    expect(direct.catalog).toEqual({
      release: '2030.01',
      techniques: 3,
      judged: 2,
      explained: [],
      notJudged: ['AML.T0999'],
      names: { 'AML.T0998': 'Something judged' },
    })
    expect(standing(direct)).toBe('mitigated')
    const files = { 'new.yaml': linked, 'ai-system.yaml': manifest, 'mine.yaml': rule('AML.T0998') }
    const { cwd } = await catalog(['import', 'new.yaml', '-o', 'out.json'], files)
    const args = ['lint', '-f', 'json', '--catalog', 'out.json', '--rules', 'mine.yaml']
    const { stdout } = await runIn(cwd, args, { engine })
    expect(JSON.parse(stdout)).toEqual(direct)
  })

  test('its links count, its unreviewed mitigations do not', async () => {
    const args = ['--catalog', 'new.yaml', '--rules', 'mine.yaml']
    expect(standing(await report({ 'new.yaml': unlinked }, ...args))).toBe('open')
    const guarded = manifest.replace('AML.M0020', 'AML.M0999')
    expect(standing(await report({ 'new.yaml': linked, 'ai-system.yaml': guarded }, ...args))).toBe('open')
  })

  test('says what is skipped, not reviewed and not judged', async () => {
    const { stdout, stderr } = await lint({ 'new.yaml': linked }, '--catalog', 'new.yaml')
    expect(stderr).toContain(
      'atlaslint: new.yaml: not reviewed by atlaslint, so they govern and never cut: AML.M0999\n',
    )
    expect(stderr).toMatch(/atlaslint: new\.yaml: \d+ rules skipped, as ATLAS 2030\.01 does not have AML\.T0000\.001, /)
    expect(stderr).not.toMatch(/does not have .*AML\.T0134/)
    expect(stdout.replace(/\s+/g, ' ')).toContain('not judged: no rule speaks of AML.T0998, AML.T0999 of ATLAS 2030.01')
  })

  test('with the bundled catalog nothing is said', async () => {
    const { stdout, stderr } = await lint({})
    expect(stderr).toBe('')
    expect(stdout).not.toContain('not judged')
    expect((await report({})).catalog.notJudged).toEqual([])
  })

  test('a rule of the user about a technique of the bundled catalog is skipped, one about nothing is refused', async () => {
    const files = { 'new.yaml': linked, 'mine.yaml': rule('AML.T0051') }
    const skipped = await lint(files, '--catalog', 'new.yaml', '--rules', 'mine.yaml', '--exit-zero')
    expect(skipped.code).toBe(0)
    expect(skipped.stderr).toMatch(/rules skipped, as ATLAS 2030\.01 does not have .*AML\.T0051/)
    const judged = await report(
      { ...files, 'mine.yaml': rule('AML.T0999') },
      '--catalog',
      'new.yaml',
      '--rules',
      'mine.yaml',
    )
    expect(judged.catalog.notJudged).toEqual(['AML.T0998'])
    expect(
      (await lint({ ...files, 'mine.yaml': rule('AML.T0997') }, '--catalog', 'new.yaml', '--rules', 'mine.yaml')).code,
    ).toBe(2)
  })

  test('the review check asks the history of the chosen catalog', async () => {
    const news = (value: { manifests: { findings: { rule: string; message: string }[] }[] }) =>
      value.manifests[0]?.findings.find(({ rule }) => rule === 'reviewed-older-atlas')?.message
    const rules = ['--rules', 'mine.yaml']
    expect(news(await report({ 'mine.yaml': rule('AML.T0134') }, ...rules))).toMatch(
      /looked at ATLAS 5\.6\.1; .*AML\.T0134/,
    )
    const newer = await report({ 'new.yaml': unlinked }, '--catalog', 'new.yaml', ...rules)
    expect(news(newer)).toMatch(/added or changed since .*AML\.T0998/)
  })

  test('why and explain use it', async () => {
    const files = { 'ai-system.yaml': manifest, 'new.yaml': linked, 'mine.yaml': rule('AML.T0998') }
    const args = ['agent', 'AML.T0998', '--catalog', 'new.yaml', '--rules', 'mine.yaml']
    const why = await run(['why', 'ai-system.yaml', ...args], { engine, files })
    expect(why.stdout).toMatch(/^AML\.T0998 Something judged on agent: applies, mitigated/)
    const explain = await run(['explain', 'AML.T0999', '--catalog', 'new.yaml'], { engine, files })
    expect(explain).toMatchObject({ code: 0 })
    expect(explain.stdout).toMatch(/^AML\.T0999 Something new/)
  })

  test('a broken catalog: nothing is linted', async () => {
    const { code, stdout } = await lint({ 'new.yaml': 'a: 1\n' }, '--catalog', 'new.yaml')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  const official = join(import.meta.dirname, '../../../shared/atlas/releases/ATLAS-2026.09.yaml')
  test.skipIf(!existsSync(official))('the official file of the bundled release gives the same report', async () => {
    expect(await report({}, '--catalog', official)).toEqual(await report({}))
  })
})

test('docs/catalogs.md speaks of every subcommand and of every option that is particular to them', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/catalogs.md'), 'utf8')
  const { stdout } = await catalog(['--help'])
  const [listed = ''] = stdout.split('\nExamples:')
  const names = [...listed.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name).filter((name) => name !== 'help')
  expect(names).toEqual(['show', 'list', 'import', 'diff'])
  for (const name of names) expect(page).toContain(`catalog ${name}`)
  for (const option of ['--catalog', '--manifest', '--json', '-o']) expect(page).toContain(option)
})
