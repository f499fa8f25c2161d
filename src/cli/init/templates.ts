/** Manifests to begin with: read from the compiled templates, and filled in with what the user said. */

import { join } from 'node:path'
import { readText } from '../../io.ts'

export interface Template {
  readonly id: string
  /** `Name: what it is`. */
  readonly title: string
  readonly text: string
}

export interface Templates {
  readonly manifests: readonly Template[]
  /** Text of a pipeline file, by platform. */
  readonly pipelines: Readonly<Record<string, string>>
}

/** What the user said of the system; what is left out stays a TODO. */
export interface Answers {
  readonly name?: string
  /** Id of the team that answers for everything in it, to begin with. */
  readonly owner?: string
  readonly contact?: string
}

export function readTemplates(folder: string): Templates {
  return JSON.parse(readText(join(folder, 'templates.json'))) as Templates
}

/** The manifest that is written: the template with a schema for the editor, and the answers in place of their TODOs. */
export function fillIn(template: Template, schema: string, { name, owner, contact }: Answers): string {
  let text = template.text
  if (name !== undefined) text = text.replace(/^( {2}name: ).*$/m, (_, key: string) => key + quoted(name))
  if (owner !== undefined) {
    text = text
      .replace(/^# owners: TODO\n(?:#.*\n)+/m, () => ownersBlock(owner, contact))
      .replace(/# owner: TODO.*$/gm, () => `owner: ${owner}`)
  }
  return `# yaml-language-server: $schema=${schema}\n${text}`
}

function ownersBlock(owner: string, contact: string | undefined): string {
  const entry = contact === undefined ? '{}' : `{ contact: ${quoted(contact)} }`
  return `owners:\n  ${owner}: ${entry}\n`
}

/** A JSON string is a YAML string, whatever is in it. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
