/** A small system with one finding that can be decided about, and the real engine behind the command line. */

import { spawnSync } from 'node:child_process'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { folderWith, type Outcome, runIn } from '../cli/run.ts'

export const now = '2026-11-24'

/** Others' text reaches an agent: high and critical findings, and no decision about any. */
export const manifest = `atlaslint: 1 # the format

system:
  name: Mail helper
  owner: mail
  criticality: high

owners:
  mail: { name: Mail team, contact: mail@example.com }
  risk: { contact: risk@example.com }

components:
  strangers: { kind: outsider, zone: outside }
  inbox:     { kind: channel, zone: ours, owner: mail, writable-by: [anyone] }
  agent:     { kind: agent, zone: ours, owner: mail, autonomy: autonomous, can: [send-messages], memory: none }
  model:     { kind: llm, zone: ours, owner: mail, provenance: vendor }

zones:
  outside: { trust: untrusted }
  ours:    { trust: internal, owner: mail }

flows:
  - { from: strangers, to: inbox, carries: [message] }
  - { from: inbox, to: agent, carries: [message], automatic: true }
  - { id: ask, from: agent, to: model, carries: [prompt], returns: [completion] } # the vendor's
`

export const decision = (changes: Readonly<Record<string, string>> = {}): string => {
  const entry = {
    technique: 'AML.T0051.001',
    on: 'agent',
    treatment: 'accept',
    reason: 'Read by a person',
    owner: 'mail',
    'approved-by': 'risk office',
    expires: '2027-03-31',
    ...changes,
  }
  return `{ ${Object.entries(entry)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`
}

export const withDecision = (changes: Readonly<Record<string, string>> = {}, text = manifest): string =>
  `${text}\ndecisions:\n  - ${decision(changes)}\n`

export const filed = (changes: Readonly<Record<string, string>> = {}): string =>
  `atlaslint-decisions: 1\ndecisions:\n  - ${decision({ system: 'Mail helper', ...changes })}\n`

export const lintIn = (folder: string, ...argv: string[]): Promise<Outcome> =>
  runIn(folder, [...argv, '--now', now], { engine: lintEngine, env: {} }).then((outcome) => ({
    ...outcome,
    cwd: folder,
  }))

/** The report as data. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks wherever it wants
export async function reportIn(folder: string, ...argv: string[]): Promise<any> {
  const { stdout, stderr } = await lintIn(folder, ...argv, '-f', 'json')
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export const findingsOf = (report: any, technique: string): any[] =>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  report.manifests.flatMap((entry: any) => entry.findings).filter((finding: any) => finding.technique === technique)

export function git(folder: string, ...args: string[]): void {
  const who = [
    '-c',
    'user.name=t',
    '-c',
    'user.email=t@example.com',
    '-c',
    'init.defaultBranch=main',
    '-c',
    'commit.gpgsign=false',
  ]
  const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
}

/** A repository whose main branch holds these files. */
export function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files)
  git(folder, 'init', '-q')
  git(folder, 'checkout', '-q', '-B', 'main')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', 'main')
  git(folder, 'checkout', '-q', '-b', 'change')
  return folder
}
