/** What is fuzzed: a folder that is right but for one file, and the commands that read it. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type fc from 'fast-check'
import { format3, format5, format6 } from '../atlas/import-snippets.ts'
import { commandLine } from './command-lines.ts'

export interface Target {
  readonly name: string
  /** The file that is changed, and what it is when it is right. */
  readonly file: string
  readonly bases: readonly string[]
  /** What else lies in the folder. */
  readonly files: Readonly<Record<string, string>>
  readonly commands: readonly (readonly string[])[]
  /** Instead of changes of the file: what is typed beside files that are right. */
  readonly commandLines?: fc.Arbitrary<readonly string[]>
}

const today = ['--now', '2026-11-24']
const read = (path: string): string => readFileSync(path, 'utf8')

/** Manifests at hand: examples, the corpus, and the cases where they are there. */
function manifests(): string[] {
  const examples = readdirSync('examples').map((name) => join('examples', name, 'ai-system.yaml'))
  const below = (folder: string): string[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.yaml'))
          .map((name) => join(folder, name))
      : []
  return [...examples, ...below('test/corpus'), ...below('../shared/cases')].filter(existsSync).map(read)
}

/** Rule files as people write them: one rule and what it needs. */
export function ruleFiles(): string[] {
  const themes = readdirSync('atlas-data/rules', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  )
  return themes
    .filter((name) => name !== 'not-judged.yaml')
    .map((name) => read(join('atlas-data/rules', name)))
    .filter((text) => text.length < 20_000)
}

const agent = `atlaslint: 1
system: { name: Mail helper, owner: mail, criticality: high }
owners: { mail: { name: Mail team, contact: mail@example.com }, risk: { contact: risk@example.com } }
zones: { outside: { trust: untrusted }, ours: { trust: internal, owner: mail } }
components:
  strangers: { kind: outsider, zone: outside }
  inbox: { kind: channel, zone: ours, writable-by: [anyone] }
  agent: { kind: agent, zone: ours, autonomy: autonomous, can: [send-messages], memory: none }
  model: { kind: llm, zone: ours, provenance: vendor }
flows:
  - { from: strangers, to: inbox, carries: [message] }
  - { from: inbox, to: agent, carries: [message], automatic: true }
  - { id: ask, from: agent, to: model, carries: [prompt], returns: [completion] }
controls:
  guard: { implements: [AML.M0020], on: [inbox], status: verified, owner: mail, evidence: [{ type: test, ref: guard.txt, date: 2026-09-01, result: pass }] }
`

const decision =
  'technique: AML.T0051.001, on: agent, treatment: accept, reason: Read by a person, owner: mail, approved-by: risk office, expires: 2027-03-31'
const decisions = [
  `atlaslint-decisions: 1\ndecisions:\n  - { system: Mail helper, ${decision} }\n`,
  `# who decided\natlaslint-decisions: 1\n\ndecisions:\n  - system: Mail helper\n    technique: AML.T0086\n    treatment: mitigate\n    reason: later\n    owner: mail\n    due: 2027-01-31\n  - { system: Other, ${decision} }\n`,
]

const configurations = [
  `fail-on: high
severity: { AML.T0051: critical, unused-owner: off, AML.T0086: low }
evidence: { required-for: [implemented, planned], max-age: 180d }
coverage: { minimum: 0.6 }
owners: { teams: teams.yaml, codeowners: CODEOWNERS }
decisions: decisions.yaml
longest-acceptance: { critical: 30d, high: 90d, medium: 6m }
locked: [AML.T0051, self-accepted-risk]
`,
  'extends: base.yaml\nmanifests: [ai-system.yaml, "*.ai-system.yaml"]\nrules: [rules.yaml]\nfail-on: low\nseverity: { mine: high }\n',
]

const teams = 'mail: { name: Mail team, contact: mail@example.com }\nrisk: { contact: risk@example.com }\n'
const codeowners =
  '* @acme/mail\n/ai-system.yaml @acme/risk mail@example.com\n[Risk][2] @risk\ndocs/**/*.md\n!x/[a-z]? @b\n'

const rule = `rules:
  - id: mine
    technique: AML.T0034
    title: Mine
    why: Because it is mine and stands here for a test.
    severity: high
    subject: { component: { kind: agent } }
    when: { reached-from: { from: { written-by: anyone }, carrying: text } }
    message: "{subject} is reached from {source}: {path}."
    impact: [integrity]
    fix: Do something.
    examples:
      - { title: one, system: { components: { a: { kind: agent }, o: { kind: outsider } }, flows: [{ from: o, to: a, carries: [prompt] }] }, fires-on: [a], near-misses: [{ title: none, without: [o] }] }
`

const around = {
  'ai-system.yaml': agent,
  'decisions.yaml': decisions[0] as string,
  'base.yaml': 'severity: { AML.T0010: low }\n',
  'teams.yaml': teams,
  CODEOWNERS: codeowners,
  'rules.yaml': rule,
  'guard.txt': 'passed',
  '.git/HEAD': '',
}

const formats = [
  'pretty',
  'compact',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'rdjson',
  'azure',
  'teamcity',
  'markdown',
  'csv',
  'navigator',
  'html',
]
const accepting = [
  'accept',
  '--technique',
  'AML.T0051.001',
  '--on',
  'agent',
  '--reason',
  'x',
  '--owner',
  'mail',
  '--approved-by',
  'risk',
  '--expires',
  '2027-01-01',
  ...today,
]

const reading = ['ai-system.yaml', ...today]

/** Files that `merge` and `portfolio` read are written by the program itself: `shards` holds two of JSON and two of SARIF. */
export function targetsWith(shards: {
  readonly json: readonly string[]
  readonly sarif: readonly string[]
  readonly baseline: string
  readonly catalog: string
}): Target[] {
  const some = (
    name: string,
    file: string,
    bases: readonly string[],
    commands: Target['commands'],
    files: Target['files'] = around,
  ): Target => ({
    name,
    file,
    bases,
    files,
    commands,
  })
  return [
    some(
      'manifest',
      'ai-system.yaml',
      [...manifests(), agent],
      [
        ...formats.map((format) => ['lint', ...reading, '-f', format]),
        ['lint', ...reading, '-f', 'json=out.json', '-f', 'sarif=out.sarif', '--summary', 'out.md', '--show-accepted'],
        ['lint', ...reading, '--strict', '--max-details', '1000', '--color', 'always', '--sarif-suppressed'],
        ['graph', 'ai-system.yaml', '-f', 'svg'],
        ['graph', 'ai-system.yaml', '-f', 'dot'],
        ['graph', 'ai-system.yaml', '-f', 'mermaid'],
        ['plan', ...reading],
        ['plan', ...reading, '--json'],
        ['coverage', ...reading],
        ['incidents', ...reading],
        ['portfolio', ...reading],
        ['why', 'ai-system.yaml', 'agent', 'AML.T0051', ...today],
        ['catalog', 'diff', '5.6.1', '2026.09', '--manifest', 'ai-system.yaml', ...today],
        accepting,
        ['--update-baseline', ...today],
      ],
    ),
    some('configuration', 'atlaslint.config.yaml', configurations, [
      ['lint', ...today],
      ['lint', ...today, '-f', 'json'],
      ['config', 'show'],
      ['rules', 'list'],
      ['plan', ...today],
      accepting,
    ]),
    some(
      'configured',
      'base.yaml',
      [...configurations.map((text) => text.replace(/^extends.*$/m, '')), 'locked: [AML.T0051]\n'],
      [
        ['lint', ...today],
        ['config', 'show', '--json'],
      ],
      { ...around, 'atlaslint.config.yaml': configurations[1] as string },
    ),
    some(
      'teams',
      'teams.yaml',
      [teams],
      [
        ['lint', ...today],
        ['config', 'show'],
      ],
      { ...around, 'atlaslint.config.yaml': configurations[0] as string },
    ),
    some('codeowners', 'CODEOWNERS', [codeowners], [['lint', ...today]], {
      ...around,
      'atlaslint.config.yaml': configurations[0] as string,
    }),
    some(
      'rules',
      'rules.yaml',
      [rule, ...ruleFiles()],
      [
        ['rules', 'validate', 'rules.yaml'],
        ['rules', 'test', 'rules.yaml'],
        ['lint', ...today, '--rules', 'rules.yaml'],
        ['why', 'ai-system.yaml', 'agent', 'AML.T0034', '--rules', 'rules.yaml', ...today],
        ['rules', 'list', '--rules', 'rules.yaml'],
        ['plan', ...reading, '--rules', 'rules.yaml'],
      ],
    ),
    some('decisions', 'decisions.yaml', decisions, [
      ['lint', ...today, '--decisions', 'decisions.yaml', '--show-accepted'],
      ['lint', ...today, '--decisions', 'decisions.yaml', '-f', 'json'],
      [...accepting, '--decisions', 'decisions.yaml', '--to', 'decisions'],
    ]),
    some(
      'baseline',
      'atlaslint-baseline.json',
      [shards.baseline],
      [
        ['lint', ...today],
        ['lint', ...today, '--update-baseline'],
        ['lint', ...today, '--prune'],
        ['lint', ...today, '-f', 'json'],
      ],
    ),
    some(
      'catalog',
      'atlas.yaml',
      [format3, format5, format6, shards.catalog],
      [
        ['catalog', 'import', 'atlas.yaml', '-o', 'out.json'],
        ['catalog', 'import', 'atlas.yaml'],
        ['lint', ...today, '--catalog', 'atlas.yaml'],
        ['catalog', 'diff', '5.6.1', 'atlas.yaml', '--manifest', 'ai-system.yaml', ...today],
        ['catalog', 'show', '--catalog', 'atlas.yaml'],
        ['coverage', ...reading, '--catalog', 'atlas.yaml'],
      ],
    ),
    some(
      'report',
      '1.json',
      shards.json.slice(0, 1),
      [
        ...formats.map((format) => ['merge', '1.json', '2.json', '-f', format]),
        ['merge', '1.json', '2.json', '-f', 'json=out.json'],
        ['portfolio', '1.json', '2.json'],
        ['portfolio', '1.json', '--json'],
        ['merge', '1.json'],
      ],
      { '2.json': shards.json[1] as string },
    ),
    some(
      'sarif',
      '1.sarif',
      shards.sarif.slice(0, 1),
      [
        ['merge', '1.sarif', '2.sarif'],
        ['merge', '1.sarif', '2.sarif', '-f', 'sarif=out.sarif'],
        ['merge', '1.sarif'],
      ],
      { '2.sarif': shards.sarif[1] as string },
    ),
    {
      ...some('arguments', 'ai-system.yaml', [agent], [], {
        ...around,
        'a folder/more.ai-system.yaml': agent,
        '1.json': shards.json[0] as string,
        '1.sarif': shards.sarif[0] as string,
        'atlas.yaml': format5,
        'atlaslint-baseline.json': shards.baseline,
      }),
      commandLines: commandLine,
    },
  ]
}
