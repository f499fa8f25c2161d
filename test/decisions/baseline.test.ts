import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { baselineText, readBaseline } from '../../src/report/baseline-file.ts'
import type { BaselineEntry } from '../../src/report/report.ts'
import { readSource } from '../../src/source/reader.ts'
import { folderWith, runIn } from '../cli/run.ts'
import { filed, lintIn, manifest, now, reportIn } from './scene.ts'

const file = 'atlaslint-baseline.json'
const scene = (files: Record<string, string> = { 'ai-system.yaml': manifest }) => folderWith(files)
const put = (folder: string, text: string, name = 'ai-system.yaml') => writeFileSync(join(folder, name), text)
const baselineIn = (folder: string) => readFileSync(join(folder, file), 'utf8')

/** The same system with one more finding: a second agent that strangers reach. */
const larger = manifest
  .replace(
    '\nzones:',
    '  second:    { kind: agent, zone: ours, owner: mail, autonomy: autonomous, can: [run-code], memory: none }\n\nzones:',
  )
  .replace(
    '  - { id: ask',
    '  - { from: inbox, to: second, carries: [message] }\n  - { from: second, to: model, carries: [prompt] }\n  - { id: ask',
  )
/** The same system with fewer: nobody outside writes to it. */
const smaller = manifest
  .replace('zone: outside', 'zone: ours')
  .replace('kind: outsider', 'kind: staff')
  .replace('[anyone]', '[team]')

describe('adopting', () => {
  test('what is found is known from then on, and only what is new fails', async () => {
    const folder = scene()
    expect((await lintIn(folder)).code).toBe(1)
    const first = await lintIn(folder, '--update-baseline')
    expect(first.code).toBe(0)
    expect(first.stderr).toMatch(
      /^atlaslint: atlaslint-baseline\.json: \d+ entries; \d+ added, 0 dropped, 0 changed\n$/,
    )
    const again = await lintIn(folder)
    expect(again.code).toBe(0)
    expect(again.stdout).toMatch(/^1 manifest; [\s\S]*findings known\nPASS: no new findings at or above medium/)
    put(folder, larger)
    const { code, stdout } = await lintIn(folder, '-f', 'compact')
    expect(code).toBe(1)
    expect(
      stdout
        .trim()
        .split('\n')
        .every((line) => / second|second /.test(line) || line.includes('undefended-tactic')),
    ).toBe(true)
  })

  test('a control that closes what one of two rules found makes nothing new of what the other finds', async () => {
    const system = `atlaslint: 1
system: { name: Desk }
components: { visitor: { kind: user }, web-app: { kind: app, exposure: public }, model: { kind: llm } }
flows:
  - { from: visitor, to: web-app, carries: [prompt], returns: [completion] }
  - { from: web-app, to: model, carries: [prompt], returns: [completion] }
`
    const shownRule = async () =>
      (await reportIn(folder)).manifests[0].exposures.find(
        (each: { technique: string }) => each.technique === 'AML.T0047',
      )
    const folder = scene({ 'ai-system.yaml': system })
    await lintIn(folder, '--update-baseline', '--fail-on', 'low')
    const before = await shownRule()
    put(folder, `${system}controls: { sign-in: { implements: [AML.M0019], on: [web-app], status: implemented } }\n`)
    const after = await shownRule()
    expect([after.status, after.alsoRaisedBy]).toEqual(['partly-mitigated', [before.rule]])
    const { code, stdout } = await lintIn(folder, '--fail-on', 'low', '-f', 'json')
    const isNew = (each: { technique?: string; baselined?: boolean }) =>
      each.technique === 'AML.T0047' && each.baselined !== true
    expect(JSON.parse(stdout).manifests[0].findings.filter(isNew)).toEqual([])
    expect(code).toBe(1)
    // Taken up, it keeps the entry that knows it.
    await lintIn(folder, '--update-baseline')
    expect(baselineIn(folder)).toContain(`"rule":"${before.rule}"`)
  })

  test('the file holds no line, no date, no path, and is the same however it is written', async () => {
    const folder = scene()
    await lintIn(folder, '--update-baseline')
    const text = baselineIn(folder)
    expect(text).not.toMatch(/\d{4}-\d\d-\d\d|\/tmp|"line"|ai-system/)
    const entries = text.split('\n').filter((line) => line.startsWith('    {'))
    expect(entries.length).toBeGreaterThan(5)
    expect(entries).toEqual([...entries].sort())
    await lintIn(folder, '--update-baseline')
    expect(baselineIn(folder)).toBe(text)
    expect(baselineText(readBaseline(file, text))).toBe(text)
  })

  test('json tells which are known, the others only with --show-accepted', async () => {
    const folder = scene()
    await lintIn(folder, '--update-baseline')
    const report = await reportIn(folder)
    expect(report.manifests[0].findings.every(({ baselined }: { baselined: boolean }) => baselined)).toBe(true)
    expect(report.baseline).toMatchObject({ file, stale: [], worse: 0, known: report.manifests[0].findings.length })
    expect(report.gate).toMatchObject({
      failing: 0,
      verdict: 'pass',
      bySeverity: { low: 0, medium: 0, high: 0, critical: 0 },
    })
    expect((await lintIn(folder, '-f', 'compact')).stdout).toBe('')
    expect((await lintIn(folder, '--show-accepted')).stdout).toContain('in the baseline:')
  })

  test('--quiet shows what is new and nothing that is known', async () => {
    const folder = scene()
    await lintIn(folder, '--update-baseline')
    expect((await lintIn(folder, '--quiet')).stdout).toBe('')
    put(folder, larger)
    const { stdout } = await lintIn(folder, '--quiet', '--max-details', '0')
    expect(stdout).toContain('second')
    expect(stdout).not.toMatch(/ on agent|reaches agent|:15:3:/)
  })

  test('a manifest that is not valid is never known', async () => {
    const folder = scene()
    await lintIn(folder, '--update-baseline')
    const text = baselineIn(folder)
    put(folder, manifest.replace('zone: ours', 'zone: nowhere'))
    expect((await lintIn(folder)).code).toBe(1)
    expect((await lintIn(folder, '--update-baseline')).code).toBe(1)
    expect((await lintIn(folder, '--prune')).code).toBe(1)
    expect(baselineIn(folder)).toBe(text)
  })
})

