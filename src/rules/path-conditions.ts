import type { MoveKind } from '../system/system.ts'
import { mapping, never, orAbsent, reportUnknownWord, respectsCuts, wordsOf } from './compiler.ts'
import { payloadMask } from './flow-conditions.ts'
import { moveKinds } from './operands.ts'
import { type Node, op } from './program.ts'
import type { Compiler, Route, Scope } from './scope.ts'

/** By the word of the rule language. */
const edgeKinds: Readonly<Record<string, MoveKind>> = {
  flows: 'flow',
  'trained-on': 'trained-on',
  'based-on': 'based-on',
  uses: 'uses',
  'hosted-on': 'hosted-on',
}
const allButHosting = Object.keys(edgeKinds).filter((word) => word !== 'hosted-on')

/** What a message can name in braces. */
export const namePattern = /^[a-z][a-z0-9-]*$/

const pathKeys = ['carrying', 'through', 'step', 'crossing', 'over', 'as']

/** Compiles `reached-from` (direction `from`) or `reaches` (`to`). One search answers for every subject. */
export function pathNode(compiler: Compiler, raw: unknown, route: Route, scope: Scope, direction: 'from' | 'to'): Node {
  const form = mapping(raw, route, scope, 'A path')
  if (form === undefined) return never(scope, 'component')
  checkForm(form, route, scope, direction)
  // Under `not`, a path must not exist: what its matchers leave unknown counts the other way round.
  const inner: Scope = scope.negated ? { ...scope, negated: false, inverse: !scope.inverse } : scope
  const { builder } = scope
  const farEnd = compiler.component(form[direction] ?? {}, [...route, direction], inner)
  const through =
    form.through === undefined ? undefined : compiler.component(form.through, [...route, 'through'], inner)
  const step = form.step === undefined ? undefined : compiler.move(form.step, [...route, 'step'], inner, 'both')
  const left = respectsCuts(scope)
  const operands = [
    direction === 'from' ? 0 : 1,
    scope.negated ? 1 : 0,
    farEnd,
    orAbsent(through),
    orAbsent(step),
    form.carrying === undefined ? 0 : 1,
    form.carrying === undefined ? 0 : payloadMask(form.carrying, [...route, 'carrying'], scope),
    form.crossing === true ? 1 : 0,
    edgesOf(form.over, [...route, 'over'], scope),
    orAbsent(typeof form.as === 'string' ? builder.text(form.as) : undefined),
  ]
  return builder.node('component', op.path, operands, { cuttable: left })
}

function checkForm(form: Record<string, unknown>, route: Route, scope: Scope, direction: 'from' | 'to'): void {
  for (const key of Object.keys(form)) {
    if (key !== direction && !pathKeys.includes(key)) {
      reportUnknownWord(key, [...route, key], scope, [direction, ...pathKeys], 'part of a path')
    }
  }
  if (form[direction] === undefined) {
    scope.report(route, 'rule-condition', `A path needs '${direction}': the component at its other end.`)
  }
  if (form.crossing !== undefined && typeof form.crossing !== 'boolean')
    scope.report([...route, 'crossing'], 'rule-condition', "'crossing' takes true or false.")
  if (form.as !== undefined && !(typeof form.as === 'string' && namePattern.test(form.as)))
    scope.report(
      [...route, 'as'],
      'rule-condition',
      "The name given with 'as' is lower-case letters, digits and hyphens.",
    )
}

/** Bits of the kinds of edges that a way may take. */
function edgesOf(raw: unknown, route: Route, scope: Scope): number {
  const words = raw === undefined ? allButHosting : wordsOf(raw, route, scope, Object.keys(edgeKinds), 'a kind of edge')
  return words.reduce((bits, word) => bits | (1 << moveKinds.indexOf(edgeKinds[word] as MoveKind)), 0)
}
