/** Systems to change, and what is compared of their reports before and after. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import type { Manifest } from '../../src/manifest/manifest.ts'
import type { LocatedExposure, LocatedFinding, ManifestReport } from '../../src/report/report.ts'

/** A manifest as a tree that may be changed. */
export type Tree = { -readonly [Key in keyof Manifest]: Manifest[Key] }

/** Manifests at hand: examples, the corpus, and the cases where they are there. */
export const systems: ReadonlyMap<string, string> = new Map(
  ['examples', 'test/corpus', '../shared/cases']
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .map((path) => (path.endsWith('.yaml') ? path : join(path, 'ai-system.yaml')))
    .filter(existsSync)
    .map((path) => [path, readFileSync(path, 'utf8')] as const),
)

export const treeOf = (text: string): Tree => load(text) as Tree

const prepared = lintEngine.prepare(resolve('dist'), [])

export function judge(text: string): ManifestReport {
  const gate = { failOn: 'medium', strict: false, exitZero: false } as const
  const input = { name: 'ai-system.yaml', bytes: Buffer.from(text) }
  const report = prepared.lint([input], { version: '0', now: '2026-11-24', ...gate })
  const [manifest] = report.manifests
  if (manifest === undefined || !manifest.judged)
    throw new Error(manifest?.findings.map(({ message }) => message).join('\n'))
  return manifest
}

export const judgeTree = (tree: Tree): ManifestReport => judge(JSON.stringify(tree))

/**
 * What is found, without the words: of two ways as good, another may be told when the file is in another order. `name` gives subjects
 * another name.
 */
export function kernel({ findings, exposures }: ManifestReport, name = (id: string): string => id): string[] {
  return [...findings.map((each) => keyOf(each, name)), ...exposures.map((each) => keyOf(each, name))].sort()
}

function keyOf(each: LocatedFinding | LocatedExposure, name: (id: string) => string): string {
  const { rule, technique = '', subject, severity } = each
  const id = subject.type === 'decision' ? '' : subject.id.split(' -> ').map(name).join(' -> ')
  return `${rule} ${technique} ${subject.type} ${id} ${severity} ${'status' in each ? each.status : ''}`
}

/** Everything that is said, without where it stands. */
export function words({ findings, exposures }: ManifestReport): unknown[] {
  const unplaced = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, inner) => (key === 'at' ? undefined : inner)))
  return [...findings.map(unplaced), ...exposures.map(unplaced)]
}

const kinds = [
  'user',
  'outsider',
  'web',
  'document-store',
  'vector-store',
  'agent',
  'tool',
  'llm',
  'predictive-model',
  'app',
  'memory',
  'dataset',
  'training-job',
  'library',
]
const carried = [
  'prompt',
  'document',
  'message',
  'tool-call',
  'tool-result',
  'training-data',
  'completion',
  'model',
  'code',
  'label',
]

/** Small systems that nobody would draw. */
export const anySystem: fc.Arbitrary<Tree> = fc
  .record({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 2, maxLength: 8 }),
    zones: fc.array(fc.constantFrom('out', 'in', 'deep', undefined), { minLength: 8, maxLength: 8 }),
    fields: fc.array(
      fc.record(
        {
          autonomy: fc.constantFrom('autonomous', 'asks'),
          exposure: fc.constantFrom('public', 'registered'),
          'writable-by': fc.constantFrom(['anyone'], ['team']),
          can: fc.constantFrom(['run-code'], ['send-messages'], []),
          provenance: fc.constantFrom('first-party', 'open-source'),
        },
        { requiredKeys: [] },
      ),
      { minLength: 8, maxLength: 8 },
    ),
    flows: fc.array(
      fc.tuple(fc.nat(7), fc.nat(7), fc.constantFrom(...carried), fc.constantFrom(undefined, ...carried)),
      {
        maxLength: 14,
      },
    ),
  })
  .map(({ kinds: chosen, zones, fields, flows }) => {
    const ids = chosen.map((_, index) => `c${index}`)
    const components = Object.fromEntries(
      chosen.map((kind, index) => [
        ids[index],
        { kind, ...(zones[index] === undefined ? {} : { zone: zones[index] }), ...fields[index] },
      ]),
    )
    const drawn = flows
      .map(([from, to, word, back]) => ({
        from: ids[from % ids.length] as string,
        to: ids[to % ids.length] as string,
        carries: [word],
        ...(back === undefined ? {} : { returns: [back] }),
      }))
      .filter(({ from, to }) => from !== to)
    return {
      atlaslint: 1,
      system: { name: 'Random' },
      zones: { out: { trust: 'untrusted' }, in: { trust: 'internal' }, deep: { trust: 'restricted', within: 'in' } },
      components,
      flows: drawn,
    } as Tree
  })
