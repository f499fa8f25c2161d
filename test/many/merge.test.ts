import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { showsSource, textReporterNames } from '../../src/report/reporters.ts'
import { ownRule } from '../rules/own-rule.ts'
import { atlaslint, folderOfSystems, lintShards, systems, text } from './systems.ts'

const number = Object.keys(systems).length

describe('merged shards are what one run reports', () => {
  test.each([1, 2, 3, number, number + 3])(
    '%i shards: the same JSON, byte by byte, and the same exit code',
    async (count) => {
      const cwd = folderOfSystems()
      const one = await atlaslint(cwd, 'lint', '-f', 'json')
      const { files, code } = await lintShards(cwd, count, 'json')
      const merged = await atlaslint(cwd, 'merge', '-f', 'json', ...files.toReversed())
      expect(merged).toEqual({ ...one, stderr: '' })
      expect(merged.code).toBe(code)
      expect(JSON.parse(merged.stdout).manifests).toHaveLength(number)
    },
  )

  test.each(textReporterNames.filter((name) => name === 'pretty' || !showsSource.has(name)))('%s', async (format) => {
    const cwd = folderOfSystems()
    const options = ['--max-details', '0', '-f', format]
    const one = await atlaslint(cwd, 'lint', ...options)
    const { files } = await lintShards(cwd, 3, 'json')
    expect(await atlaslint(cwd, 'merge', ...options, ...files)).toEqual(one)
  })

  test.each([1, 2, 3, number + 3])('SARIF of %i shards: the same bytes, and the same exit code', async (count) => {
    const cwd = folderOfSystems()
    for (const options of [[], ['--sarif-suppressed', '--sarif-line-hash']]) {
      const one = await atlaslint(cwd, 'lint', '-f', 'sarif', ...options)
      const { files } = await lintShards(cwd, count, 'sarif', ...options)
      expect(await atlaslint(cwd, 'merge', ...files.toReversed())).toEqual(one)
    }
  })

  test('details without frames: the rest is the same', async () => {
    const cwd = folderOfSystems()
    const withoutFrames = (shown: string) => shown.replace(/^ {2} *(\d+ )?\|.*\n/gm, '')
    const one = await atlaslint(cwd, 'lint')
    const { files } = await lintShards(cwd, 2, 'json')
    const merged = await atlaslint(cwd, 'merge', ...files)
    expect(merged.stdout).toBe(withoutFrames(one.stdout))
    expect(one.stdout).not.toBe(merged.stdout)
  })

  test('options of the gate are those of the shards', async () => {
    const cwd = folderOfSystems()
    for (const options of [['--fail-on', 'none'], ['--strict', '--fail-on', 'critical'], ['--exit-zero']]) {
      const one = await atlaslint(cwd, 'lint', 'a', 'd', '-f', 'json', ...options)
      const { files } = await lintShards(cwd, 2, 'json', 'a', 'd', ...options)
      expect(await atlaslint(cwd, 'merge', '-f', 'json', ...files)).toEqual(one)
    }
  })

  test('rules of the user keep their words, and a baseline its counts', async () => {
    const cwd = folderOfSystems({ 'rules.yaml': ownRule, 'mail.ai-system.yaml': mail })
    await atlaslint(cwd, 'lint', 'a', '--update-baseline')
    const options = ['--rules', 'rules.yaml']
    for (const format of ['json', 'sarif']) {
      const one = await atlaslint(cwd, 'lint', '-f', format, ...options)
      const { files } = await lintShards(cwd, 3, format, ...options)
      const merged = await atlaslint(cwd, 'merge', '-f', format, ...files)
      expect(one.stdout).toContain('Own rule')
      if (format === 'json') expect(JSON.parse(one.stdout).baseline.known).toBeGreaterThan(0)
      expect(merged).toEqual(one)
    }
  })

  test('what is stale stands in the order of the baseline', async () => {
    const cwd = folderOfSystems({ 'mail.ai-system.yaml': mail })
    await atlaslint(cwd, 'lint', '--update-baseline')
    // Both lose their agents; by the name of its file the second one comes first.
    for (const [file, name] of [
      ['mail.ai-system.yaml', 'Mail'],
      ['b/ai-system.yaml', 'Coding agent'],
    ] as const) {
      const system = /name: (.*)/.exec(text(cwd, file))?.[1]?.replace(' }', '') ?? name
      writeFileSync(
        join(cwd, file),
        `atlaslint: 1\nsystem: { name: ${system} }\ncomponents: { a: { kind: database } }\n`,
      )
    }
    const one = await atlaslint(cwd, 'lint', '-f', 'json')
    expect(new Set(JSON.parse(one.stdout).baseline.stale.map(({ system }: { system: string }) => system)).size).toBe(2)
    for (const count of [2, 3]) {
      const { files } = await lintShards(cwd, count, 'json')
      expect(await atlaslint(cwd, 'merge', '-f', 'json', ...files)).toEqual({ ...one, stderr: '' })
    }
  })

  test('whole runs over different folders join as well', async () => {
    const cwd = folderOfSystems()
    const one = await atlaslint(cwd, 'lint', 'a', 'd', '-f', 'json')
    await atlaslint(cwd, 'lint', 'a', '-f', 'json=a.json')
    await atlaslint(cwd, 'lint', 'd', '-f', 'json=d.json')
    expect(await atlaslint(cwd, 'merge', 'd.json', 'a.json', '-f', 'json')).toEqual(one)
  })
})

