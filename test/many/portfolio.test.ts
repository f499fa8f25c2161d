import { describe, expect, test } from 'vitest'
import { type Portfolio, portfolioOf } from '../../src/report/portfolio.ts'
import { sampleFinding, sampleManifest, sampleReport } from '../report/sample.ts'
import { atlaslint, folderOfSystems, lintShards } from './systems.ts'

const finding = (
  severity: 'low' | 'medium' | 'high' | 'critical',
  owner: string | undefined,
  technique = 'AML.T0051',
) => {
  const { owner: _, ...rest } = sampleFinding({ severity, technique })
  return owner === undefined ? rest : { ...rest, owner }
}

describe('worst first', () => {
  const report = sampleReport([
    sampleManifest({
      file: 'many-low',
      system: 'A',
      findings: Array.from({ length: 50 }, () => finding('high', 'ann')),
    }),
    sampleManifest({ file: 'one-critical', system: 'B', findings: [finding('critical', 'bob', 'AML.T0086')] }),
    sampleManifest({ file: 'broken', system: 'C', judged: false, findings: [sampleFinding({ kind: 'input' })] }),
    sampleManifest({ file: 'clean', system: 'D', findings: [] }),
    sampleManifest({ file: 'nobody', system: 'E', findings: [finding('critical', undefined), finding('low', 'ann')] }),
    sampleManifest({ file: 'decisions.yaml', isDecisionsFile: true, findings: [finding('critical', 'ann')] }),
  ])
  const { systems, techniques, owners, tactics } = portfolioOf(report)

  test('systems: what is not judged, then by the worst findings; a decisions file is none', () => {
    expect(systems.map(({ file }) => file)).toEqual(['broken', 'nobody', 'one-critical', 'many-low', 'clean'])
    expect(systems[1]).toMatchObject({
      system: 'E',
      findings: { critical: 1, high: 0, medium: 0, low: 1 },
      open: 5,
      applicable: 9,
    })
  })

  test('techniques and owners: by the worst findings, with the systems that have any', () => {
    expect(techniques).toMatchObject([
      { technique: 'AML.T0051', name: 'LLM Prompt Injection', findings: { critical: 1, high: 50, low: 1 }, systems: 2 },
      { technique: 'AML.T0086', findings: { critical: 1 }, systems: 1 },
    ])
    expect(owners.map(({ owner, systems: number }) => [owner, number])).toEqual([
      [undefined, 1],
      ['bob', 1],
      ['ann', 2],
    ])
  })

  test('tactics: by what is open, summed over the judged systems', () => {
    expect(tactics.map(({ name, open, applicable, systems: number }) => [name, open, applicable, number])).toEqual([
      ['Execution', 12, 24, 4],
      ['Initial Access', 8, 12, 4],
      ['Reconnaissance', 0, 0, 0],
    ])
  })
})

test('of manifests, of one report and of the reports of shards: the same', async () => {
  const cwd = folderOfSystems()
  const portfolio = async (...argv: string[]) => {
    const { code, stdout, stderr } = await atlaslint(cwd, 'portfolio', '--json', ...argv)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    return JSON.parse(stdout) as Portfolio
  }
  const linted = await portfolio()
  expect(linted.systems).toHaveLength(8)
  expect(linted.owners.length).toBeGreaterThan(3)
  await atlaslint(cwd, 'lint', '-f', 'json=all.json')
  expect(await portfolio('all.json')).toEqual(linted)
  const { files } = await lintShards(cwd, 3, 'json')
  expect(await portfolio(...files)).toEqual(linted)
})

test('configurations that differ in the gate: there is none here to agree on', async () => {
  const cwd = folderOfSystems({
    'a/atlaslint.config.yaml': 'fail-on: high\n',
    'd/atlaslint.config.yaml': 'fail-on: low\n',
  })
  expect((await atlaslint(cwd, 'lint', 'a', 'd')).stderr).toMatch(/differ in fail-on/)
  expect(await atlaslint(cwd, 'portfolio', 'a', 'd')).toMatchObject({ code: 0, stderr: '' })
})

test('text: one ranking or all, as many rows as asked for, and the rest is counted', async () => {
  const cwd = folderOfSystems()
  const all = await atlaslint(cwd, 'portfolio', 'a', 'd', '--top', '2')
  expect(all.code).toBe(0)
  for (const head of ['system', 'technique', 'owner', 'tactic'])
    expect(all.stdout).toMatch(new RegExp(`^${head} `, 'm'))
  expect(all.stdout).toMatch(/\(and \d+ more techniques: --top \d+ shows all\)/)
  expect(all.stdout).toMatch(/\n2 systems; ATLAS /)
  const owners = await atlaslint(cwd, 'portfolio', 'a', 'd', '--by', 'owners')
  expect(owners.stdout).toMatch(/^owner .*critical/)
  expect(owners.stdout).not.toMatch(/^technique/m)
})

test('what it refuses, and hostile names', async () => {
  const cwd = folderOfSystems({
    'x.ai-system.yaml':
      'atlaslint: 1\nsystem: { name: "##[group]\\u001b[2J::x::" }\ncomponents: { a: { kind: agent } }\n',
  })
  await atlaslint(cwd, 'a', '-f', 'json=a.json')
  expect((await atlaslint(cwd, 'portfolio', 'a.json', 'd')).stderr).toMatch(/name JSON reports or manifests, not both/)
  expect((await atlaslint(cwd, 'portfolio', '--by', 'colour')).code).toBe(2)
  expect((await atlaslint(cwd, 'portfolio', 'nowhere')).code).toBe(2)
  const { stdout } = await atlaslint(cwd, 'portfolio', 'x.ai-system.yaml')
  expect(stdout).toContain('[2J')
  for (const command of ['\u001b', '##[']) expect(stdout).not.toContain(command)
})
