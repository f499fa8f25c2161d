import { scales, stages } from '../vocabulary.ts'
import { combinators, combine } from './combine.ts'
import { conjunction, mapping, never, reportUnknownWord, someRelated, wantedIn, wordOf, wordsOf } from './compiler.ts'
import { labelled } from './label.ts'
import { type Node, op } from './program.ts'
import type { Compiler, Route, Scope } from './scope.ts'

const systemKeys = ['stage', 'criticality', 'has', 'lacks', 'flow', ...combinators]

/** Compiles a condition on the system as a whole. */
export function compileSystem(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Node {
  const form = mapping(raw, route, scope, 'A system condition')
  if (form === undefined) return never(scope, 'system')
  const nodes = Object.entries(form).map((entry) => {
    const at = [...route, entry[0]]
    const node = combinators.has(entry[0])
      ? combine('system', entry, at, scope, (inner, where, under) => compileSystem(compiler, inner, where, under))
      : systemNode(compiler, entry, at, scope)
    return labelled('system', entry, node, scope)
  })
  return conjunction(scope, 'system', nodes)
}

function systemNode(compiler: Compiler, [key, value]: readonly [string, unknown], at: Route, scope: Scope): Node {
  switch (key) {
    case 'stage':
      return positionNode(scope, op.stage, wordsOf(value, at, scope, stages, 'a stage'), stages)
    case 'criticality':
      return criticalityNode(value, at, scope)
    case 'has':
      return someRelated(scope, 'system', 'has', compiler.component(value, at, scope))
    case 'lacks': {
      const without = { ...scope, negated: !scope.negated }
      return someRelated(without, 'system', 'has', compiler.component(value, at, without))
    }
    case 'flow':
      return someRelated(scope, 'system', 'flow', compiler.move(value, at, scope, 'both'))
    default:
      reportUnknownWord(key, at, scope, systemKeys, 'something a system can be asked for')
      return never(scope, 'system')
  }
}

/** True where the system's value is one of the words. */
function positionNode(scope: Scope, operation: number, words: readonly string[], scale: readonly string[]): Node {
  const mask = words.reduce((bits, word) => bits | (1 << scale.indexOf(word)), 0)
  return scope.builder.node('system', operation, [wantedIn(scope), mask])
}

function criticalityNode(value: unknown, at: Route, scope: Scope): Node {
  const scale = scales.criticality ?? []
  const bounds = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  if (bounds.length === 0)
    return positionNode(scope, op.criticality, wordsOf(value, at, scope, scale, 'a criticality'), scale)
  const nodes = bounds.map(([operator, operand]) => {
    const bound = scale.indexOf(wordOf(operand, [...at, operator], scope, scale, 'a criticality'))
    if (operator === 'at-least') return positionNode(scope, op.criticality, scale.slice(bound), scale)
    if (operator === 'at-most') return positionNode(scope, op.criticality, scale.slice(0, bound + 1), scale)
    reportUnknownWord(operator, [...at, operator], scope, ['at-least', 'at-most'], "an operator of 'criticality'")
    return never(scope, 'system')
  })
  return conjunction(scope, 'system', nodes)
}