const mail = `atlaslint: 1
system: { name: Mail }
components:
  mailbox: { kind: channel, writable-by: [anyone] }
  agent: { kind: agent }
flows:
  - { from: mailbox, to: agent, carries: [message] }
`

describe('what cannot be merged', () => {
  const refusal = async (cwd: string, ...argv: string[]) => {
    const { code, stdout, stderr } = await atlaslint(cwd, 'merge', ...argv)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    return stderr
  }

  test('a missing shard', async () => {
    const cwd = folderOfSystems()
    const { files } = await lintShards(cwd, 4, 'json')
    expect(await refusal(cwd, ...files.slice(1))).toMatch(/shard 1\/4 is missing/)
    expect(await refusal(cwd, files[0] as string)).toMatch(/shards 2\/4, 3\/4, 4\/4 are missing/)
    const sarif = await lintShards(cwd, 3, 'sarif')
    expect(await refusal(cwd, ...sarif.files.slice(1))).toMatch(/shard 1\/3 is missing/)
  })

  test('shards of another run: options, manifests, rule files or number', async () => {
    const cwd = folderOfSystems({ 'rules.yaml': ownRule })
    const first = `${(await lintShards(cwd, 2, 'json')).files[0]}`
    const shard = async (...options: string[]) => {
      await atlaslint(cwd, '--shard', '2/2', '-f', 'json=x.json', ...options)
      return 'x.json'
    }
    const cases: (() => Promise<string>)[] = [
      async () => `${(await lintShards(cwd, 3, 'json')).files[1]}`,
      () => shard('--fail-on', 'low'),
      () => shard('a', 'b'),
      () => shard('--rules', 'rules.yaml'),
    ]
    for (const other of cases)
      expect(await refusal(cwd, first, await other())).toMatch(/a shard of another run|another --fail-on/)
  })

  test.each(['json', 'sarif'])(
    'two systems of one name in two parts that a baseline counted for (%s)',
    async (format) => {
      const cwd = folderOfSystems({ 'z/ai-system.yaml': systems['a/ai-system.yaml'] as string })
      await atlaslint(cwd, 'lint', 'a', '--update-baseline')
      expect((await atlaslint(cwd, 'lint', 'a', 'z')).code).toBe(1)
      const { files } = await lintShards(cwd, 2, format, 'a', 'z')
      expect(await refusal(cwd, ...files)).toMatch(
        /shard-2-1\.\w+ and shard-2-2\.\w+ both speak of a system called 'Support chatbot'/,
      )
      // Without a baseline nothing is counted twice, and in one shard it is not, either.
      const without = await lintShards(cwd, 2, format, 'a', 'z', '--no-baseline')
      expect((await atlaslint(cwd, 'merge', ...without.files)).code).toBe(1)
      const alone = await lintShards(cwd, 1, format, 'a', 'z')
      expect((await atlaslint(cwd, 'merge', ...alone.files)).code).toBe(1)
    },
  )

  test('mixed dates, gates and versions of whole runs', async () => {
    const cwd = folderOfSystems()
    await atlaslint(cwd, 'a', '-f', 'json=a.json')
    const other = async (...options: string[]) => {
      await atlaslint(cwd, 'd', '-f', 'json=d.json', ...options)
      return refusal(cwd, 'a.json', 'd.json')
    }
    expect(await other('--now', '2026-01-01')).toMatch(/d\.json has another date than a\.json: 2026-01-01/)
    expect(await other('--strict')).toMatch(/another --strict/)
    expect(await other('--fail-on', 'high')).toMatch(/another --fail-on/)
    const foreign = text(cwd, 'a.json').replace(/"version": "[^"]*"/, '"version": "9.9.9"')
    writeFileSync(join(cwd, 'd.json'), foreign)
    expect(await refusal(cwd, 'a.json', 'd.json')).toMatch(/d\.json was written by atlaslint 9\.9\.9/)
  })

  test('the same manifest twice, the same shard twice, shards beside whole runs', async () => {
    const cwd = folderOfSystems()
    await atlaslint(cwd, 'a', '-f', 'json=a.json')
    await atlaslint(cwd, 'a', 'd', '-f', 'json=ad.json')
    expect(await refusal(cwd, 'a.json', 'ad.json')).toMatch(/a\/ai-system\.yaml is judged in a\.json and in ad\.json/)
    const { files } = await lintShards(cwd, 2, 'json')
    writeFileSync(join(cwd, 'copy.json'), text(cwd, files[0] as string))
    expect(await refusal(cwd, ...files, 'copy.json')).toMatch(/are both shard 1/)
    expect(await refusal(cwd, ...files, 'a.json')).toMatch(/is a shard and a\.json is not/)
  })

  test('formats that need the text of the manifests, and SARIF as anything else', async () => {
    const cwd = folderOfSystems()
    await atlaslint(cwd, 'a', '--shard', '1/1', '-f', 'json=a.json', '-f', 'sarif=a.sarif')
    expect(await refusal(cwd, 'a.json', '-f', 'sarif')).toMatch(/merge the SARIF of the shards/)
    expect(await refusal(cwd, 'a.json', '-f', 'rdjson')).toMatch(/write it in each shard/)
    expect(await refusal(cwd, 'a.sarif', '-f', 'json')).toMatch(/merge the JSON of the shards/)
    expect(await refusal(cwd, 'a.sarif', 'a.json')).toMatch(/merge one kind/)
    expect(await refusal(cwd, 'a.json', 'a.sarif')).toMatch(/merge one kind/)
  })

  test('nothing judged, unless that was meant', async () => {
    const cwd = folderOfSystems()
    await atlaslint(cwd, 'lint', '*.nothing', '--allow-empty', '-f', 'json=none.json')
    expect(await refusal(cwd, 'none.json')).toMatch(/nothing was judged/)
    expect((await atlaslint(cwd, 'merge', 'none.json', '--allow-empty')).code).toBe(0)
  })

  test('a report over one of the inputs', async () => {
    const cwd = folderOfSystems()
    await atlaslint(cwd, 'a', '-f', 'json=a.json')
    expect(await refusal(cwd, 'a.json', '-f', 'json=a.json')).toMatch(/would overwrite its input/)
    expect(await refusal(cwd, 'a.json', '--summary', 'a.json')).toMatch(/would overwrite its input/)
    expect(await refusal(cwd, 'a.json', '-f', 'json=o.json', '--summary', 'o.json')).toMatch(/two reports go to/)
  })
})

