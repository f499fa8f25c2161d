import { kindAncestry } from '../vocabulary.ts'
import type { Shape } from './drawing.ts'

const stores: ReadonlySet<string> = new Set([
  'data-store',
  'model-storage',
  'memory',
  'prompt-store',
  'secret-store',
  'config-store',
  'source-repository',
  'package-registry',
  'container-registry',
  'tool-registry',
])
const aiKinds: ReadonlySet<string> = new Set([
  'model',
  'model-storage',
  'serving',
  'training',
  'agentic',
  'vector-store',
  'feature-store',
  'dataset',
])
const notAi: ReadonlySet<string> = new Set(['gateway'])

/** How a kind is drawn: by itself or by its parent. */
export function shapeOf(kind: string): Shape {
  const isA = (word: string) => kindsOf(kind).includes(word)
  if (isA('actor')) return 'actor'
  if (isA('model')) return 'model'
  if (kind === 'agent') return 'agent'
  return kindsOf(kind).some((each) => stores.has(each)) ? 'store' : 'process'
}

/** True for what a system without AI would not have. */
export function isAi(kind: string): boolean {
  return !notAi.has(kind) && kindsOf(kind).some((each) => aiKinds.has(each))
}

function kindsOf(kind: string): readonly string[] {
  return kindAncestry.get(kind) ?? [kind]
}
