/** Systems to draw, and what is drawn of them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyse } from '../../src/analysis/exposures.ts'
import { draw } from '../../src/diagram/draw.ts'
import type { Drawing } from '../../src/diagram/drawing.ts'
import { assembleKnowledge } from '../../src/library/knowledge.ts'
import { readManifest } from '../../src/manifest/read-manifest.ts'
import { knownIds } from '../../src/rules/known-ids.ts'
import { readSource } from '../../src/source/reader.ts'
import { buildSystem } from '../../src/system/build-system.ts'

export const examples = ['card-fraud', 'coding-agent', 'door-camera', 'internal-llm', 'support-chatbot']

let knowledge: ReturnType<typeof assembleKnowledge>['knowledge'] | undefined

export function exampleText(name: string): string {
  return readFileSync(join('examples', name, 'ai-system.yaml'), 'utf8')
}

/** The system of a manifest, and what the rules say of it. */
export function judged(text: string) {
  knowledge ??= assembleKnowledge('dist', []).knowledge
  const { source, problems } = readSource('ai-system.yaml', text)
  const read = readManifest(source, knowledge.manifestSchema, knownIds(knowledge.catalog))
  const [problem] = [...problems, ...read.problems]
  if (problem !== undefined || read.manifest === undefined) throw new Error(problem?.message)
  const system = buildSystem(read.manifest)
  const { catalog, rules } = knowledge
  return { system, exposures: analyse({ system, catalog, rules: rules.rules, now: '2026-11-24' }).exposures }
}

export function drawn(text: string): Drawing {
  const { system, exposures } = judged(text)
  return draw(system, exposures)
}
