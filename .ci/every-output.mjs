/**
 * Writes everything that the program can say about the examples into a folder, one file each:
 * `node .ci/every-output.mjs <node> <bin/atlaslint.js> <folder> [option of lint]…`. Two folders that differ in a byte are a defect:
 * neither the version of Node, nor the locale, the time zone, the order of the files or the number of workers may show.
 * With REVERSED=1 the files are named in reverse.
 */

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const [node, program, folder, ...more] = process.argv.slice(2)
const files = readdirSync('examples', { recursive: true })
  .filter((name) => name.endsWith('ai-system.yaml'))
  .map((name) => join('examples', name))
  .sort()
const [one] = files
if (process.env.REVERSED === '1') files.reverse()
const now = ['--now', '2026-01-01']

function run(...argv) {
  const { status, stdout, stderr } = spawnSync(node, [program, ...argv], { encoding: 'utf8', maxBuffer: 1e9 })
  return { status, stdout, stderr }
}

/** The values that an option takes, as the message about a wrong one lists them. */
function choices(...argv) {
  const { stderr } = run(...argv, 'no-such-choice')
  return (/Allowed(?::| choices are) ([a-z\d, -]+)/.exec(stderr)?.[1] ?? '').trim().split(', ')
}

function keep(name, { status, stdout, stderr }) {
  if (status === null || status > 1) throw new Error(`${name} exits with ${status}: ${stderr}`)
  writeFileSync(join(folder, name), `${status}\n${stderr}\n${stdout}`)
}

mkdirSync(folder, { recursive: true })
const formats = choices('lint', '-f')
const targets = formats.flatMap((format) => ['-f', `${format}=${resolve(folder, `lint.${format}`)}`])
keep('lint', run('lint', ...files, ...now, '--show-accepted', ...more, ...targets))
keep('lint-to-a-terminal', run('lint', one, ...now, '--color', 'always'))
keep('coverage', run('coverage', ...files, ...now))
keep('portfolio', run('portfolio', ...files, ...now, '--json'))
keep('plan', run('plan', one, ...now))
keep('incidents', run('incidents', one, ...now, '--all'))
keep('why', run('why', one, 'system', 'AML.T0051', ...now))
keep('explain', run('explain', 'AML.T0051'))
keep('rules', run('rules', 'list', '--json'))
keep('catalog', run('catalog', 'list'))
keep('diff', run('catalog', 'diff', '5.6.1', '2026.09', '--json'))
keep('config', run('config', 'show', '--json', '--no-config'))
if (run('graph', '--help').stdout.startsWith('Usage: atlaslint graph'))
  for (const format of choices('graph', one, '-f')) keep(`graph.${format}`, run('graph', one, '-f', format, ...now))
console.log(`${readdirSync(folder).length} outputs`)
