/** Files are written whole or not at all, and what cannot be written is a clear error with exit code 2. */

import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifest, temporaryFolder } from '../build/package.ts'

const bin = resolve('bin/atlaslint.js')
const isLinux = process.platform === 'linux'
const isRoot = process.getuid?.() === 0

/** A folder that everybody may read, with some manifests and a report of an earlier run. */
function folderOf(manifests: number): string {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  for (let index = 0; index < manifests; index++) writeFileSync(join(folder, `m${index}.ai-system.yaml`), manifest)
  writeFileSync(join(folder, 'out.json'), 'earlier')
  return folder
}

function lint(folder: string, argv: readonly string[], shell = '', more: object = {}) {
  const command = `${shell} exec "$0" "$@"`
  const args = ['-c', command, process.execPath, bin, '--now', '2026-11-24', ...argv]
  const { status, stdout, stderr } = spawnSync('bash', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
    timeout: 30_000,
    ...more,
  })
  return { code: status, stdout, stderr }
}

const left = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'))
const earlier = (folder: string): void => {
  expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe('earlier')
  expect(left(folder)).toEqual([])
}

describe.runIf(isLinux)('a disk that is full', () => {
  test('the file is as it was, and nothing lies beside it', () => {
    const folder = folderOf(20)
    // Node ends with a signal at the limit unless it is told not to.
    const { code, stderr } = lint(folder, ['-f', 'json=out.json'], "trap '' XFSZ; ulimit -f 8;", {
      env: { ...process.env, ATLASLINT_NO_CACHE: '1' },
    })
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /^atlaslint: cannot write .*out\.json: it would be larger than files may be here\n$/,
      ),
    })
    earlier(folder)
  })

  test('a step summary keeps what others have written, and no half of ours', () => {
    const folder = folderOf(60)
    writeFileSync(join(folder, 'summary.md'), 'of others\n')
    const { code, stderr } = lint(folder, ['--summary', 'summary.md'], "trap '' XFSZ; ulimit -f 8;", {
      env: { ...process.env, ATLASLINT_NO_CACHE: '1' },
    })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/cannot write .*summary\.md/) })
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe('of others\n')
  })

  test.each([['--help'], ['--version'], ['lint'], ['lint', '-f', 'json'], ['rules', 'list'], ['init', '--list']])(
    'stdout: %s %s %s',
    (...argv) => {
      const folder = folderOf(1)
      const { status, stderr } = spawnSync('bash', ['-c', '"$0" "$@" >/dev/full', process.execPath, bin, ...argv], {
        cwd: folder,
        encoding: 'utf8',
      })
      expect({ status, stderr }).toEqual({ status: 2, stderr: 'atlaslint: cannot write to stdout: the disk is full\n' })
    },
  )

  test('stderr: nobody can be told, and the exit code stays', () => {
    const code = (argv: string) => lint(folderOf(1), [], `"$0" "$1" ${argv} 2>/dev/full; exit $?;`).code
    expect(code('nowhere.yaml')).toBe(2)
    expect(code('--update-baseline')).toBe(0)
  })
})

describe.runIf(isLinux)('a reader that leaves', () => {
  test.each(['json', 'compact', 'pretty'])('%s', (format) => {
    const folder = folderOf(60)
    const script = `"$0" "$@" | head -n 1 >/dev/null; exit \${PIPESTATUS[0]}`
    const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, bin, '-f', format], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  })
})

describe.runIf(isLinux)('a run that is interrupted', () => {
  /** Starts a run with a large report, and sends the signal as soon as it is being written. */
  async function interrupted(signal: NodeJS.Signals) {
    const folder = folderOf(400)
    const child = spawn(process.execPath, [bin, '--now', '2026-11-24', '-f', 'json=out.json', '-f', 'csv'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const end = new Promise<{ code: number | null; signal: string | null }>((done) =>
      child.on('exit', (code, by) => done({ code, signal: by })),
    )
    const watch = setInterval(() => {
      if (left(folder).length === 0) return
      clearInterval(watch)
      child.kill(signal)
    }, 0)
    const how = await end
    clearInterval(watch)
    return { folder, how, out: readFileSync(join(folder, 'out.json'), 'utf8') }
  }

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s: the file is whole, then the run ends by the signal',
    async (signal) => {
      const { folder, how, out } = await interrupted(signal)
      expect(how).toEqual({ code: null, signal })
      expect(JSON.parse(out).manifests).toHaveLength(400)
      expect(left(folder)).toEqual([])
    },
  )

  test('SIGKILL: the file is as it was; what is left does not stop a later run', async () => {
    const { folder, how, out } = await interrupted('SIGKILL')
    expect(how).toEqual({ code: null, signal: 'SIGKILL' })
    expect(out).toBe('earlier')
    // As in a container, where every run has the number that the one before had.
    const guard = join(folder, 'guard.cjs')
    writeFileSync(guard, "Object.defineProperty(process, 'pid', { value: 1 })")
    writeFileSync(join(folder, '.out.json.1.tmp'), 'half')
    const { code } = lint(folder, ['-f', 'json=out.json', 'm0.ai-system.yaml'], '', {
      env: { ...process.env, NODE_OPTIONS: `--require ${guard}` },
    })
    expect(code).toBe(1)
    expect(existsSync(join(folder, '.out.json.1.tmp'))).toBe(false)
    expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).manifests).toHaveLength(1)
  })

  test('a shell sees 130', () => {
    const script = `sleep 3 | "$0" "$@" - & sleep 1; kill -INT $!; wait $!; exit $?`
    const { status } = spawnSync('bash', ['-mc', script, process.execPath, bin], {
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: 30_000,
    })
    expect(status).toBe(130)
  })
})

