import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { manifest } from '../build/package.ts'
import { folderWith, runIn } from '../cli/run.ts'
import { parseSvg, withClass } from './seen.ts'

const graph = (folder: string, ...args: string[]) => runIn(folder, ['graph', ...args], { engine: lintEngine })
const folder = () => folderWith({ 'ai-system.yaml': manifest })

describe('atlaslint graph', () => {
  test('draws the only manifest as SVG to stdout', async () => {
    const { code, stdout, stderr } = await graph(folder())
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const svg = parseSvg(stdout)
    expect(withClass(svg, 'component').map(({ attributes }) => attributes['data-component'])).toEqual([
      'strangers',
      'mailbox',
      'agent',
    ])
    expect(withClass(svg, 'level-high').length).toBeGreaterThan(0)
  })

  test('writes a file, whole, and says nothing', async () => {
    const at = folder()
    expect(await graph(at, 'ai-system.yaml', '-o', 'system.svg')).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(join(at, 'system.svg'), 'utf8')).toBe((await graph(at)).stdout)
  })

  test.each([
    ['dot', /^digraph system \{\n.*high 4.*\}\n$/s],
    ['mermaid', /^%% Mail assistant\nflowchart LR\n.*high 4/s],
  ])('draws %s', async (format, expected) => {
    const { code, stdout } = await graph(folder(), '-f', format)
    expect(code).toBe(0)
    expect(stdout).toMatch(expected)
  })

  test.each(['svg', 'dot', 'mermaid'])('%s without exposures knows no severity', async (format) => {
    const { stdout } = await graph(folder(), '-f', format, '--no-exposures')
    expect(stdout.replace(/<style>.*<\/style>/s, '')).not.toMatch(/critical|high|medium|marked/)
  })

  test('reads standard input', async () => {
    const { code, stdout } = await runIn(folder(), ['graph', '-', '-f', 'dot'], { engine: lintEngine, stdin: manifest })
    expect(code).toBe(0)
    expect(stdout).toContain('Mail assistant')
  })

  test('counts decisions, rules and dates as lint does', async () => {
    const decided = `${manifest}decisions:\n  - { technique: AML.T0051.001, on: agent, treatment: accept, reason: known, owner: me, expires: 2026-12-31 }\n`
    const at = folderWith({ 'ai-system.yaml': decided.replace('components:', 'owners: { me: {} }\ncomponents:') })
    const [before, after] = [await graph(at, '--now', '2026-11-01'), await graph(at, '--now', '2027-02-01')]
    expect(before.stderr).toBe('')
    expect(before.stdout).not.toBe(after.stdout)
  })

  test('refuses what it cannot do, and writes nothing', async () => {
    const at = folder()
    const original = readFileSync(join(at, 'ai-system.yaml'), 'utf8')
    expect(await graph(at, '-o', 'ai-system.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('would overwrite its manifest'),
    })
    expect(readFileSync(join(at, 'ai-system.yaml'), 'utf8')).toBe(original)
    expect(await graph(at, '-f', 'png')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('svg, dot, mermaid'),
    })
    expect((await graph(at, 'nothing.yaml')).code).toBe(2)
    writeFileSync(join(at, 'second.ai-system.yaml'), manifest)
    expect(await graph(at)).toMatchObject({ code: 2, stderr: expect.stringContaining('several manifests') })
    writeFileSync(
      join(at, 'second.ai-system.yaml'),
      'atlaslint: 1\nsystem: { name: x }\ncomponents: { a: { kind: robot } }\n',
    )
    expect(await graph(at, 'second.ai-system.yaml', '-o', 'x.svg')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^atlaslint: second\.ai-system\.yaml:3:/),
    })
    expect(existsSync(join(at, 'x.svg'))).toBe(false)
  })
})
