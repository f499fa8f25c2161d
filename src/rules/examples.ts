import type { Problem } from '../finding.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { buildSystem } from '../system/build-system.ts'
import { problemAt } from './compiler.ts'
import { matchRule } from './match.ts'
import { subjectName } from './message.ts'
import type { ExampleEntry, NearMiss, Rule } from './rule.ts'
import { systemFacts } from './run.ts'
import type { Route } from './scope.ts'
import { ASSUMED } from './truth.ts'

/** The outcome of one snippet of a rule. */
export interface SnippetResult {
  readonly rule: string
  readonly title: string
  readonly kind: 'fires' | 'near-miss'
  readonly passed: boolean
  readonly problem?: Problem
}

/** Reads a snippet as a manifest; what is wrong with it is a problem of the rule file. */
export type ReadSnippet = (value: unknown, route: Route) => { manifest?: Manifest; problems: readonly Problem[] }

const failed = 'rule-example-failed'

/** Runs every snippet of a rule. `route` is where the rule stands in its file. */
export function runSnippets(rule: Rule, route: Route, read: ReadSnippet): SnippetResult[] {
  const results: SnippetResult[] = []
  for (const [index, example] of (rule.entry.examples ?? []).entries()) {
    const at = [...route, 'examples', index]
    const result = runExample(rule, example, at, read)
    results.push(result)
    // Changes of what is no system lead nowhere.
    if (result.problem !== undefined && result.problem.code !== failed) continue
    for (const [number, miss] of (example['near-misses'] ?? []).entries()) {
      results.push(runNearMiss(rule, example, miss, [...at, 'near-misses', number], read))
    }
  }
  return results
}

function runExample(rule: Rule, example: ExampleEntry, at: Route, read: ReadSnippet): SnippetResult {
  const outcome = firesOn(rule, example.system, [...at, 'system'], read)
  const wanted = [...example['fires-on']].sort()
  const result = { rule: rule.entry.id, title: example.title, kind: 'fires' } as const
  if (!Array.isArray(outcome)) return { ...result, passed: false, problem: outcome }
  if (wanted.join() === outcome.join()) return { ...result, passed: true }
  const message = `Rule '${rule.entry.id}' should fire on ${wanted.join(', ')}; it fires on ${outcome.join(', ') || 'nothing'}.`
  return { ...result, passed: false, problem: problemAt([...at, 'fires-on'], failed, message) }
}

function runNearMiss(rule: Rule, example: ExampleEntry, miss: NearMiss, at: Route, read: ReadSnippet): SnippetResult {
  const result = { rule: rule.entry.id, title: `${example.title}; ${miss.title}`, kind: 'near-miss' } as const
  const changed = changeSystem(example.system, miss)
  if (typeof changed === 'string') {
    return { ...result, passed: false, problem: problemAt(at, 'rule-example-invalid', changed) }
  }
  const outcome = firesOn(rule, changed, at, read)
  if (!Array.isArray(outcome)) return { ...result, passed: false, problem: outcome }
  if (outcome.length === 0) return { ...result, passed: true }
  const message = `Rule '${rule.entry.id}' must not fire on this near miss; it fires on ${outcome.join(', ')}.`
  return { ...result, passed: false, problem: problemAt(at, failed, message) }
}

/** Names of the subjects it fires on, sorted; or why the snippet is no manifest. */
function firesOn(
  rule: Rule,
  system: Readonly<Record<string, unknown>>,
  at: Route,
  read: ReadSnippet,
): string[] | Problem {
  const named = { atlaslint: 1, ...system, system: { name: 'Example', ...(system.system as object | undefined) } }
  const { manifest, problems } = read(named, at)
  const problem = problems[0]
  if (manifest === undefined || problem !== undefined) {
    return problem ?? problemAt(at, 'rule-example-invalid', 'The snippet is not a manifest.')
  }
  const fired = matchRule(rule, systemFacts(buildSystem(manifest))).filter(({ truth }) => truth >= ASSUMED)
  return fired.map(({ subject }) => (subject.type === 'system' ? 'system' : subjectName(subject))).sort()
}

type Tree = Record<string, unknown>

/** The system of an example with the changes of a near miss; a sentence when a change leads nowhere. */
export function changeSystem(system: Readonly<Record<string, unknown>>, miss: NearMiss): Tree | string {
  const changed = structuredClone(system) as Tree
  for (const target of miss.without ?? []) {
    if (!takeOut(changed, target)) return `'${target}' is not in the example's system.`
  }
  for (const [route, value] of Object.entries(miss.set ?? {})) {
    if (!setAt(changed, route.split('.'), value)) return `'${route}' leads nowhere in the example's system.`
  }
  if (miss.set === undefined && miss.without === undefined) return 'A near miss changes something: `set` or `without`.'
  return changed
}

function takeOut(system: Tree, target: string): boolean {
  const components = (system.components ?? {}) as Tree
  const flows = (system.flows ?? []) as Tree[]
  if (Object.hasOwn(components, target)) {
    delete components[target]
    system.flows = flows.filter((flow) => flow.from !== target && flow.to !== target)
    for (const component of Object.values(components)) dropMentions(component as Tree, target)
    return true
  }
  const left = flows.filter((flow) => flowName(flow) !== target)
  system.flows = left
  return left.length < flows.length
}

function dropMentions(component: Tree, target: string): void {
  if (component['hosted-on'] === target) delete component['hosted-on']
  for (const field of ['uses', 'based-on', 'trained-on']) {
    const list = component[field]
    if (!Array.isArray(list)) continue
    const left = list.filter((id) => id !== target)
    if (left.length === 0) delete component[field]
    else component[field] = left
  }
}

/** Undefined for what an earlier change has made of it. */
function flowName(flow: unknown): string | undefined {
  const { id, from, to } = (flow ?? {}) as Tree
  if (typeof id === 'string') return id
  return typeof from === 'string' && typeof to === 'string' ? `${from} -> ${to}` : undefined
}

function setAt(tree: unknown, route: readonly string[], value: unknown): boolean {
  const [key, ...rest] = route
  if (key === undefined || typeof tree !== 'object' || tree === null) return false
  const holder = tree as Tree
  const at = Array.isArray(tree) ? indexIn(tree, key) : key
  if (at === undefined) return false
  if (rest.length > 0) {
    if (holder[at] === undefined && !Array.isArray(tree)) holder[at] = {}
    return setAt(holder[at], rest, value)
  }
  if (value === null) delete holder[at]
  else holder[at] = value
  return true
}

/** A flow in a list by number or name. */
function indexIn(list: readonly unknown[], key: string): number | undefined {
  const index = /^\d+$/.test(key) ? Number(key) : list.findIndex((item) => flowName(item) === key)
  return index >= 0 && index < list.length ? index : undefined
}