describe('the ratchet', () => {
  test('what is gone is reported, an error with --strict, and dropped with --prune', async () => {
    const folder = scene()
    await lintIn(folder, '--update-baseline')
    const before = readBaseline(file, baselineIn(folder))
    put(folder, smaller)
    const { code, stdout } = await lintIn(folder)
    expect(code).toBe(0)
    expect(stdout).toMatch(/\d+ entries stale \(--prune\s+drops them\)/)
    const strict = await lintIn(folder, '--strict', '--fail-on', 'critical')
    expect(strict.stdout).toMatch(/FAIL: .*stale entries in the baseline/)
    expect(strict.code).toBe(1)
    expect((await lintIn(folder, '--strict', '--fail-on', 'none')).code).toBe(1)
    expect((await lintIn(folder, '--fail-on', 'none')).code).toBe(0)
    const { stderr } = await lintIn(folder, '--prune')
    expect(stderr).toMatch(/0 added, [1-9]\d* dropped/)
    const after = readBaseline(file, baselineIn(folder))
    expect(after.length).toBeLessThan(before.length)
    expect((await reportIn(folder)).baseline.stale).toEqual([])
    put(folder, manifest)
    expect((await lintIn(folder)).code).toBe(1)
  })

  test('--update-baseline without --prune keeps what is gone; --prune without it adds nothing', async () => {
    const folder = scene()
    await lintIn(folder, '--update-baseline')
    const before = readBaseline(file, baselineIn(folder)).length
    put(folder, smaller)
    await lintIn(folder, '--update-baseline')
    expect(readBaseline(file, baselineIn(folder)).length).toBeGreaterThanOrEqual(before)
    put(folder, larger)
    expect((await lintIn(folder, '--prune')).code).toBe(1)
  })

  test('what becomes worse fails, and what became milder cannot go back', async () => {
    const mild = manifest.replace('criticality: high', 'criticality: low')
    const folder = scene({ 'ai-system.yaml': mild })
    await lintIn(folder, '--update-baseline')
    put(folder, manifest)
    const worse = await reportIn(folder)
    expect(worse.baseline.worse).toBeGreaterThan(0)
    const found = worse.manifests[0].findings.find(
      ({ baselineSeverity }: { baselineSeverity?: string }) => baselineSeverity,
    )
    expect(found.baselined).toBeUndefined()
    expect(worse.gate.verdict).toBe('fail')
    await lintIn(folder, '--update-baseline')
    expect((await lintIn(folder)).code).toBe(0)
    put(folder, mild)
    await lintIn(folder, '--prune')
    put(folder, manifest)
    expect((await lintIn(folder)).code).toBe(1)
  })
})

