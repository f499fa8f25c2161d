import { isPerson } from '../system/audience.ts'
import type { Component, MoveKind } from '../system/system.ts'
import { mapping, reportUnknownWord, respectsCuts, structureTest, wordsOf } from './compiler.ts'
import { payloadMask } from './flow-conditions.ts'
import { type PathCondition, search } from './paths.ts'
import { newRun, type Run } from './run.ts'
import type { Compiler, Route, Scope, Test } from './scope.ts'
import type { Search } from './search.ts'
import { CERTAIN, FALSE } from './truth.ts'

const edgeKinds: Readonly<Record<string, MoveKind>> = {
  flows: 'flow',
  'trained-on': 'trained-on',
  'based-on': 'based-on',
  uses: 'uses',
  'hosted-on': 'hosted-on',
}
const allButHosting: ReadonlySet<MoveKind> = new Set<MoveKind>(['flow', 'trained-on', 'based-on', 'uses'])

/** Compiles `reached-from` (direction `from`) or `reaches` (`to`). One search answers for every subject. */
export function pathTest(
  compiler: Compiler,
  raw: unknown,
  route: Route,
  scope: Scope,
  direction: 'from' | 'to',
): Test<Component> {
  const form = mapping(raw, route, scope, 'A path')
  if (form === undefined) return structureTest(scope, () => false)
  const condition = compilePath(compiler, form, route, scope, direction)
  const name = typeof form.as === 'string' ? form.as : undefined
  const left = respectsCuts(scope)
  if (scope.negated) {
    return (component, run) => (searched(condition, run, left).truthOf(component) === FALSE ? CERTAIN : FALSE)
  }
  return (component, run) => {
    const found = searched(condition, run, left)
    const truth = found.truthOf(component)
    if (truth !== FALSE) noteWay(condition, found, component, run, name)
    return truth
  }
}

function searched(condition: PathCondition, run: Run, left: boolean): Search {
  let found = run.searches.get(condition)
  if (found === undefined) {
    found = search(condition, left ? run : newRun(run.facts))
    run.searches.set(condition, found)
  }
  return found
}

function noteWay(
  condition: PathCondition,
  found: Search,
  component: Component,
  run: Run,
  name: string | undefined,
): void {
  const ways = run.support === undefined ? undefined : found.waysTo(component)
  if (ways !== undefined) run.support?.ways(ways, component)
  if (run.evidence === undefined) return
  const moves = found.wayOf(component)
  const toSubject = condition.direction === 'from'
  run.evidence.paths.push({ moves, toSubject })
  const end = toSubject ? moves[0]?.from : moves.at(-1)?.to
  if (name !== undefined && end !== undefined) run.evidence.names.set(name, end.id)
}

/** People read and decide: what reaches one does not come out on the other side. A rule that thinks otherwise says so. */
const notAPerson: Test<Component> = (component) => (isPerson(component) ? FALSE : CERTAIN)

const pathKeys = ['carrying', 'through', 'step', 'crossing', 'over', 'as']

function compilePath(
  compiler: Compiler,
  form: Record<string, unknown>,
  route: Route,
  scope: Scope,
  direction: 'from' | 'to',
): PathCondition {
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
  // Under `not`, a path must not exist: what its matchers leave unknown counts the other way round.
  const inner: Scope = scope.negated ? { ...scope, negated: false, inverse: !scope.inverse } : scope
  return {
    direction,
    farEnd: compiler.component(form[direction] ?? {}, [...route, direction], inner),
    through: form.through === undefined ? notAPerson : compiler.component(form.through, [...route, 'through'], inner),
    step: form.step === undefined ? undefined : compiler.move(form.step, [...route, 'step'], inner, 'both'),
    words: form.carrying === undefined ? undefined : payloadMask(form.carrying, [...route, 'carrying'], scope),
    crossing: form.crossing === true,
    over:
      form.over === undefined
        ? allButHosting
        : new Set(
            wordsOf(form.over, [...route, 'over'], scope, Object.keys(edgeKinds), 'a kind of edge').map(
              (word) => edgeKinds[word] as MoveKind,
            ),
          ),
  }
}
