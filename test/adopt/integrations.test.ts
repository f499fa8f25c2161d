/** The files for pipelines: they are YAML of the right shape, name this release, and their scripts do what they say, with npx in disguise. */

import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { reporters } from '../../src/report/reporters.ts'
import { folderWith } from '../cli/run.ts'

const root = join(import.meta.dirname, '../..')
const text = (file: string): string => readFileSync(join(root, file), 'utf8')
const { version } = JSON.parse(text('package.json')) as { version: string }
const files = [
  'action.yml',
  'integrations/github/atlaslint.yml',
  'integrations/gitlab/atlaslint.gitlab-ci.yml',
  'integrations/azure/atlaslint-steps.yml',
  'integrations/pre-commit/.pre-commit-hooks.yaml',
  'integrations/pre-commit/package.json',
  'docs/adopt.md',
]

test.each(files)('%s names this release, and no other', (file) => {
  const named = [...text(file).matchAll(/\b0\.\d+\.\d+\b/g)].map(([each]) => each)
  expect(named.length).toBeGreaterThan(0)
  expect([...new Set(named)]).toEqual([version])
})

describe('docs/adopt.md', () => {
  const page = text('docs/adopt.md')

  test('shows files as they are', () => {
    const shown = [...page.matchAll(/<!-- file: (.+?) -->\n```\w*\n([\s\S]*?)```/g)]
    expect(shown.length).toBeGreaterThan(0)
    for (const [, file, content] of shown) expect(content).toBe(text(file as string))
  })

  test('shows the hook that is tried with a real pre-commit', () => {
    const block = [...page.matchAll(/```yaml\n(repos:[\s\S]*?)```/g)].map(([, yaml]) => yaml as string)[0] ?? ''
    const shown = (load(block) as { repos: { hooks: object[] }[] }).repos[0]?.hooks[0]
    const script = /^YAML$|<<YAML\n(repos:\n {2}- repo: local[\s\S]*?)^YAML$/gm
    const tried = [...text('.ci/pre-commit-test.sh').matchAll(script)].flatMap(([, yaml]) => yaml ?? [])[0] ?? ''
    const hook = (load(tried.replaceAll('\\$', '$').replaceAll('\\\\', '\\')) as { repos: { hooks: object[] }[] })
      .repos[0]?.hooks[0]
    expect({ ...hook, entry: '', language_version: '', additional_dependencies: '' }).toEqual({
      ...shown,
      entry: '',
      language_version: '',
      additional_dependencies: '',
    })
  })

  test('names options and commands that there are', () => {
    const help = ['lint', 'init', 'accept'].map((command) => helpOf(command)).join('')
    const options = [...page.matchAll(/(?:^\$|`)(?: *npx)?[^`\n]*?atlaslint[^`\n]*/gm)].flatMap(
      ([line]) => line.match(/ --[a-z][a-z-]+/g) ?? [],
    )
    const others = ['--yes', '--save-dev', '--save-exact', '--rm', '--network', '--read-only', '--no-install']
    const unknown = options
      .map((option) => option.trim())
      .filter((option) => !others.includes(option) && !help.includes(option))
    expect(options.length).toBeGreaterThan(8)
    expect(unknown).toEqual([])
  })
})

function helpOf(command: string): string {
  const argv = [join(root, 'bin/atlaslint.js'), ...command.split(' '), '--help'].filter((word) => word !== '')
  return spawnSync(process.execPath, argv, { encoding: 'utf8' }).stdout
}

/** Runs a script of a pipeline, with an npx that writes down its arguments and leaves reports as a run does. */
function runScript(
  script: string,
  env: Record<string, string>,
  code = 0,
  files: Readonly<Record<string, string>> = {},
) {
  const cwd = folderWith(files)
  const report = code < 2 ? ': >new.sarif\nmv new.sarif atlaslint.sarif\n' : ''
  const npx = `#!/bin/sh\nfor each; do printf "%s\\n" "$each"; done >arguments\n${report}exit $CODE\n`
  writeFileSync(join(cwd, 'npx'), npx)
  chmodSync(join(cwd, 'npx'), 0o755)
  const variables = {
    PATH: `${cwd}:${process.env.PATH}`,
    GITHUB_OUTPUT: join(cwd, 'outputs'),
    CODE: String(code),
    ...env,
  }
  const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-c', script], {
    cwd,
    env: variables,
    encoding: 'utf8',
  })
  const read = (name: string) => (existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), 'utf8') : '')
  return { status, stderr, arguments: read('arguments').trimEnd().split('\n'), outputs: read('outputs'), cwd }
}

const formatsIn = (words: readonly string[]): string[] =>
  words.flatMap((word, index) => (words[index - 1] === '-f' ? [word.split('=')[0] as string] : []))

describe('the GitHub action', () => {
  const action = load(text('action.yml')) as {
    inputs: Record<string, { description: string; default: string }>
    runs: { using: string; steps: { run: string; env: Record<string, string>; shell: string; uses?: string }[] }
  }
  const [step] = action.runs.steps
  const defaults = { LINT_PATHS: '', FAIL_ON: '', CONFIG: '', VERSION: version, SARIF: 'atlaslint.sarif' }

  test('is composite, of one step that uses no other action', () => {
    expect([action.runs.using, action.runs.steps.length, step?.uses, step?.shell]).toEqual([
      'composite',
      1,
      undefined,
      'bash',
    ])
    expect(Object.keys(action.inputs)).toEqual(['paths', 'fail-on', 'config', 'version', 'sarif'])
  })
  test('puts no input into the text of its script', () => {
    expect(step?.run).not.toContain('${{')
    expect(Object.values(step?.env ?? {}).every((value) => /^\$\{\{ inputs\.[a-z-]+ \}\}$/.test(value))).toBe(true)
    expect(Object.keys(step?.env ?? {})).toEqual(expect.arrayContaining(Object.keys(defaults)))
  })
  test('runs the released package, with formats that there are', () => {
    const ran = runScript(step?.run ?? '', defaults)
    expect(ran).toMatchObject({ status: 0, stderr: '', outputs: 'sarif=atlaslint.sarif\n' })
    expect(ran.arguments).toEqual([
      '--yes',
      `atlaslint@${version}`,
      'lint',
      '-f',
      'github',
      '-f',
      'sarif=atlaslint.sarif',
      '--',
    ])
    expect(Object.keys(reporters)).toEqual(expect.arrayContaining(formatsIn(ran.arguments)))
  })
  test('passes paths, threshold and configuration, whatever is in them', () => {
    const ran = runScript(step?.run ?? '', {
      ...defaults,
      LINT_PATHS: 'a b\n--exit-zero\n$(touch owned)\n',
      FAIL_ON: 'high',
      CONFIG: 'c d',
    })
    expect(ran.arguments.slice(7)).toEqual([
      '--fail-on',
      'high',
      '--config',
      'c d',
      '--',
      'a b',
      '--exit-zero',
      '$(touch owned)',
    ])
    expect(existsSync(join(ran.cwd, 'owned'))).toBe(false)
  })
  test('keeps the exit code, and says where the report is all the same', () => {
    expect(runScript(step?.run ?? '', defaults, 1)).toMatchObject({ status: 1, outputs: 'sarif=atlaslint.sarif\n' })
  })
})

describe('the report that the GitHub action hands out', () => {
  const { runs } = load(text('action.yml')) as { runs: { steps: { run: string }[] } }
  const outputsOf = (code: number, files = {}) => {
    const env = { LINT_PATHS: '', FAIL_ON: '', CONFIG: '', VERSION: version, SARIF: 'atlaslint.sarif' }
    return runScript(runs.steps[0]?.run ?? '', env, code, files).outputs
  }
  const older = { 'atlaslint.sarif': '{}' }

  test('is the one of this run, also where there was an older one', () =>
    expect(outputsOf(1, older)).toBe('sarif=atlaslint.sarif\n'))
  test('is no older one, where nothing was judged', () => expect([outputsOf(2, older), outputsOf(2)]).toEqual(['', '']))
})

describe('the GitHub workflow', () => {
  test('may only read, and uses the action of this release', () => {
    const workflow = load(text('integrations/github/atlaslint.yml')) as {
      on: object
      permissions: object
      jobs: Record<string, { steps: { uses: string }[] }>
    }
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(workflow.jobs['threat-model']?.steps.map(({ uses }) => uses)).toEqual([
      'actions/checkout@v4',
      `atlaslint/atlaslint@v${version}`,
    ])
  })
})

describe('the GitLab template', () => {
  const { atlaslint } = load(text('integrations/gitlab/atlaslint.gitlab-ci.yml')) as {
    atlaslint: {
      script: string[]
      variables: Record<string, string>
      artifacts: { when: string; paths: string[]; reports: Record<string, string> }
    }
  }
  test('keeps both reports, also of a run that fails', () => {
    const { when, paths, reports } = atlaslint.artifacts
    expect([when, Object.values(reports)]).toEqual(['always', paths])
  })
  test('writes what it keeps', () => {
    const ran = runScript(
      atlaslint.script.join('\n'),
      { ...atlaslint.variables, ATLASLINT_PATHS: 'a b', ATLASLINT_FAIL_ON: 'high' },
      1,
    )
    expect(ran.status).toBe(1)
    expect(ran.arguments.slice(2)).toEqual(
      'lint -f pretty -f gitlab=atlaslint-code-quality.json -f junit=atlaslint-junit.xml --fail-on high -- a b'.split(
        ' ',
      ),
    )
    for (const file of atlaslint.artifacts.paths) expect(ran.arguments.join(' ')).toContain(`=${file}`)
    expect(Object.keys(reporters)).toEqual(expect.arrayContaining(formatsIn(ran.arguments)))
    expect(runScript(atlaslint.script.join('\n'), atlaslint.variables).arguments.at(-1)).toBe('--')
  })
})

describe('the Azure steps', () => {
  const template = load(text('integrations/azure/atlaslint-steps.yml')) as {
    parameters: { name: string; default: string }[]
    steps: {
      script?: string
      env?: Record<string, string>
      task?: string
      condition?: string
      inputs?: Record<string, unknown>
    }[]
  }
  const [lint, publish] = template.steps
  test('put no parameter into the text of the script', () => {
    expect(lint?.script).not.toContain('${{')
    const names = template.parameters.map(({ name }) => `\${{ parameters.${name} }}`)
    expect(Object.values(lint?.env ?? {}).sort()).toEqual(names.sort())
  })
  test('publish what was written, also of a run that fails', () => {
    const ran = runScript(lint?.script ?? '', { VERSION: version, LINT_PATHS: 'a b', FAIL_ON: 'low' }, 1)
    expect(ran.status).toBe(1)
    expect(ran.arguments).toEqual(
      `--yes atlaslint@${version} lint -f azure -f junit=atlaslint-junit.xml --fail-on low -- a b`.split(' '),
    )
    expect([publish?.condition, publish?.inputs?.testResultsFiles]).toEqual([
      'succeededOrFailed()',
      'atlaslint-junit.xml',
    ])
    expect(Object.keys(reporters)).toEqual(expect.arrayContaining(formatsIn(ran.arguments)))
  })
})

describe('the pre-commit hooks', () => {
  const hooks = load(text('integrations/pre-commit/.pre-commit-hooks.yaml')) as {
    id: string
    files: string
    language: string
    additional_dependencies: string[]
  }[]
  const wanted = ['ai-system.yaml', 'a/ai-system.yml', 'a/shop.ai-system.yaml']
  const others = ['my-ai-system.yaml', 'ai-system.yaml.bak', 'ai-system.json', 'docs/ai-system.md']
  test.each(hooks)('$id takes the names of manifests, and no others', ({ files, additional_dependencies }) => {
    const takes = (name: string) => new RegExp(files).test(name)
    expect([wanted.filter(takes), others.filter(takes)]).toEqual([wanted, []])
    expect(additional_dependencies).toEqual([`atlaslint@${version}`])
  })
})

describe('the image', () => {
  const lines = text('Dockerfile').split('\n')
  test('runs as somebody without rights', () => {
    const after = lines.slice(lines.lastIndexOf('FROM node:22-slim'))
    expect(after).toContain('USER node')
    expect(after.indexOf('USER node')).toBeLessThan(after.findIndex((line) => line.startsWith('ENTRYPOINT')))
    expect(after.some((line) => line.startsWith('RUN'))).toBe(false)
  })
})
