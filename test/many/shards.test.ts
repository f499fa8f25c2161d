import { describe, expect, test } from 'vitest'
import { atlaslint, folderOfSystems, systems, text } from './systems.ts'

const names = Object.keys(systems).sort()

const namesIn = (json: string): string[] => (JSON.parse(json).manifests as { file: string }[]).map(({ file }) => file)

test.each([1, 2, 3, 7, 20])('%i shards: each manifest in exactly one, and as even as it goes', async (count) => {
  const cwd = folderOfSystems()
  const shares: string[][] = []
  for (let index = 1; index <= count; index++) {
    const { stdout } = await atlaslint(cwd, 'lint', '--shard', `${index}/${count}`, '-f', 'json')
    expect(JSON.parse(stdout).shard).toMatchObject({ index, count })
    shares.push(namesIn(stdout))
  }
  expect(shares.flat().sort()).toEqual(names)
  const sizes = shares.map((share) => share.length)
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  for (const share of shares) expect(share).toEqual(share.toSorted())
})

test('an empty shard is no error, and says so; an empty folder stays one', async () => {
  const cwd = folderOfSystems({ 'none/x': '' })
  const { code, stderr } = await atlaslint(cwd, 'lint', '--shard', '9/9')
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'atlaslint: shard 9/9 is empty: there are 8 manifests\n' })
  expect((await atlaslint(cwd, 'lint', 'none', '--shard', '1/2')).code).toBe(2)
})

test('the exit code is that of the share', async () => {
  const cwd = folderOfSystems()
  const codes = await Promise.all(
    names.map(async (_, index) => (await atlaslint(cwd, '--shard', `${index + 1}/${names.length}`)).code),
  )
  expect(codes[names.indexOf('f/quiet.ai-system.yaml')]).toBe(0)
  expect(codes[names.indexOf('b/c/ai-system.yml')]).toBe(1)
})

test.each(['0/3', '4/3', '1', '1/0', '-1/2', '1/2/3', 'a/b', '1.5/2', '1/10000000', ''])(
  '--shard %o is refused',
  async (value) => {
    const { code, stderr } = await atlaslint(folderOfSystems(), 'lint', '--shard', value)
    expect(code).toBe(2)
    expect(stderr).toMatch(/Write i\/n with i from 1 to n/)
  },
)

test('a shard takes no standard input and writes no baseline', async () => {
  const cwd = folderOfSystems()
  for (const options of [['-'], ['--stdin-filename', 'x.yaml'], ['--update-baseline'], ['--prune']]) {
    const { code, stderr } = await atlaslint(cwd, 'lint', '--shard', '1/2', ...options)
    expect({ options, code }).toEqual({ options, code: 2 })
    expect(stderr).toMatch(/--shard/)
  }
})

describe('the run that a shard belongs to', () => {
  const runOf = async (cwd: string, ...options: string[]): Promise<string> => {
    const { stdout } = await atlaslint(cwd, 'lint', '-f', 'json', ...options)
    return JSON.parse(stdout).shard.run
  }

  test('is the same in all shards, however their reports look', async () => {
    const cwd = folderOfSystems()
    const run = await runOf(cwd, '--shard', '1/3')
    expect(await runOf(cwd, '--shard', '2/3')).toBe(run)
    expect(await runOf(cwd, '--shard', '3/3', '--max-details', '3', '-q', '--color', 'never')).toBe(run)
  })

  test('changes with the options, the manifests, and what is in shared files', async () => {
    const cwd = folderOfSystems({ 'atlaslint.config.yaml': 'fail-on: high\n' })
    const other = folderOfSystems({ 'atlaslint.config.yaml': 'fail-on: low\n' })
    const more = folderOfSystems({ 'atlaslint.config.yaml': 'fail-on: high\n', 'z/ai-system.yaml': 'x' })
    const shard = ['--shard', '1/2']
    const runs = [
      await runOf(cwd, ...shard),
      await runOf(cwd, ...shard, '--strict'),
      await runOf(cwd, ...shard, '--now', '2026-01-01'),
      await runOf(cwd, '--shard', '1/3'),
      await runOf(other, ...shard),
      await runOf(more, ...shard),
    ]
    expect(new Set(runs).size).toBe(runs.length)
    expect(text(cwd, 'atlaslint.config.yaml')).toMatch(/high/)
  })
})
