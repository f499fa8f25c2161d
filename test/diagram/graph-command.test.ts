import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { layout } from '../../src/diagram/layout.ts'
import { tooLarge } from '../../src/diagram/limits.ts'
import { linksOf } from '../../src/diagram/plan.ts'
import { toSvg } from '../../src/diagram/svg.ts'
import { manifest } from '../build/package.ts'
import { folderWith, runIn } from '../cli/run.ts'
import { ownRule } from '../rules/own-rule.ts'
import { drawn } from './drawn.ts'
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

  test('a dash is stdout', async () => {
    const at = folder()
    expect((await graph(at, '-o', '-')).stdout).toBe((await graph(at)).stdout)
    expect(readdirSync(at)).toEqual(['ai-system.yaml'])
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
      stderr: expect.stringContaining('the picture would overwrite its input ai-system.yaml'),
    })
    expect(readFileSync(join(at, 'ai-system.yaml'), 'utf8')).toBe(original)
    const read = {
      'atlaslint.config.yaml': 'rules: [own/rules.yaml]\ndecisions: decided.yaml\n',
      'own/rules.yaml': ownRule,
      'more.yaml': ownRule.replace('own-rule', 'another-rule'),
      'decided.yaml': 'atlaslint-decisions: 1\ndecisions: []\n',
      'atlaslint-baseline.json': '{}',
    }
    const configured = folderWith({ 'ai-system.yaml': manifest, ...read })
    for (const [name, text] of Object.entries(read)) {
      const { code, stderr } = await graph(configured, '--rules', 'more.yaml', '-o', name)
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`would overwrite `) })
      expect(readFileSync(join(configured, name), 'utf8')).toBe(text)
    }
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

describe('what is too large to be read is not drawn', () => {
  const chain = (components: number, arrows: number): string =>
    [
      'atlaslint: 1\nsystem: { name: Chain }\ncomponents:',
      ...Array.from({ length: components }, (_, index) => `  c${index}: { kind: app }`),
      'flows:',
      ...Array.from(
        { length: arrows },
        (_, index) => `  - { id: f${index}, from: c${index % 9}, to: c${(index % 9) + 1}, carries: [prompt] }`,
      ),
    ].join('\n')

  test.each([
    [200, 150, undefined],
    [201, 150, expect.stringContaining('has 201 and 150')],
    [200, 151, expect.stringContaining('has 200 and 151')],
  ])('%s components and %s arrows', async (components, arrows, reason) => {
    expect(tooLarge(drawn(chain(components, arrows)))).toEqual(reason)
  })

  test('it is refused as SVG, left out of a page that says so, and written in formats that are placed elsewhere', async () => {
    const at = folderWith({ 'ai-system.yaml': chain(201, 9) })
    const refused = await graph(at, '-o', 'x.svg')
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/has 201 and 9: -f dot writes it/) })
    expect(existsSync(join(at, 'x.svg'))).toBe(false)
    for (const format of ['dot', 'mermaid'])
      expect(await graph(at, '-f', format)).toMatchObject({ code: 0, stderr: '' })
    await runIn(at, ['lint', '-f', 'html=page.html'], { engine: lintEngine })
    const page = readFileSync(join(at, 'page.html'), 'utf8')
    expect(page).toContain('Not drawn: a picture has room for 200 components')
    expect(page).not.toContain('<figure')
  })

  test.each([
    [80, true],
    [81, false],
  ])('of %s arrows: words on them %s', async (arrows, labelled) => {
    const drawing = drawn(chain(10, arrows))
    expect(linksOf(drawing).every(({ label }) => label.lines.length > 0 === labelled)).toBe(true)
    const svg = parseSvg(toSvg(drawing, await layout(drawing)))
    expect(withClass(svg, 'plate')).toHaveLength(labelled ? arrows : 0)
    expect(withClass(svg, 'flow')).toHaveLength(arrows)
  })
})