describe('only what was judged is touched', () => {
  const other = manifest.replaceAll('Mail helper', 'Other')

  test('entries of other systems stay, and are not stale', async () => {
    const folder = scene({ 'a/ai-system.yaml': manifest, 'b/ai-system.yaml': other })
    await lintIn(folder, '--update-baseline')
    const all = baselineIn(folder)
    expect((await reportIn(folder, 'a')).baseline.stale).toEqual([])
    put(folder, smaller, 'a/ai-system.yaml')
    await lintIn(folder, 'a', '--prune')
    const kept = readBaseline(file, baselineIn(folder)).filter(({ system }) => system === 'Other')
    expect(kept).toEqual(readBaseline(file, all).filter(({ system }) => system === 'Other'))
  })

  test('a system that is gone is stale in a run over everything', async () => {
    const folder = scene({ 'a/ai-system.yaml': manifest, 'b/ai-system.yaml': other })
    await lintIn(folder, '--update-baseline')
    put(folder, manifest.replace('Mail helper', 'Mail'), 'b/ai-system.yaml')
    const stale = async (...paths: string[]) =>
      (await reportIn(folder, ...paths)).baseline.stale.some(({ system }: BaselineEntry) => system === 'Other')
    expect([await stale(), await stale('.'), await stale('a'), await stale('--shard', '1/2')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('a configuration', () => {
  const other = manifest.replaceAll('Mail helper', 'Other')
  const two = { 'a/ai-system.yaml': manifest, 'b/ai-system.yaml': other }

  test('that names some of the manifests: entries of the others stay, and nobody is missed', async () => {
    const folder = scene({ ...two, 'atlaslint.config.yaml': 'manifests: [a]\n' })
    await lintIn(folder, 'a', 'b', '--update-baseline')
    const all = baselineIn(folder)
    await lintIn(folder, '--prune')
    expect(baselineIn(folder)).toBe(all)
    put(folder, filed({ system: 'Other' }), 'decisions.yaml')
    expect((await lintIn(folder, '--decisions', 'decisions.yaml', '-f', 'compact')).stdout).not.toContain(
      'unresolved-decision',
    )
  })

  test('of some of the manifests has no baseline of all', async () => {
    const folder = scene({ ...two, 'a/atlaslint.config.yaml': 'longest-acceptance: { high: 90d }\n' })
    await lintIn(folder, '--update-baseline')
    expect(baselineIn(folder)).toContain('Other')
    expect((await lintIn(folder)).code).toBe(0)
    expect(existsSync(join(folder, 'a', file))).toBe(false)
    await lintIn(folder, 'a', '--update-baseline')
    expect(existsSync(join(folder, 'a', file))).toBe(true)
  })
})

describe('manifests of one name share entries', () => {
  const four = { 'a/ai-system.yaml': manifest, 'b/ai-system.yaml': manifest, 'c/ai-system.yaml': manifest }

  test('a run over some of them lowers and drops nothing, and calls nothing stale', async () => {
    const folder = scene(four)
    await lintIn(folder, '--update-baseline')
    const all = baselineIn(folder)
    for (const options of [['--prune'], ['--prune', '--update-baseline']]) {
      expect((await lintIn(folder, 'a', 'b', ...options)).code).toBe(0)
      expect(baselineIn(folder)).toBe(all)
    }
    expect((await reportIn(folder, 'a')).baseline.stale).toEqual([])
    put(folder, smaller, 'a/ai-system.yaml')
    await lintIn(folder, 'a', '--prune')
    expect(baselineIn(folder)).toBe(all)
    expect((await lintIn(folder)).code).toBe(0)
    put(folder, 'atlaslint: 1\n', 'b/ai-system.yaml')
    put(folder, manifest.replace('Mail helper', 'Other'), 'c/ai-system.yaml')
    await lintIn(folder, 'a', '--prune')
    expect(baselineIn(folder)).not.toBe(all)
  })

  test('a run over all of them does', async () => {
    const folder = scene(four)
    await lintIn(folder, '--update-baseline')
    expect(baselineIn(folder)).toContain('"count":3')
    put(folder, manifest.replace('Mail helper', 'Other'), 'c/ai-system.yaml')
    await lintIn(folder, '--prune')
    expect(baselineIn(folder)).toContain('"count":2')
  })
})

describe('a file that cannot be used ends the run and stays', () => {
  test.each([
    ['{', ':1:2: not valid JSON; restore the file from version control'],
    ['', ':1:1: not valid JSON'],
    ['{\n  "a": 1,\n}', ':3:1: not valid JSON'],
    ['{\n  "a": x\n}', ':2:8: not valid JSON'],
    ['{\n  "a": "x\n}', ':2:10: not valid JSON'],
    ['{}\n{}', ':2:1: not valid JSON'],
    ['[]', 'is no baseline'],
    ['{"atlaslint-baseline":2,"findings":[]}', 'no baseline of this version'],
    ['{"atlaslint-baseline":1}', "no list of 'findings'"],
    ['{"atlaslint-baseline":1,"findings":[{}]}', 'finding 1: '],
    [
      '{"atlaslint-baseline":1,"findings":[{"system":"a","rule":"b","subject":{"type":"x","id":"y"},"severity":"low"}]}',
      'type of subject',
    ],
    [
      '{"atlaslint-baseline":1,"findings":[{"system":"a","rule":"b","subject":{"type":"zone","id":"y"},"severity":"low","count":0}]}',
      "'count'",
    ],
    ['{\n<<<<<<< HEAD\n=======\n>>>>>>> main\n}', ':2:1: a merge conflict is not resolved'],
  ])('%j', async (text, message) => {
    const folder = scene({ 'ai-system.yaml': manifest, [file]: text })
    for (const argv of [[], ['--update-baseline'], ['--prune']]) {
      const { code, stdout, stderr } = await lintIn(folder, ...argv)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain(message)
      expect(baselineIn(folder)).toBe(text)
    }
    expect((await lintIn(folder, '--no-baseline', '--exit-zero')).code).toBe(0)
  })

  test('one that is named has to be there', async () => {
    const folder = scene()
    for (const argv of [['--baseline', 'b.json'], ['--prune']]) expect((await lintIn(folder, ...argv)).code).toBe(2)
    expect((await lintIn(folder, '--update-baseline', 'b.json')).code).toBe(0)
    expect(existsSync(join(folder, 'b.json'))).toBe(true)
    expect((await lintIn(folder, '--baseline', 'b.json')).code).toBe(0)
    expect((await lintIn(folder)).code).toBe(1)
  })

  test('a manifest is not overwritten by a slip, and contradictions are refused', async () => {
    const folder = scene()
    expect((await lintIn(folder, '--update-baseline', 'ai-system.yaml')).code).toBe(2)
    expect(readFileSync(join(folder, 'ai-system.yaml'), 'utf8')).toBe(manifest)
    for (const argv of [
      ['--update-baseline', 'b.json', '--baseline', 'b.json'],
      ['--update-baseline', 'b.json', '--ignore-decisions'],
      ['--update-baseline', 'b.json', '--decisions-from', 'main'],
      ['--prune', '--no-baseline'],
    ])
      expect((await lintIn(folder, ...argv)).stderr).toContain('exclude each other')
    expect(existsSync(join(folder, 'b.json'))).toBe(false)
  })

  test('the report may not go over it', async () => {
    const folder = scene()
    for (const argv of [['--update-baseline'], ['--update-baseline', 'b.json']]) {
      const goal = argv[1] ?? file
      expect((await lintIn(folder, ...argv, '-f', `json=${goal}`)).stderr).toContain('would overwrite its input')
      expect(existsSync(join(folder, goal))).toBe(false)
    }
    await lintIn(folder, '--update-baseline')
    expect((await lintIn(folder, '-f', `json=${file}`)).code).toBe(2)
  })

  test('nothing is written into it when the report has no place', async () => {
    const folder = scene()
    expect((await lintIn(folder, '--update-baseline', '-f', 'json=missing/x.json')).code).toBe(2)
    expect(existsSync(join(folder, file))).toBe(false)
  })
})

describe('meaning, not place', () => {
  // biome-ignore lint/suspicious/noExplicitAny: any value of a file
  const shuffled = (value: any, seed: number): any => {
    if (Array.isArray(value)) return value
    if (typeof value !== 'object' || value === null) return value
    const keys = Object.keys(value)
    const at = keys.length === 0 ? 0 : seed % keys.length
    const turned = [...keys.slice(at), ...keys.slice(0, at)]
    return Object.fromEntries(
      (seed % 2 ? turned.reverse() : turned).map((key) => [key, shuffled(value[key], seed + key.length)]),
    )
  }

  test('order of keys, comments, line ends, indentation and the name of the file change nothing', async () => {
    const folder = scene()
    await lintIn(folder, '--update-baseline')
    const known = baselineIn(folder)
    const value = JSON.parse(JSON.stringify(readSource('', manifest).source.value))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1000),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.boolean(),
        async (seed, indent, windows, comments) => {
          const text = stringify(shuffled(value, seed), { indent, lineWidth: 0 })
          const said = comments ? text.replaceAll('\n', ' # said\n\n# more\n') : text
          const other = folderWith({
            'x/y.ai-system.yaml': windows ? said.replaceAll('\n', '\r\n') : said,
            [file]: known,
          })
          const report = await reportIn(other)
          expect(report.baseline.stale).toEqual([])
          expect(report.gate.bySeverity).toEqual({ low: 0, medium: 0, high: 0, critical: 0 })
          await lintIn(other, '--update-baseline')
          expect(baselineIn(other)).toBe(known)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('what was decided about is not in it, and comes back as new when the decision ends', async () => {
    const accepted = `${manifest}decisions:\n  - { technique: AML.T0051.001, on: agent, treatment: accept, reason: x, owner: mail, approved-by: risk office, expires: ${now} }\n`
    const folder = scene({ 'ai-system.yaml': accepted })
    await lintIn(folder, '--update-baseline')
    expect(baselineIn(folder)).not.toContain('AML.T0051.001')
    expect((await lintIn(folder)).code).toBe(0)
    const later = await runIn(folder, ['--now', '2026-11-25', '-f', 'compact'], { engine: lintEngine })
    expect(later.code).toBe(1)
    expect(later.stdout).toContain('AML.T0051.001')
  })
})