describe('hostile reports', () => {
  const merged = async (change: (json: string) => string | Uint8Array, ...options: string[]) => {
    const cwd = folderOfSystems()
    await atlaslint(cwd, 'a', '-f', 'json=a.json')
    writeFileSync(join(cwd, 'a.json'), change(text(cwd, 'a.json')))
    return atlaslint(cwd, 'merge', 'a.json', ...options)
  }
  const complaint = async (change: (json: string) => string | Uint8Array, ...options: string[]) => {
    const { code, stdout, stderr } = await merged(change, ...options)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')).toHaveLength(2)
    return stderr
  }

  test('what is no report is told with its place', async () => {
    expect(await complaint(() => 'x')).toMatch(/a\.json is not JSON/)
    expect(await complaint((json) => json.slice(0, 5000))).toMatch(/is not JSON/)
    expect(await complaint(() => Buffer.from([0xff, 0xfe, 0x7b]))).toMatch(/is not JSON/)
    expect(await complaint(() => '[]')).toMatch(/is not a report of atlaslint/)
    expect(await complaint((json) => json.replace('"severity": "critical"', '"severity": 9'))).toMatch(
      /at \/manifests\/0\/findings\/\d+\/severity/,
    )
    expect(await complaint((json) => json.replace('"judged"', '"__proto__"'))).toMatch(
      /'judged' is missing|'__proto__'/,
    )
    expect(await complaint((json) => json.replace('"judged": true', '"judged": true, "color": "red"'))).toMatch(
      /'color'/,
    )
    expect(await complaint(() => '['.repeat(100_000))).toMatch(/is not JSON|is not a report/)
  })

  test('a verdict that does not follow from the findings', async () => {
    expect(await complaint((json) => json.replace('"verdict": "fail"', '"verdict": "pass"'))).toMatch(
      /contradicts itself/,
    )
    expect(await complaint((json) => json.replace('"severity": "critical"', '"severity": "low"'))).toMatch(
      /contradicts itself/,
    )
  })

  test('a file that is too large', async () => {
    expect(await complaint((json) => json, '--max-file-size', '1000')).toMatch(/a\.json is larger than 1000 bytes/)
  })

  test('text that a log or a terminal would obey', async () => {
    const hostile = '\u001b]0;x\u0007 ##[error] \u202e ::warning::'
    const change = (json: string) => json.replaceAll('"Support chatbot"', JSON.stringify(hostile))
    for (const format of ['pretty', 'compact', 'markdown', 'github', 'junit']) {
      const { code, stdout } = await merged(change, '-f', format)
      expect(code).toBe(1)
      for (const command of ['\u001b', '\u0007', '\u202e', '##[error']) expect(stdout).not.toContain(command)
    }
  })

  test('SARIF that was tampered with', async () => {
    const cwd = folderOfSystems()
    await atlaslint(cwd, 'a', '--shard', '1/1', '-f', 'sarif=a.sarif')
    const good = text(cwd, 'a.sarif')
    const cases: [RegExp, (sarif: Record<string, never>) => unknown][] = [
      [/one run/, (sarif) => ({ ...sarif, version: '2.0.0' })],
      [/not SARIF|is not a report/, (sarif) => ({ ...sarif, runs: {} })],
      [/one run|the tool/, (sarif) => ({ ...sarif, runs: [] })],
    ]
    for (const [message, change] of cases) {
      writeFileSync(join(cwd, 'a.sarif'), JSON.stringify(change(JSON.parse(good))))
      const { code, stderr } = await atlaslint(cwd, 'merge', 'a.sarif')
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) })
    }
    for (const field of [
      '"severity"',
      '"locations"',
      '"uri"',
      '"exitCode"',
      '"shard"',
      '"partialFingerprints"',
      '"ruleId"',
      '"taxa"',
    ]) {
      writeFileSync(join(cwd, 'a.sarif'), good.replaceAll(field, '"other"'))
      const { code, stderr } = await atlaslint(cwd, 'merge', 'a.sarif')
      expect({ field, code, stderr }).toEqual({
        field,
        code: 2,
        stderr: expect.stringMatching(/is not SARIF of a shard/),
      })
    }
    writeFileSync(join(cwd, 'a.sarif'), good.replace(/"locations": \[/, '"locations": {}, "was": ['))
    expect((await atlaslint(cwd, 'merge', 'a.sarif')).stderr).toMatch(/its results are broken/)
    writeFileSync(
      join(cwd, 'a.sarif'),
      good.replace(/"partialFingerprints": \{/, '"partialFingerprints": null, "was": {'),
    )
    expect((await atlaslint(cwd, 'merge', 'a.sarif')).stderr).toMatch(/its results are broken/)
  })

  test('SARIF with something else in any place is taken or refused, and never a bug', { timeout: 60_000 }, async () => {
    const cwd = folderOfSystems()
    await atlaslint(cwd, 'a', '--shard', '1/1', '-f', 'sarif=a.sarif')
    const log = JSON.parse(text(cwd, 'a.sarif'))
    const [run] = log.runs
    run.results = run.results.slice(0, 1)
    const codes = new Set<number>()
    for (const { holder, key } of placesIn(log)) {
      const before = holder[key]
      for (const odd of [null, 0, 'x', [], {}, [null], true]) {
        holder[key] = odd
        writeFileSync(join(cwd, 'a.sarif'), JSON.stringify(log))
        const { code, stderr } = await atlaslint(cwd, 'merge', 'a.sarif')
        codes.add(code)
        if (code === 3) expect({ key, odd, stderr }).toBe('no bug')
      }
      holder[key] = before
    }
    expect([...codes].sort()).toEqual([0, 1, 2])
  })
})

/** Every key of everything in a value, in lists of the first only. */
function placesIn(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  const keys = Array.isArray(value) ? Object.keys(holder).slice(0, 1) : Object.keys(holder)
  return keys.flatMap((key) => [{ holder, key }, ...placesIn(holder[key])])
}

test('folders with configurations of their own: what each takes away is told as in one run', async () => {
  const cwd = folderOfSystems({
    'a/atlaslint.config.yaml': 'severity: { outsider-content-reaches-prompt: off }\n',
    'b/atlaslint.config.yaml': 'severity: { AML.T0015: off, unused-owner: off }\n',
  })
  const one = await atlaslint(cwd, 'lint', '-f', 'json')
  expect(one.stderr).toBe('')
  expect(JSON.parse(one.stdout).configurations.length).toBe(3)
  for (const count of [2, 3, 9]) {
    const { files } = await lintShards(cwd, count, 'json')
    expect(await atlaslint(cwd, 'merge', '-f', 'json', ...files)).toEqual(one)
  }
})
