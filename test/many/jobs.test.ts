import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isUnchanged, statesOf, type Task } from '../../src/cli/jobs/task.ts'
import { work } from '../../src/cli/jobs/worker.ts'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import type { Threads } from '../../src/cli/surroundings.ts'
import { reporterNames } from '../../src/report/reporters.ts'
import { copyOfPackage, type Run, runBin } from '../build/package.ts'
import { files } from '../cache/scene.ts'
import { folderWith, type Outcome, runIn } from '../cli/run.ts'
import { systems } from './systems.ts'

/** Everything that a report can depend on: configuration, rules, decisions, evidence, baseline, manifests that are not valid. */
async function richFolder(): Promise<string> {
  const cwd = folderWith({ ...files, ...systems })
  await runIn(cwd, ['--update-baseline', '--exit-zero', 'b'], { engine: lintEngine })
  return cwd
}

const plain = ({ code, stdout, stderr }: Outcome | Run) => ({ code, stdout, stderr })

/** A thread that is done before anybody looks: it judges all that the first one has not taken. */
function eager(started: Task[]): Threads {
  return {
    cores: () => 4,
    start: (task) => {
      const sent: unknown[] = []
      let isDone = false
      started.push(task as Task)
      return () => {
        if (!isDone)
          work(structuredClone(task) as Task, { engine: lintEngine, env: {}, send: (told) => sent.push(told) })
        isDone = true
        return sent.shift()
      }
    },
  }
}

const lazy: Threads = { cores: () => 4, start: () => () => undefined }

describe('whoever judges, the report is the same', () => {
  const options = ['--now', '2026-11-24', '--show-accepted']
  test.each(reporterNames)('%s', async (format) => {
    const cwd = await richFolder()
    const argv = [...options.slice(0, 2), '-f', format]
    const alone = plain(await runIn(cwd, [...argv, '--jobs', '1'], { engine: lintEngine }))
    expect(alone.stdout.length).toBeGreaterThan(100)
    const started: Task[] = []
    const shared = plain(await runIn(cwd, [...argv, '--jobs', '3'], { engine: lintEngine, threads: eager(started) }))
    expect(started).toHaveLength(2)
    expect(shared).toEqual(alone)
  })

  test.each([
    ['accepted findings shown', options],
    ['none in full', ['--max-details', '0']],
    ['a few in full', ['--max-details', '7']],
    ['quiet', ['-q']],
    ['compact beside pretty', ['-f', 'pretty', '-f', 'compact=out.txt']],
    ['a summary', ['-f', 'compact', '--summary', 'summary.md']],
    ['a file that is too large', ['--max-file-size', '9000']],
    ['strict', ['--strict', '--fail-on', 'critical']],
    ['an audit', ['--ignore-decisions']],
    ['no baseline', ['--no-baseline']],
    ['decisions from elsewhere', ['--decisions', 'decisions.yaml', '--no-config']],
    ['rules from elsewhere', ['--rules', 'rules/mine.yaml', '--no-config']],
    ['a shard', ['--shard', '2/2', '-f', 'json']],
    ['a page', ['-f', 'html']],
    ['the baseline written', ['--update-baseline', '--prune']],
  ])('%s', async (_, argv) => {
    const outcomes = []
    for (const threads of [undefined, lazy, eager([])]) {
      const cwd = await richFolder()
      const jobs = ['--jobs', '2', '--now', '2026-11-24', ...argv]
      const scene = { engine: lintEngine, ...(threads === undefined ? {} : { threads }) }
      const outcome = plain(await runIn(cwd, jobs, scene))
      const left = ['out.txt', 'summary.md', 'atlaslint-baseline.json'].map((name) => join(cwd, name))
      outcomes.push({ ...outcome, left: left.map((file) => existsSync(file) && readFileSync(file, 'utf8')) })
    }
    expect(outcomes[1]).toEqual(outcomes[0])
    expect(outcomes[2]).toEqual(outcomes[0])
  })
})

describe('one thread does all', () => {
  test.each([
    ['when asked to', ['--jobs', '1']],
    ['for a few manifests', []],
    ['from standard input', ['--jobs', '2', '-']],
    ['with a cache', ['--jobs', '2', '--cache', 'cache']],
  ])('%s', async (_, argv) => {
    const started: Task[] = []
    const env = { XDG_CACHE_HOME: folderWith({}) }
    const scene = { engine: lintEngine, threads: eager(started), stdin: 'atlaslint: 1\n', env }
    await runIn(folderWith(systems), argv, scene)
    expect(started).toEqual([])
  })
})

