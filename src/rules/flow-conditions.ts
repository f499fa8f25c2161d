import type { DataItem, Move } from '../system/system.ts'
import { worthOfData } from '../system/worth.ts'
import { dataKinds, flowAuth, payloadGroups, payloadWords, scales } from '../vocabulary.ts'
import { combinators, combine } from './combine.ts'
import { anyItem, conjunctionOf, fieldTest, mapping, reportUnknownWord, structureTest, within } from './compiler.ts'
import { truthField, wordField } from './fields.ts'
import { wordMask } from './run.ts'
import type { Compiler, Route, Scope, Test } from './scope.ts'

const auth = { values: flowAuth, list: false }
const approval = { values: scales.approval ?? [], list: false }

/** Bits for payload words and groups of them. */
export function payloadMask(raw: unknown, route: Route, scope: Scope): number {
  const list = Array.isArray(raw) ? raw : [raw]
  let mask = 0
  list.forEach((word, index) => {
    const at = Array.isArray(raw) ? within(route, index, scope) : route
    const group = typeof word === 'string' && Object.hasOwn(payloadGroups, word) ? payloadGroups[word] : undefined
    if (group !== undefined) mask |= wordMask(group)
    else if (!scope.eager || (payloadWords as readonly unknown[]).includes(word)) mask |= wordMask([word as string])
    else reportUnknownWord(word, at, scope, [...Object.keys(payloadGroups), ...payloadWords], 'a payload word or group')
  })
  return mask
}

/**
 * Compiles a flow matcher, asked of data movements. `ends` says which ends may be asked for: of a flow into a component,
 * only where it comes from. Structural edges are no interactions: they pass conditions on how a flow is protected.
 */
export function compileMove(
  compiler: Compiler,
  raw: unknown,
  route: Route,
  scope: Scope,
  ends: 'from' | 'to' | 'both',
): Test<Move> {
  const form = mapping(raw, route, scope, 'A flow matcher')
  if (form === undefined) return structureTest(scope, () => false)
  const tests = Object.entries(form).map(([key, value]): Test<Move> => {
    const at = within(route, key, scope)
    if (combinators.has(key)) {
      return combine(key, value, at, scope, (inner, where, under) => compileMove(compiler, inner, where, under, ends))
    }
    return moveTest(compiler, key, value, at, scope, ends)
  })
  return conjunctionOf(scope, tests)
}

function moveTest(
  compiler: Compiler,
  key: string,
  value: unknown,
  at: Route,
  scope: Scope,
  ends: 'from' | 'to' | 'both',
): Test<Move> {
  switch (key) {
    case 'carries': {
      const mask = payloadMask(value, at, scope)
      return structureTest(scope, (move, run) => ((run.facts.words[move.index] as number) & mask) !== 0)
    }
    case 'returns': {
      const mask = payloadMask(value, at, scope)
      return structureTest(scope, (move) => move.flow !== undefined && (wordMask(move.flow.returns.words) & mask) !== 0)
    }
    case 'data':
      return anyItem(
        scope,
        (move: Move) => move.payload.data,
        compiler.data(value, at, scope),
        (run, item) => {
          run.evidence?.data.push(item)
        },
        worthOfData,
      )
    case 'auth':
      return ofFlows(wordField<Move>('auth', auth, value, at, scope, (move) => move.flow?.entry.auth))
    case 'approval':
      return ofFlows(wordField<Move>('approval', approval, value, at, scope, (move) => move.flow?.entry.approval))
    case 'encrypted':
      return ofFlows(truthField<Move>('encrypted', value, at, scope, (move) => move.flow?.entry.encrypted))
    case 'automatic':
      return ofFlows(truthField<Move>('automatic', value, at, scope, (move) => move.flow?.entry.automatic))
    case 'crosses':
      if (typeof value !== 'boolean') scope.report(at, 'rule-condition', "'crosses' takes true or false.")
      return fieldTest(
        scope,
        'crosses',
        (move: Move) => move.crosses,
        (crosses) => crosses === value,
      )
    case 'from':
    case 'to':
      return endTest(compiler, key, value, at, scope, ends)
    default:
      reportUnknownWord(key, at, scope, [...moveKeys, ...combinators], 'something a flow can be asked for')
      return structureTest(scope, () => false)
  }
}

const moveKeys = ['carries', 'returns', 'data', 'auth', 'approval', 'encrypted', 'automatic', 'crosses', 'from', 'to']

function ofFlows(test: Test<Move>): Test<Move> {
  return (move, run) => (move.flow === undefined ? 3 : test(move, run))
}

function endTest(
  compiler: Compiler,
  key: 'from' | 'to',
  value: unknown,
  at: Route,
  scope: Scope,
  ends: 'from' | 'to' | 'both',
): Test<Move> {
  if (ends !== 'both' && ends !== key) {
    scope.report(at, 'rule-condition', `'${key}' is the subject itself here.`, `Ask for '${ends}'.`)
  }
  const test = compiler.component(value, at, scope)
  return (move, run) => test(move[key], run)
}

/** Compiles a data matcher. */
export function compileData(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Test<DataItem> {
  const form = mapping(raw, route, scope, 'A data matcher')
  if (form === undefined) return structureTest(scope, () => false)
  const tests = Object.entries(form).map(([key, value]): Test<DataItem> => {
    const at = within(route, key, scope)
    if (combinators.has(key)) {
      return combine(key, value, at, scope, (inner, where, under) => compileData(compiler, inner, where, under))
    }
    const spec = Object.hasOwn(dataFields, key) ? dataFields[key] : undefined
    if (spec !== undefined) {
      return wordField<DataItem>(
        key === 'kind' ? 'data-kind' : key,
        spec,
        value,
        at,
        scope,
        (item) => item.entry[key as 'kind'],
      )
    }
    if (key === 'personal') return truthField<DataItem>(key, value, at, scope, (item) => item.entry.personal)
    if (key === 'grants') return grantsTest(compiler, value, at, scope)
    reportUnknownWord(
      key,
      at,
      scope,
      [...Object.keys(dataFields), 'personal', 'grants', ...combinators],
      'something data can be asked for',
    )
    return structureTest(scope, () => false)
  })
  return conjunctionOf(scope, tests)
}

const dataFields: Readonly<Record<string, { values: readonly string[]; list: boolean }>> = {
  classification: { values: scales.classification ?? [], list: false },
  kind: { values: dataKinds, list: false },
  lifetime: { values: scales.lifetime ?? [], list: false },
}

function grantsTest(compiler: Compiler, value: unknown, at: Route, scope: Scope): Test<DataItem> {
  const test = compiler.component(value, at, scope)
  return anyItem(
    scope,
    (item: DataItem, run) => (item.entry.grants ?? []).flatMap((id) => run.facts.system.componentById.get(id) ?? []),
    test,
  )
}
