import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { runIn } from '../cli/run.ts'
import { hostileManifest, invalidManifest } from '../formats/hostile-manifest.ts'
import { generated, pageOf, pageOfExamples } from './pages.ts'

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const single = await pageOfExamples('card-fraud')
const several = await pageOfExamples('card-fraud', 'coding-agent', 'door-camera')

describe.each([
  ['one system', single],
  ['several systems', several],
])('a page about %s', (_, { text }) => {
  test('allows its own script and style, by their hashes, and nothing else', () => {
    const policy =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll('&#39;', "'") ?? ''
    const [script, ...scripts] = [...text.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code]) => code as string)
    const [style, ...styles] = [...text.matchAll(/<style>(.*?)<\/style>/gs)].map(([, code]) => code as string)
    expect({ scripts, styles }).toEqual({ scripts: [], styles: [] })
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hashOf(script as string)}`,
      `style-src ${hashOf(style as string)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ])
  })

  test('names nothing that a browser would fetch, and has no code or style in attributes', () => {
    const markup = text.replace(/<script>.*?<\/script>|<style>.*?<\/style>/gs, '')
    expect(markup).not.toMatch(/\s(?:src|srcset|data|poster|action|background|style|on[a-z]+)=/i)
    expect(markup).not.toMatch(/<(?:link|iframe|img|object|embed|base|form)\b/i)
    const styles = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? ''
    expect(styles).not.toMatch(/url\(|@import/)
  })

  test('gives each id once, and its links lead somewhere', () => {
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })

  test('is balanced: what is opened is closed', () => {
    for (const name of [
      'article',
      'section',
      'details',
      'ul',
      'ol',
      'li',
      'table',
      'tr',
      'dl',
      'div',
      'p',
      'a',
      'g',
      'svg',
      'button',
    ]) {
      const opened = text.match(new RegExp(`<${name}[\\s>](?![^<]*/>)`, 'g'))?.length ?? 0
      expect({ name, closed: text.split(`</${name}>`).length - 1 }).toEqual({ name, closed: opened })
    }
  })
})

test('shows every finding of the report, with its message, and every settled exposure', async () => {
  const { stdout } = await runIn(single.folder, ['lint', '.', '--now', '2026-11-24', '-f', 'json'], {
    engine: lintEngine,
  })
  const [manifest] = JSON.parse(stdout).manifests
  const entries = single.text.match(/<details class="finding"/g)
  const settled = manifest.exposures.filter(({ status }: { status: string }) =>
    ['mitigated', 'accepted', 'not-applicable'].includes(status),
  )
  expect(entries).toHaveLength(manifest.findings.length + settled.length)
  expect(settled.length).toBeGreaterThan(0)
  const shown = single.text.replaceAll('<span class="to">-&gt;</span>', '->').replaceAll('&#39;', "'")
  for (const { message } of [...manifest.findings, ...settled])
    expect(shown).toContain(`<span class="message">${message}</span>`)
  for (const id of manifest.incidents) expect(shown).toContain(`id="s1-${id}"`)
})

test('says what plan and incidents say', async () => {
  const said = async (command: string) =>
    (await runIn(single.folder, [command, '--now', '2026-11-24'], { engine: lintEngine })).stdout
  const shown = single.text.replace(/<[^>]*>/g, '')
  expect(shown).toContain(/open exposures; .*/.exec(await said('plan'))?.[0])
  expect(shown).toContain(/\d+ documented incidents would work here.*/.exec(await said('incidents'))?.[0])
})

test('the verdict and the facts are those of pretty, and the exit code does not depend on it', async () => {
  const { stdout, code } = await runIn(single.folder, ['lint', '.', '--now', '2026-11-24'], { engine: lintEngine })
  expect(single.code).toBe(code)
  const [word, reason] = (stdout.trimEnd().split('\n').at(-1) ?? '').split(': ')
  expect(single.text).toContain(`<p class="word">${word}</p><p class="reason">${reason}</p>`)
})

test('the same input gives the same bytes', async () => {
  expect((await pageOfExamples('card-fraud')).text).toBe(single.text)
})

test('text of a manifest adds no markup', async () => {
  const harmless = await pageOf({ 'ai-system.yaml': hostileManifest('Harmless') })
  // A longer label is drawn in more lines, and lines lead around it.
  const tags = (text: string) =>
    text.replace(/<(script|style)>.*?<\/\1>|<\/?(?:text|path)\b/gs, '').match(/<[a-z!][^\s>]*/g)
  for (const text of [
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    '<!--',
    ']]>',
    '`1`',
  ])
    expect(tags((await pageOf({ 'ai-system.yaml': hostileManifest(text) })).text)).toEqual(tags(harmless.text))
})

test('what cannot be seen is spelled out', async () => {
  const { text } = await pageOf({ 'ai-system.yaml': hostileManifest('a\u202eb\u0007c\u2028d') })
  for (const unseen of ['\u202e', '\u0007', '\u2028']) expect(text).not.toContain(unseen)
  expect(text).toContain('a\\u202eb\\x07c\\u2028d')
})

test('a manifest that is not valid is shown, and named among what was not judged', async () => {
  const { text, code } = await pageOf({
    'a/ai-system.yaml': invalidManifest('<b>'),
    'b/ai-system.yaml': hostileManifest('x'),
  })
  expect(code).toBe(1)
  expect(text).toContain('1 manifest not valid')
  expect(text).toContain('The manifest is not valid, so nothing was judged.')
})

test('from a report that was read back there is no diagram, and the page says so', async () => {
  const { folder } = single
  await runIn(folder, ['lint', '.', '--now', '2026-11-24', '-f', 'json=report.json'], { engine: lintEngine })
  const { stderr } = await runIn(folder, ['merge', 'report.json', '-f', 'html=merged.html'], { engine: lintEngine })
  expect(stderr).toBe('')
  const text = readFileSync(join(folder, 'merged.html'), 'utf8')
  expect(text).not.toContain('<figure')
  expect(text).toContain('do not carry the manifests')
})

describe('a page stays small', () => {
  test('of 60 components: less than 2 MB', async () => {
    const { text } = await pageOf({ 'ai-system.yaml': generated(60) })
    expect(text.match(/<g class="component /g)?.length).toBe(60)
    expect(Buffer.byteLength(text)).toBeLessThan(2_000_000)
  })

  test('of each of a hundred systems it takes less than 200 kB', async () => {
    const names = readdirSync('test/corpus')
      .filter((name) => name.endsWith('.ai-system.yaml'))
      .slice(0, 20)
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join('test/corpus', name), 'utf8')]))
    const { text } = await pageOf(files)
    expect(names).toHaveLength(20)
    expect(Buffer.byteLength(text) / names.length).toBeLessThan(200_000)
  })
})