describe('what stands in the place of the file', () => {
  const writers: readonly (readonly [string, readonly string[], string])[] = [
    ['a report', ['-f', 'json=out.json'], 'out.json'],
    ['SARIF', ['-f', 'sarif=out.json'], 'out.json'],
    ['the baseline', ['--update-baseline', 'base.json'], 'base.json'],
    [
      'a decision',
      [
        'accept',
        '--technique',
        'AML.T0051',
        '--on',
        'agent',
        '--reason',
        'x',
        '--owner',
        'o',
        '--expires',
        '2026-12-31',
        '--to',
        'decisions',
        '--decisions',
        'd.yaml',
      ],
      'd.yaml',
    ],
    ['a catalog', ['catalog', 'import', 'atlas.yaml', '-o', 'c.json'], 'c.json'],
  ]

  test.each(writers)('%s: a folder is an error', (_, argv, file) => {
    const folder = folderOf(1)
    writeFileSync(join(folder, 'atlas.yaml'), '')
    if (file === 'out.json') writeFileSync(join(folder, 'x'), '')
    const target = file === 'out.json' ? 'folder' : file
    mkdirSync(join(folder, target))
    const { code, stdout, stderr } = lint(
      folder,
      argv.map((word) => word.replace('out.json', 'folder')),
    )
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toMatch(/internal error/)
    expect(left(folder)).toEqual([])
  })

  // Not with a device: were this broken, root would lose it.
  test.runIf(isLinux)('a pipe is written to, and stays one', () => {
    const folder = folderOf(1)
    const { code } = lint(
      folder,
      ['-f', 'csv=pipe'],
      'mkfifo pipe; timeout 20 cat pipe >read & "$0" "$@"; code=$?; wait; exit $code;',
    )
    expect(code).toBe(1)
    expect(lstatSync(join(folder, 'pipe')).isFIFO()).toBe(true)
    expect(readFileSync(join(folder, 'read'), 'utf8')).toMatch(/m0\.ai-system\.yaml/)
  })

  test.each([
    ['a link to a file', 'other.json'],
    ['a link to nothing', 'nowhere.json'],
  ])('%s is neither followed nor replaced', (_, target) => {
    const folder = folderOf(1)
    writeFileSync(join(folder, 'other.json'), 'of others')
    symlinkSync(target, join(folder, 'link.json'))
    const { code, stderr } = lint(folder, ['-f', 'json=link.json'])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/link\.json: it is a symbolic link; name the file that it points to\n$/),
    })
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'other.json'), 'utf8')).toBe('of others')
    expect(existsSync(join(folder, 'nowhere.json'))).toBe(false)
  })

  test('permissions stay', () => {
    const folder = folderOf(1)
    chmodSync(join(folder, 'out.json'), 0o640)
    expect(lint(folder, ['-f', 'json=out.json']).code).toBe(1)
    expect(statSync(join(folder, 'out.json')).mode & 0o777).toBe(0o640)
  })

  test.runIf(isLinux && isRoot)('the owner stays, also when root writes', () => {
    const folder = folderOf(1)
    spawnSync('chown', ['65534:65534', join(folder, 'out.json')])
    expect(lint(folder, ['-f', 'json=out.json']).code).toBe(1)
    expect(statSync(join(folder, 'out.json'))).toMatchObject({ uid: 65534, gid: 65534 })
  })

  test('a folder that may not be written to', () => {
    const folder = folderOf(1)
    chmodSync(folder, 0o555)
    // Root may write everywhere.
    const { code, stderr } = lint(folder, ['-f', 'json=out.json'], '', isRoot ? { uid: 65534, gid: 65534 } : {})
    chmodSync(folder, 0o755)
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/cannot write .*out\.json: permission denied\n$/),
    })
    earlier(folder)
  })
})
