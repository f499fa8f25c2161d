/** A folder of systems that differ, one of them not valid, and runs over it with the real engine. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { folderWith, type Outcome, runIn } from '../cli/run.ts'

const example = (name: string): string => readFileSync(`examples/${name}/ai-system.yaml`, 'utf8')

/** The same system under another name is another system. */
const renamed = (text: string, name: string): string => text.replace(/^( {2}name:).*$/m, `$1 ${name}`)

export const systems: Readonly<Record<string, string>> = {
  'a/ai-system.yaml': example('support-chatbot'),
  'b/ai-system.yaml': example('coding-agent'),
  'b/c/ai-system.yml': 'atlaslint: 1\nsystem:\n  name: [\n',
  'd/fraud.ai-system.yaml': example('card-fraud'),
  'e/ai-system.yaml': renamed(example('support-chatbot'), 'Support chatbot of others'),
  'f/quiet.ai-system.yaml':
    'atlaslint: 1\nsystem: { name: Nothing yet, owner: me }\nowners: { me: { contact: me@example.org } }\ncomponents: { store: { kind: database, owner: me } }\n',
  'h/ai-system.yaml':
    'atlaslint: 1\nsystem: { name: "Füße 🙂" }\ncomponents: { "a": { kind: agent, description: "Grüße 🙂" }, b: { kind: tool, description: x }, c: { kind: llm } }\n',
  'g g/ümlaut.ai-system.yaml': renamed(example('coding-agent'), 'Zweiter Agent'),
}

export function folderOfSystems(more: Readonly<Record<string, string>> = {}): string {
  return folderWith({ ...systems, ...more })
}

export function atlaslint(cwd: string, ...argv: string[]): Promise<Outcome> {
  return runIn(cwd, argv, { engine: lintEngine }).then((outcome) => ({ ...outcome, cwd }))
}

export const text = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8')

/** Reports of all shards as files `1.<extension>`, …; returns the worst exit code. */
export async function lintShards(
  cwd: string,
  count: number,
  format: string,
  ...options: readonly string[]
): Promise<{ files: string[]; code: number }> {
  let code = 0
  const files: string[] = []
  for (let index = 1; index <= count; index++) {
    const file = `shard-${count}-${index}.${format}`
    const outcome = await atlaslint(cwd, 'lint', '--shard', `${index}/${count}`, '-f', `${format}=${file}`, ...options)
    code = Math.max(code, outcome.code)
    files.push(file)
  }
  return { files, code }
}
