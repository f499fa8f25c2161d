import { dataKinds, flowAuth, payloadGroups, payloadWords, scales } from '../vocabulary.ts'
import { combinators, combine } from './combine.ts'
import { conjunction, mapping, never, reportUnknownWord, someRelated, wantedIn, wordsOf } from './compiler.ts'
import { crossesNode, truthNode, type WordField, wordNode } from './fields.ts'
import { labelled } from './label.ts'
import { type Node, op } from './program.ts'
import { wordMask } from './run.ts'
import type { Compiler, Route, Scope } from './scope.ts'

const auth: WordField = { domain: 'move', name: 'auth', values: flowAuth, list: false }
const approval: WordField = { domain: 'move', name: 'approval', values: scales.approval ?? [], list: false }

/** Bits for payload words and groups of them. */
export function payloadMask(raw: unknown, route: Route, scope: Scope): number {
  const words = wordsOf(raw, route, scope, payloads, 'a payload word or group')
  return words.reduce((mask, word) => mask | wordMask(payloadGroups[word] ?? [word]), 0)
}

const payloads: readonly string[] = [...Object.keys(payloadGroups), ...payloadWords]

/** Which ends of a flow may be asked for: of a flow into a component, only where it comes from. */
type Ends = 'from' | 'to' | 'both'

/**
 * Compiles a flow matcher, asked of data movements. Structural edges are no interactions: they pass conditions on how a flow is
 * protected.
 */
export function compileMove(compiler: Compiler, raw: unknown, route: Route, scope: Scope, ends: Ends): Node {
  const form = mapping(raw, route, scope, 'A flow matcher')
  if (form === undefined) return never(scope, 'move')
  const nodes = Object.entries(form).map((entry) => {
    const at = [...route, entry[0]]
    const node = combinators.has(entry[0])
      ? combine('move', entry, at, scope, (inner, where, under) => compileMove(compiler, inner, where, under, ends))
      : moveNode(compiler, entry, at, scope, ends)
    return labelled('move', entry, node, scope)
  })
  return conjunction(scope, 'move', nodes)
}

function moveNode(
  compiler: Compiler,
  [key, value]: readonly [string, unknown],
  at: Route,
  scope: Scope,
  ends: Ends,
): Node {
  switch (key) {
    case 'carries':
    case 'returns': {
      const operands = [wantedIn(scope), payloadMask(value, at, scope)]
      return scope.builder.node('move', op[key], operands, { plain: true })
    }
    case 'data':
      return someRelated(scope, 'move', 'data', compiler.data(value, at, scope))
    case 'auth':
      return ofFlow(scope, wordNode(auth, value, at, scope))
    case 'approval':
      return ofFlow(scope, wordNode(approval, value, at, scope))
    case 'encrypted':
    case 'automatic':
      return ofFlow(scope, truthNode('move', key, value, at, scope))
    case 'crosses':
      return crossesNode(value, at, scope)
    case 'from':
    case 'to':
      return endNode(compiler, key, value, at, scope, ends)
    default:
      reportUnknownWord(key, at, scope, [...moveKeys, ...combinators], 'something a flow can be asked for')
      return never(scope, 'move')
  }
}

const moveKeys = ['carries', 'returns', 'data', 'auth', 'approval', 'encrypted', 'automatic', 'crosses', 'from', 'to']

function ofFlow({ builder }: Scope, node: Node): Node {
  return builder.node('move', op.ofFlow, [node], { plain: true })
}

function endNode(compiler: Compiler, key: 'from' | 'to', value: unknown, at: Route, scope: Scope, ends: Ends): Node {
  if (ends !== 'both' && ends !== key) {
    scope.report(at, 'rule-condition', `'${key}' is the subject itself here.`, `Ask for '${ends}'.`)
  }
  const node = compiler.component(value, at, scope)
  return scope.builder.node('move', op.end, [key === 'from' ? 0 : 1, node], { over: [node] })
}

/** Compiles a data matcher. */
export function compileData(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Node {
  const form = mapping(raw, route, scope, 'A data matcher')
  if (form === undefined) return never(scope, 'data')
  const nodes = Object.entries(form).map((entry) => {
    const at = [...route, entry[0]]
    if (!combinators.has(entry[0])) return dataNode(compiler, entry, at, scope)
    return combine('data', entry, at, scope, (inner, where, under) => compileData(compiler, inner, where, under))
  })
  return conjunction(scope, 'data', nodes)
}

/** Fields of data, by the word of the rule language. */
const dataFields: Readonly<Record<string, WordField>> = {
  classification: { domain: 'data', name: 'classification', values: scales.classification ?? [], list: false },
  // A component has a `kind`, too, so the map of unknowns calls this one by another name.
  kind: { domain: 'data', name: 'data-kind', word: 'kind', values: dataKinds, list: false },
  lifetime: { domain: 'data', name: 'lifetime', values: scales.lifetime ?? [], list: false },
}

function dataNode(compiler: Compiler, [key, value]: readonly [string, unknown], at: Route, scope: Scope): Node {
  const field = Object.hasOwn(dataFields, key) ? dataFields[key] : undefined
  if (field !== undefined) return wordNode(field, value, at, scope)
  if (key === 'personal') return truthNode('data', key, value, at, scope)
  if (key === 'grants') return someRelated(scope, 'data', 'grants', compiler.component(value, at, scope))
  const known = [...Object.keys(dataFields), 'personal', 'grants', ...combinators]
  reportUnknownWord(key, at, scope, known, 'something data can be asked for')
  return never(scope, 'data')
}
