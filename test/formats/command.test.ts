import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { reporterNames } from '../../src/report/reporters.ts'
import { engineFinding, folderWith, run, runIn } from '../cli/run.ts'
import { sampleFinding } from '../report/sample.ts'

const engine = engineFinding([sampleFinding()])
const manifest = { 'a/ai-system.yaml': 'atlaslint: 1\n' }

describe('the command line', () => {
  test('knows every format, in the help and when one is misspelled', async () => {
    const { stdout } = await run(['lint', '--help'])
    expect(stdout.replace(/\s+/g, ' ')).toContain(reporterNames.join(', '))
    const { code, stderr } = await run(['-f', 'sarf'])
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean sarif?')
  })

  test('writes several formats in one run, and the exit code depends on none', async () => {
    const targets = reporterNames.slice(1).flatMap((name) => ['-f', `${name}=out.${name}`])
    const { code, stdout, stderr, cwd } = await run(['-f', 'sarif', ...targets], { files: manifest, engine })
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toBe(readFileSync(join(cwd, 'out.sarif'), 'utf8'))
    for (const name of reporterNames.slice(1))
      expect(readFileSync(join(cwd, `out.${name}`), 'utf8').length).toBeGreaterThan(50)
  })

  test('paths for programs begin at the repository; for people, at this folder', async () => {
    const root = folderWith({ 'services/mail/ai-system.yaml': 'atlaslint: 1\n' })
    mkdirSync(join(root, '.git'))
    const inside = (argv: readonly string[]) => runIn(join(root, 'services'), argv, { engine })
    const fileOf = async (argv: readonly string[]) => JSON.parse((await inside(argv)).stdout)[0].location.path
    expect(await fileOf(['-f', 'gitlab'])).toBe('services/mail/ai-system.yaml')
    expect(await fileOf(['-f', 'gitlab', '--path-base', '.'])).toBe('mail/ai-system.yaml')
    expect(await fileOf(['-f', 'gitlab', '--path-base', '../services/mail'])).toBe('ai-system.yaml')
    expect((await inside(['-f', 'compact'])).stdout).toMatch(/^mail\/ai-system\.yaml:/)
  })

  test('standard input keeps its name', async () => {
    const { stdout } = await run(['-', '-f', 'gitlab'], { files: {}, stdin: 'x', engine })
    expect(JSON.parse(stdout)[0].location.path).toBe('<stdin>')
  })

  test('the options of sarif reach it', async () => {
    const of = async (...more: string[]) =>
      JSON.parse((await run(['-f', 'sarif', ...more], { files: manifest, engine })).stdout).runs[0].results
    const plain = await of()
    const full = await of('--sarif-suppressed', '--sarif-line-hash')
    expect(full.length).toBeGreaterThan(plain.length)
    expect(plain[0].partialFingerprints).not.toHaveProperty('primaryLocationLineHash')
    expect(full[0].partialFingerprints).toHaveProperty('primaryLocationLineHash')
  })
})

describe('the summary', () => {
  test('is added to a file, behind what stands there', async () => {
    const files = { ...manifest, 'summary.md': '# Before\n' }
    const { code, stdout, cwd } = await run(['--summary', 'summary.md', '-f', 'compact'], { files, engine })
    expect(code).toBe(1)
    const text = readFileSync(join(cwd, 'summary.md'), 'utf8')
    expect(text).toMatch(/^# Before\n## atlaslint: FAIL/)
    expect(text).toContain('| critical | a/ai-system.yaml:7:3 |')
    expect(stdout).not.toContain('##')
  })

  test('goes to what GitHub gives a step, unless told not to', async () => {
    const cwd = folderWith(manifest)
    const file = join(cwd, 'step.md')
    writeFileSync(file, '')
    const env = { GITHUB_STEP_SUMMARY: file }
    await runIn(cwd, ['--no-summary'], { engine, env })
    expect(readFileSync(file, 'utf8')).toBe('')
    await runIn(cwd, [], { engine, env })
    expect(readFileSync(file, 'utf8')).toContain('## atlaslint: FAIL')
    await runIn(cwd, ['--summary', 'other.md'], { engine, env })
    expect(readFileSync(file, 'utf8').split('## atlaslint')).toHaveLength(2)
    expect(readFileSync(join(cwd, 'other.md'), 'utf8')).toContain('## atlaslint: FAIL')
  })

  test('leaves room for what stands there already', async () => {
    const files = { ...manifest, 'summary.md': `${'x'.repeat(899_000)}\n` }
    const { cwd } = await run(['--summary', 'summary.md'], {
      files,
      engine: engineFinding(Array.from({ length: 50 }, () => sampleFinding())),
    })
    const text = readFileSync(join(cwd, 'summary.md'), 'utf8')
    expect(text.length).toBeLessThanOrEqual(900_000)
  })

  test('needs a file, and overwrites none that is read or written', async () => {
    for (const argv of [
      ['--summary'],
      ['--summary', 'a/ai-system.yaml'],
      ['--summary', 'x.md', '-f', 'markdown=x.md'],
    ]) {
      const { code, stdout, stderr, cwd } = await run(argv, { files: manifest, engine })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(/^atlaslint: (?:--summary needs a file|the report would overwrite|two reports go to)/)
      expect(readFileSync(join(cwd, 'a/ai-system.yaml'), 'utf8')).toBe('atlaslint: 1\n')
    }
    const { code, stderr } = await run(['--summary', 'no/such/folder.md'], { files: manifest, engine })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('cannot write') })
  })
})

test('rules of a user lead to the page of the technique, ours to their own', async () => {
  const rule = {
    ...{
      id: 'my-agent',
      technique: 'AML.T0051',
      title: 'An agent',
      why: 'It is one.',
      subject: { component: { kind: 'agent' } },
    },
    ...{ message: '{subject} is an agent.', impact: ['integrity'], fix: 'Think.' },
    examples: [
      {
        title: 'One',
        system: { components: { agent: { kind: 'agent' } } },
        'fires-on': ['agent'],
        'near-misses': [{ title: 'It is a tool', set: { 'components.agent.kind': 'tool' } }],
      },
    ],
  }
  const system = {
    atlaslint: 1,
    system: { name: 'Mail' },
    components: { agent: { kind: 'agent' } },
  }
  const files = { 'ai-system.yaml': JSON.stringify(system), 'rules.yaml': JSON.stringify({ rules: [rule] }) }
  const { stdout, stderr } = await run(['-f', 'sarif', '--rules', 'rules.yaml'], { files, engine: lintEngine })
  expect(stderr).toBe('')
  const rules: { id: string; helpUri?: string }[] = JSON.parse(stdout).runs[0].tool.driver.rules
  expect(rules.find(({ id }) => id === 'my-agent:AML.T0051')?.helpUri).toMatch(/\/techniques\/AML\.T0051\.md$/)
  expect(rules.find(({ id }) => id === 'component-without-owner')?.helpUri).toMatch(
    /\/checks\/component-without-owner\.md$/,
  )
})
