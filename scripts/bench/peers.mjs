/** Other linters on the same files. They are no dependencies: `--peers` installs them into a folder of its own. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { medianRatio, missing, row } from './measure.mjs'

const versions = {
  '@stoplight/spectral-cli': '6.16.3',
  eslint: '9.39.2',
  'eslint-plugin-yml': '3.10.0',
  'ajv-cli': '5.0.0',
}

/** Installs what is not there yet. */
export function installPeers(folder) {
  if (existsSync(join(folder, 'node_modules', '.bin', 'spectral'))) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }))
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error(`the peers could not be installed into ${folder}`)
}

/** Lines of the targets by tool and number of files. */
const limits = {
  spectral: { id: 'T7', 1: [14, 18], 100: [15, 28], 1000: [25, 55] },
  'eslint-plugin-yml': { id: 'T8', 1000: [8, 15] },
  yamllint: { id: 'T8', 1000: [25, 55] },
  'ajv-cli (schema only)': { id: '' },
}

export function peers(scene) {
  if (scene.peersFolder === undefined) return [missing('T7', 'other linters', 'not asked for: --peers [folder]')]
  installPeers(scene.peersFolder)
  const tools = commandsOf(scene)
  refuseIdle(scene, tools)
  return ['usual', 'example'].flatMap((kind) =>
    [1, 100, 1000].flatMap((count) => {
      const folder = scene.manifests(kind, count)
      return compared(scene, tools, { kind, count, folder })
    }),
  )
}

/** ajv-cli reads a date as a date, and so finds each manifest invalid. */
function worstOf(name) {
  return name === 'ajv-cli (schema only)' ? 1 : 0
}

/** A tool that looks at nothing is fast: each has to pass a good manifest and to complain about a broken one. */
function refuseIdle({ bench, manifests }, tools) {
  const good = manifests('usual', 1)
  const broken = manifests('broken', 1)
  for (const [name, command] of Object.entries(tools)) {
    if (command === undefined || worstOf(name) === 1) continue
    bench.time(command(good), { worst: 0 })
    if (!Number.isNaN(timeOrNone(() => bench.time(command(broken), { worst: 0 }))))
      throw new Error(`${name} does not see what is broken`)
  }
}

function compared({ bench, lint, rounds, fewest }, tools, { kind, count, folder }) {
  const jobs = { atlaslint: () => bench.time(lint(folder)) }
  for (const [name, command] of Object.entries(tools))
    if (command !== undefined)
      jobs[name] = () => timeOrNone(() => bench.time(command(folder), { worst: worstOf(name) }))
  const isLong = count === 1000
  const samples = bench.rounds(jobs, isLong ? fewest : Math.min(5, rounds), { warmsUp: !isLong })
  return Object.entries(limits).map(([name, { id, [count]: [target, stretch] = [] }]) => {
    const what = `faster than ${name}, ${count} ${count === 1 ? 'file' : 'files'} (${kind})`
    if (samples[name] === undefined) return missing(id, what, 'not installed')
    if (samples[name].includes(Number.NaN)) return missing(id, what, 'it fails')
    const ratio = medianRatio(samples[name], samples.atlaslint)
    return row(target === undefined ? '' : id, what, ratio, { target, stretch, atLeast: true })
  })
}

/** Some fail on many files. */
function timeOrNone(run) {
  try {
    return run()
  } catch {
    return Number.NaN
  }
}

function commandsOf(scene) {
  const { root, peersFolder, node } = scene
  const script = (path) => join(peersFolder, 'node_modules', path)
  const ruleset = scene.file('spectral.yaml', spectralRules)
  const eslintConfig = join(peersFolder, 'eslint.config.mjs')
  writeFileSync(eslintConfig, eslintRules)
  const yamllint = spawnSync('yamllint', ['--version']).status === 0
  return {
    spectral: (folder) =>
      node(script('@stoplight/spectral-cli/dist/index.js'), 'lint', '-q', '-r', ruleset, `${folder}/*.yaml`),
    'eslint-plugin-yml': (folder) => node(script('eslint/bin/eslint.js'), '-c', eslintConfig, folder),
    yamllint: yamllint ? (folder) => ['yamllint', '-d', 'relaxed', folder] : undefined,
    'ajv-cli (schema only)': (folder) =>
      node(
        script('ajv-cli/dist/index.js'),
        ...['validate', '--strict=false'],
        ...['-s', join(root, 'schemas', 'manifest.schema.json'), '-d', `${folder}/*.yaml`],
      ),
  }
}

/** Twenty rules of the kind that people write for their own YAML. */
function spectralRules() {
  const paths = ['$.system', '$.owners[*]', '$.zones[*]', '$.components[*]', '$.flows[*]']
  const fields = ['name', 'owner', 'description', 'kind']
  const rules = paths.flatMap((given, index) =>
    fields.map((field) => [
      `  rule-${index}-${field}:\n    given: "${given}"\n    severity: warn\n`,
      `    then: { field: ${field}, function: truthy }\n`,
    ]),
  )
  return `rules:\n${rules.flat().join('')}`
}

const eslintRules = `import yml from 'eslint-plugin-yml'
export default [...yml.configs['flat/recommended'], { files: ['**/*.yaml'] }]
`
