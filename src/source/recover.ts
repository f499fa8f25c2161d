/**
 * The second reader, for texts that the first one could not read: the only home of the `yaml` package. It goes on after an error and
 * so finds them all; it builds no value. Nothing imports this file on the usual way: see `lazy.ts`.
 */

import { isAlias, isCollection, isMap, isPair, isScalar, type Pair, parseAllDocuments, type YAMLMap } from 'yaml'
import { lineEnd } from './lines.ts'
import type { ProblemList, Range } from './problems.ts'
import {
  refuseAbsentKey,
  refuseCollectionKey,
  refuseDepth,
  refuseDuplicate,
  refuseKey,
  refuseMerge,
  refuseSecondDocument,
  refuseSharing,
  refuseTag,
  refuseVersion,
} from './refusals.ts'
import type { SourceLimits } from './source.ts'
import { addSyntaxError } from './syntax.ts'
import { scanTokens, type Tokens } from './tokens.ts'

// `uniqueKeys` is quadratic there; a hostile `%YAML 1.1` must not switch the schema.
const options = {
  version: '1.2',
  schema: 'core',
  uniqueKeys: false,
  merge: false,
  strict: true,
  prettyErrors: false,
} as const

/** Errors about what we refuse anyway, which the tokens tell better. */
const refused: ReadonlySet<string> = new Set([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
])

type Documents = ReturnType<typeof parseAllDocuments>
type Failure = Documents[number]['errors'][number]

/** Adds all that is wrong with the text. */
export function recover(text: string, limits: SourceLimits, problems: ProblemList): void {
  const tokens = scanTokens(text, limits.maxDepth)
  addRefusals(text, tokens, problems)
  // Deep nesting can abort Node while it is composed, so such a text is not.
  if (tokens.tooDeepAt !== undefined) {
    refuseDepth(problems, tokens.tooDeepAt, limits.maxDepth)
    return
  }
  const documents = parseAllDocuments(text, { ...options, logLevel: 'silent' })
  addErrors(text, documents, tokens, problems)
  const [first, second] = documents
  if (second) refuseSecondDocument(problems, text, second.range[0])
  if (first) walk(text, first.contents, problems)
}

function addRefusals(text: string, tokens: Tokens, problems: ProblemList): void {
  for (const tag of tokens.tags) refuseTag(problems, text, tag)
  refuseSharing(problems, tokens.anchor, tokens.alias)
}

function addErrors(text: string, documents: Documents, tokens: Tokens, problems: ProblemList): void {
  const seen = new Set<number>()
  for (const { errors, warnings, directives } of documents) {
    const { version, explicit } = directives?.yaml ?? {}
    if ((explicit && version !== '1.2') || warnings.some(aboutVersion)) refuseVersion(problems, text)
    for (const { code, message, pos } of errors) {
      if (refused.has(code) || seen.has(pos[0])) continue
      seen.add(pos[0])
      const { start, end } = errorRange(text, pos, tokens)
      addSyntaxError(problems, message, start, end)
    }
  }
}

function aboutVersion(warning: Failure | { code: string; message: string }): boolean {
  return warning.code === 'BAD_DIRECTIVE' && warning.message.includes('YAML version')
}

/** Of several errors at one place the first says it best. A quote that is never closed is shown where it opens. */
function errorRange(text: string, [offset, end]: [number, number], tokens: Tokens): Range {
  const start = tokens.unclosed.get(offset) ?? offset
  return { start, end: Math.min(Math.max(end, start + 1), lineEnd(text, start)) }
}

function walk(text: string, node: unknown, problems: ProblemList): void {
  if (!isCollection(node)) return
  if (isMap(node)) checkKeys(text, node, problems)
  for (const item of node.items) {
    if (!isPair(item)) walk(text, item, problems)
    else for (const side of [item.key, item.value]) walk(text, side, problems)
  }
}

function checkKeys(text: string, map: YAMLMap, problems: ProblemList): void {
  const first = new Map<string, Range>()
  for (const pair of map.items) {
    const key = textKey(text, pair, problems)
    if (!key) continue
    const earlier = first.get(key.name)
    if (earlier) refuseDuplicate(problems, key.name, key.start, key.end, () => earlier)
    else first.set(key.name, key)
  }
}

/** The key if it is one; else it is refused. */
function textKey(text: string, { key }: Pair, problems: ProblemList): (Range & { name: string }) | undefined {
  if (isCollection(key)) refuseCollectionKey(problems, key.range?.[0] ?? 0)
  if (!isScalar(key) || isAlias(key)) return undefined
  const [start, end] = key.range ?? [0, 0]
  if (start === end) refuseAbsentKey(problems, text, start)
  else if (typeof key.value !== 'string') refuseKey(problems, text, { start, end })
  else if (key.value === '<<' && key.type === 'PLAIN') refuseMerge(problems, { start, end })
  else return { name: key.value, start, end }
  return undefined
}
