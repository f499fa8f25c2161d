import { appendFileSync, cpSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { reporterNames } from '../../src/report/reporters.ts'
import { folderWith, type Scene } from '../cli/run.ts'
import { CachedScene, files, rule } from './scene.ts'

const all = ['a/ai-system.yaml', 'b/ai-system.yaml', 'c/ai-system.yaml']
let scene: CachedScene

beforeEach(() => {
  scene = new CachedScene()
})

/** The run with the cache says what the run without it says; gives what it judged anew. */
async function same(args: readonly string[] = [], how: Scene = {}): Promise<readonly string[]> {
  const plain = await scene.plain(args, how)
  const { judged, ...cached } = await scene.cached(args, how)
  expect(cached).toEqual(plain)
  return judged
}

describe('a report with the cache is the same', () => {
  test.each(reporterNames)('%s', async (format) => {
    expect(await same(['-f', format])).toEqual(all)
    expect(await same(['-f', format])).toEqual([])
    appendFileSync(join(scene.cwd, all[0] as string), '# more\n')
    expect(await same(['-f', format])).toEqual([all[0]])
    expect(await same(['-f', format])).toEqual([])
  })

  test('in files, and with an exit code', async () => {
    const args = ['-f', 'json=out.json', '-f', 'sarif=out.sarif', '-f', 'compact']
    const written = () => ['out.json', 'out.sarif'].map((file) => readFileSync(join(scene.cwd, file), 'utf8'))
    await scene.plain(args)
    const before = written()
    for (const judged of [all, []]) {
      for (const file of ['out.json', 'out.sarif']) rmSync(join(scene.cwd, file))
      expect(await scene.cached(args)).toMatchObject({ code: 1, judged })
      expect(written()).toEqual(before)
    }
  })

  test('for hundreds of manifests, which are packed', async () => {
    const small = 'atlaslint: 1\nsystem: { name: Small }\ncomponents: { a: { kind: agent }, b: { kind: outsider } }\n'
    for (let number = 0; number < 400; number++) scene.write(`many/${number}.ai-system.yaml`, `${small}# ${number}\n`)
    expect(await same(['many', '-f', 'pretty'])).toHaveLength(400)
    expect(await same(['many', '-f', 'csv'])).toEqual([])
    appendFileSync(join(scene.cwd, 'many/7.ai-system.yaml'), '# more\n')
    for (const judged of [['many/7.ai-system.yaml'], []]) expect(await same(['many', '-f', 'sarif'])).toEqual(judged)
  })
})

/** What may change between two runs, and which manifests have to be judged again. */
const changes: readonly (readonly [what: string, judged: readonly string[], change: () => void])[] = [
  ['nothing', [], () => {}],
  ['a manifest', ['b/ai-system.yaml'], () => scene.write('b/ai-system.yaml', `${files[all[0] as string]}# other\n`)],
  ['a new manifest', ['d/ai-system.yaml'], () => scene.write('d/ai-system.yaml', files[all[0] as string] as string)],
  ['a manifest less', [], () => rmSync(join(scene.cwd, 'b/ai-system.yaml'))],
  ['the name of a folder', ['e/ai-system.yaml'], () => renameSync(join(scene.cwd, 'b'), join(scene.cwd, 'e'))],
  ['evidence that has come', ['b/ai-system.yaml'], () => scene.write('b/proof.md', 'It works.\n')],
  ['a rule file', all, () => scene.write('rules/mine.yaml', rule('low'))],
  ['a new rule file', all, () => scene.write('rules/other.yaml', rule('low').replace('id: mine', 'id: yours'))],
  ['the configuration', all, () => scene.write('atlaslint.config.yaml', 'rules: [rules]\n')],
  ['a nearer configuration', all, () => scene.write('b/atlaslint.config.yaml', 'severity: { unused-owner: off }\n')],
  ['the teams', all, () => scene.write('teams.yaml', 'others: { name: Others, contact: others@example.com }\n')],
  ['CODEOWNERS', all, () => scene.write('CODEOWNERS', '/a/ @acme/mail\n')],
  ['the decisions', all, () => scene.write('decisions.yaml', `${files['decisions.yaml']}`.replace('2027', '2026'))],
  ['the baseline', all, () => scene.write('atlaslint-baseline.json', `${files['atlaslint-baseline.json']} `)],
  ['no baseline', all, () => rmSync(join(scene.cwd, 'atlaslint-baseline.json'))],
]

describe('a change is seen', () => {
  test.each(changes)('%s', async (_what, judged, change) => {
    expect(await same()).toEqual(all)
    change()
    expect(await same()).toEqual(judged)
  })

  test('evidence that has gone', async () => {
    scene.write('b/proof.md', 'It works.\n')
    await same()
    rmSync(join(scene.cwd, 'b/proof.md'))
    expect(await same()).toEqual(['b/ai-system.yaml'])
  })

  test('the day', async () => {
    await same(['--now', '2026-11-24'])
    expect(await same(['--now', '2026-11-25'])).toEqual(all)
    expect(await same()).toEqual([])
  })

  test('the program', async () => {
    const data = folderWith({})
    cpSync('dist', data, { recursive: true })
    expect(await same([], { data })).toEqual(all)
    expect(await same([], { data })).toEqual([])
    for (const file of ['cli.cjs', 'rules.bin', 'rules.json', 'rules.jsonl', 'catalog.json']) {
      appendFileSync(join(data, file), '\n')
      expect(await same([], { data })).toEqual(all)
    }
  })

  test('the catalog', async () => {
    const catalog = readFileSync('dist/catalog-full.json', 'utf8')
    scene.write('catalog.json', catalog)
    const judged = await same(['--catalog', 'catalog.json'])
    expect(judged).toEqual(all)
    expect(await same(['--catalog', 'catalog.json'])).toEqual([])
    scene.write('catalog.json', catalog.replaceAll('LLM Prompt Injection', 'Prompt Injection'))
    expect(await same(['--catalog', 'catalog.json'])).toEqual(all)
  })

  test.each([
    ['-q'],
    ['--strict'],
    ['--exit-zero'],
    ['--fail-on', 'critical'],
    ['--max-details', '1'],
    ['--show-accepted'],
    ['--color', 'always'],
    ['--no-baseline'],
    ['--ignore-decisions'],
    ['--no-config'],
    ['--shard', '1/2'],
    ['-f', 'sarif', '--path-base', 'a'],
    ['-f', 'sarif', '--sarif-suppressed'],
    ['-f', 'sarif', '--sarif-line-hash'],
    ['-f', 'json', '-f', 'csv=out.csv'],
    ['a'],
    ['a', 'b'],
    ['--summary', 'summary.md'],
    ['--update-baseline'],
  ])('the options %s %s %s %s', async (...args) => {
    const plain = await scene.plain(args)
    scene.write('atlaslint-baseline.json', files['atlaslint-baseline.json'] as string)
    await scene.cached()
    const { judged: _, ...cached } = await scene.cached(args)
    expect(cached).toEqual(plain)
  })

  test.each([
    [{ isTTY: true }],
    [{ isTTY: true, env: { LANG: 'C.UTF-8' } }],
    [{ isTTY: true, env: { NO_COLOR: '1' } }],
    [{ env: { FORCE_COLOR: '1' } }],
    [{ env: { SOURCE_DATE_EPOCH: '1000000000' } }],
    [{ env: { ATLASLINT_CONFIG: 'a/none.yaml' } }],
  ])('the terminal and the environment: %j', async (how) => {
    scene.write('a/none.yaml', 'severity: { unused-owner: off }\n')
    await scene.cached()
    await same([], how)
  })
})

test('a format that shows details gets them, also of manifests that were judged for another', async () => {
  for (const judged of [all, []]) {
    expect(await same(['-f', 'json'])).toEqual(judged)
    expect(await same(['-f', 'html'])).toEqual(judged)
  }
})

test('manifests that a run over others looked into are looked into again', async () => {
  await scene.plain(['--update-baseline', '-q'])
  scene.write('a/ai-system.yaml', (files['a/ai-system.yaml'] as string).replace('can: [send-messages]', 'can: []'))
  const twin = (name: string) => scene.write('c/ai-system.yaml', `atlaslint: 1\nsystem: { name: ${name} }\n`)
  for (const name of ['Mail helper', 'Other', 'Mail helper']) {
    twin(name)
    await same(['a', '-f', 'json'])
  }
})

test('a larger --max-file-size, by which more entries are judged', async () => {
  const many = Array.from({ length: 2100 }, (_, number) => `  a${number}: { kind: database }`).join('\n')
  scene.write('d/ai-system.yaml', `atlaslint: 1\nsystem: { name: Large }\ncomponents:\n${many}\n`)
  for (const size of ['2000000', '1048576']) expect(await same(['--max-file-size', size])).toContain('d/ai-system.yaml')
  expect((await scene.cached(['d', '-f', 'compact'])).stdout).toContain('too-many')
})

test('a shard of another run, in which only a manifest of another shard has another name', async () => {
  const args = ['--shard', '1/2', '-f', 'json']
  await same(args)
  renameSync(join(scene.cwd, 'b'), join(scene.cwd, 'bb'))
  expect(await same(args)).toEqual([])
})

test('two runs that alternate both keep what they found', async () => {
  for (const judged of [all, []]) {
    expect(await same(['-f', 'json', '--no-config'])).toEqual(judged)
    expect(await same(['-f', 'pretty'])).toEqual(judged)
  }
})

test('decisions that git or a pipe decides about are judged every time', async () => {
  const piped = { stdin: files[all[0] as string] as string }
  await scene.cached(['-'], piped)
  expect(await scene.cached(['-'], piped)).toMatchObject({ stderr: '' })
  expect((await scene.cached(['-'], { stdin: 'nonsense' })).stdout).toBe(
    (await scene.plain(['-'], { stdin: 'nonsense' })).stdout,
  )
})
