import { worthOf } from '../system/worth.ts'
import { scales, stages } from '../vocabulary.ts'
import { combinators, combine } from './combine.ts'
import { anyItem, conjunctionOf, mapping, reportUnknownWord, respectsCuts, structureTest, wordsOf } from './compiler.ts'
import { componentIsCut, flowIsCut, type Run } from './run.ts'
import type { Compiler, Route, Scope, Test } from './scope.ts'
import { supportMove } from './support.ts'

const systemKeys = ['stage', 'criticality', 'has', 'lacks', 'flow', ...combinators]

/** Compiles a condition on the system as a whole. */
export function compileSystem(compiler: Compiler, raw: unknown, route: Route, scope: Scope): Test<undefined> {
  const form = mapping(raw, route, scope, 'A system condition')
  if (form === undefined) return structureTest(scope, () => false)
  const tests = Object.entries(form).map(([key, value]): Test<undefined> => {
    const at = [...route, key]
    if (combinators.has(key)) {
      return combine(key, value, at, scope, (inner, where, under) => compileSystem(compiler, inner, where, under))
    }
    return systemTest(compiler, key, value, at, scope)
  })
  return conjunctionOf(scope, tests)
}

function systemTest(compiler: Compiler, key: string, value: unknown, at: Route, scope: Scope): Test<undefined> {
  switch (key) {
    // The manifest format says what these two are when left out, so they are never unknown.
    case 'stage': {
      const wanted = new Set(wordsOf(value, at, scope, stages, 'a stage'))
      return structureTest(scope, (_, run) => wanted.has(run.facts.system.manifest.system.stage ?? 'production'))
    }
    case 'criticality':
      return criticalityTest(value, at, scope)
    case 'has':
      return someComponent(compiler, value, at, scope)
    case 'lacks':
      return someComponent(compiler, value, at, { ...scope, negated: !scope.negated })
    case 'flow':
      return someFlow(compiler, value, at, scope)
    default:
      reportUnknownWord(key, at, scope, systemKeys, 'something a system can be asked for')
      return structureTest(scope, () => false)
  }
}

function criticalityTest(value: unknown, at: Route, scope: Scope): Test<undefined> {
  const scale = scales.criticality ?? []
  const bounds = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  const rank = (run: Run): number => scale.indexOf(run.facts.system.manifest.system.criticality ?? 'moderate')
  if (bounds.length === 0) {
    const wanted = wordsOf(value, at, scope, scale, 'a criticality').map((word) => scale.indexOf(word))
    return structureTest(scope, (_, run) => wanted.includes(rank(run)))
  }
  const tests = bounds.map(([operator, operand]): Test<undefined> => {
    const bound = scale.indexOf(wordsOf(operand, [...at, operator], scope, scale, 'a criticality')[0] ?? '')
    if (operator === 'at-least') return structureTest(scope, (_, run) => rank(run) >= bound)
    if (operator === 'at-most') return structureTest(scope, (_, run) => rank(run) <= bound)
    reportUnknownWord(operator, [...at, operator], scope, ['at-least', 'at-most'], "an operator of 'criticality'")
    return structureTest(scope, () => false)
  })
  return conjunctionOf(scope, tests)
}

function someComponent(compiler: Compiler, value: unknown, at: Route, scope: Scope): Test<undefined> {
  const left = respectsCuts(scope)
  return anyItem(
    scope,
    (_: undefined, run) => run.facts.system.components.filter((component) => !left || !componentIsCut(run, component)),
    compiler.component(value, at, scope),
    (run, component) => {
      run.support?.component(component)
      run.evidence?.neighbours.push({ component, incoming: true })
    },
    worthOf,
  )
}

function someFlow(compiler: Compiler, value: unknown, at: Route, scope: Scope): Test<undefined> {
  const left = respectsCuts(scope)
  return anyItem(
    scope,
    (_: undefined, run) =>
      run.facts.forward.filter((move) => !left || move.flow === undefined || !flowIsCut(run, move.flow)),
    compiler.move(value, at, scope, 'both'),
    (run, move) => supportMove(run.support, move),
  )
}