test('many manifests, or large ones, are shared without being told', async () => {
  const small = 'atlaslint: 1\nsystem: { name: x }\n'
  const large = `${small}#${'-'.repeat(700_000)}\n`
  for (const [number, text, starts] of [
    [1999, small, 0],
    [2000, small, 3],
    [16, large, 3],
    [15, large, 0],
  ] as const) {
    const named = Array.from({ length: number }, (_, index) => [`${index}.ai-system.yaml`, text] as const)
    const started: Task[] = []
    await runIn(folderWith(Object.fromEntries(named)), [], { engine: lintEngine, threads: eager(started) })
    expect(started).toHaveLength(starts)
  }
})

test('a thread that finds other rules than the first one judges nothing', async () => {
  const cwd = await richFolder()
  const started: Task[] = []
  await runIn(cwd, ['--jobs', '2'], { engine: lintEngine, threads: eager(started) })
  const [task] = started as [Task]
  expect(task.shared.map(({ name }) => name)).toContain('rules/mine.yaml')
  expect(isUnchanged(task)).toBe(true)
  writeFileSync(join(cwd, 'rules/mine.yaml'), 'rules: []\n')
  expect(statesOf(task.shared)).not.toEqual(task.states)
  expect(isUnchanged(task)).toBe(false)
})

describe('real threads', () => {
  function manySystems(): string {
    const cwd = folderWith(systems)
    for (let index = 0; index < 40; index++) {
      mkdirSync(join(cwd, `more${index}`))
      writeFileSync(join(cwd, `more${index}`, 'ai-system.yaml'), systems['b/ai-system.yaml'] as string)
    }
    return cwd
  }

  function runNoted(program: string, cwd: string, argv: readonly string[], end = ''): Run & { readonly noted: string } {
    const note = join(cwd, 'threads-note.txt')
    writeFileSync(note, '')
    const env = { ...process.env, THREADS_NOTE: note, THREADS_END: end }
    const hook = ['--require', resolve('test/many/threads.cjs')]
    const run = runBin(program, ['--now', '2026-11-24', ...argv], { cwd, env }, hook)
    return { ...run, noted: readFileSync(note, 'utf8') }
  }

  const program = resolve('.')

  test('judge, and the bytes are the same', () => {
    const cwd = manySystems()
    const alone = runNoted(program, cwd, ['--jobs', '1', '-f', 'json'])
    expect(alone.noted).toBe('')
    expect(alone.code).toBe(1)
    for (const jobs of ['2', '3']) {
      const { noted, ...shared } = runNoted(program, cwd, ['--jobs', jobs, '-f', 'json'])
      expect(noted.split('thread').length).toBe(Number(jobs))
      expect(noted).toContain('+')
      expect(plain(shared)).toEqual(plain(alone))
    }
  })

  test.each(['throws', 'exits'])(
    'one that %s changes nothing',
    (end) => {
      const cwd = manySystems()
      const alone = runNoted(program, cwd, ['--jobs', '1'])
      const shared = runNoted(program, cwd, ['--jobs', '2'], end)
      expect(shared.noted).toBe('thread ')
      expect(plain(shared)).toEqual(plain(alone))
    },
    40_000,
  )
})

test('a bug ends the run as it does with one thread, whoever meets it', async () => {
  const data = join(copyOfPackage(), 'dist')
  const rules = join(data, 'rules.jsonl')
  const [head, ...lines] = readFileSync(rules, 'utf8').split('\n')
  writeFileSync(rules, [head, ...lines.map((line) => ' '.repeat(line.length))].join('\n'))
  const cwd = folderWith(systems)
  const run = (jobs: string, threads: Threads) =>
    runIn(cwd, ['--jobs', jobs], { engine: lintEngine, data, threads }).then(plain)
  const alone = await run('1', lazy)
  expect(alone).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('internal error: ') })
  const started: Task[] = []
  expect(await run('2', eager(started))).toEqual(alone)
  expect(started).toHaveLength(1)
  expect(await run('2', lazy)).toEqual(alone)
})
